// How many logins one identity may have.
import { fault } from "../../model/fault.js";
import type { IdentityPool, LoginKey } from "../../storage/identity-records.js";

/** SDK, MergeDeveloperIdentities. */
const MAX_DEVELOPER_LOGINS = 20;

/**
 * One login of each public provider and at most 20 of the developer's own. The texts are assumed.
 * @throws ResourceConflictException
 */
export function checkLinks(pool: IdentityPool, logins: readonly LoginKey[]): void {
  const subjects = new Map<string, Set<string>>();
  for (const { provider, subject } of logins)
    subjects.set(provider, (subjects.get(provider) ?? new Set()).add(subject));

  for (const [provider, { size }] of subjects) {
    if (provider !== pool.settings.DeveloperProviderName && size > 1)
      throw fault("ResourceConflictException", `Login for ${provider} is already linked to another account.`);
    if (size > MAX_DEVELOPER_LOGINS)
      throw fault(
        "ResourceConflictException",
        `An identity can have at most ${MAX_DEVELOPER_LOGINS} linked logins.`,
      );
  }
}
