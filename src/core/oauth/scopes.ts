// Which scopes a client is granted.
import type { Client } from "../../storage/records.js";
import { USER_SCOPE } from "../tokens/claims.js";
import { SCOPE_ATTRIBUTES } from "../tokens/hosted.js";

/** The scopes of OpenID Connect; all others but the user's own operations come from resource servers. */
export const OPEN_ID: readonly string[] = ["openid", "email", "phone", "profile"];

/** The service's own scope of who may register clients; no resource server has it. */
export const REGISTER_SCOPE = "aws.cognito/dcr/register";

const isCustom = (scope: string): boolean => !OPEN_ID.includes(scope) && scope !== USER_SCOPE;

const allowedScopes = (client: Client): readonly string[] => client.settings.AllowedOAuthScopes ?? [];

/** Repeated ones count once. */
const scopesIn = (text: string | undefined): readonly string[] => [
  ...new Set((text ?? "").split(/\s+/).filter((scope) => scope !== "")),
];

/**
 * What a user's tokens grant; all that the client may ask for when it asks for nothing. Undefined when it asks for
 * what it may not have. The claims of OpenID Connect can't be asked for without `openid` (how that is refused is
 * assumed).
 */
export function userScopes(client: Client, asked: string | undefined): readonly string[] | undefined {
  const allowed = allowedScopes(client);
  const scopes = scopesIn(asked);
  if (scopes.length === 0) return allowed;
  const lacksOpenId = !scopes.includes("openid") && scopes.some((scope) => OPEN_ID.includes(scope));
  return lacksOpenId || !scopes.every((scope) => allowed.includes(scope)) ? undefined : scopes;
}

/** What a client's own token grants: scopes of resource servers only. */
export const machineScopes = (client: Client, asked: string | undefined): readonly string[] | undefined =>
  grantedToMachine(client, scopesIn(asked));

/** The same for scopes that are a list. */
export function grantedToMachine(client: Client, asked: readonly string[]): readonly string[] | undefined {
  const allowed = allowedScopes(client).filter(isCustom);
  if (asked.length === 0) return allowed;
  return asked.every((scope) => allowed.includes(scope)) ? [...new Set(asked)] : undefined;
}

/** Whether the client may read what the scopes promise; the token endpoint refuses codes of clients that may not. */
export function mayReadScopes({ settings }: Client, scopes: readonly string[]): boolean {
  const readable = settings.ReadAttributes;
  if (!readable) return true;
  return scopes.every((scope) =>
    (SCOPE_ATTRIBUTES.get(scope) ?? []).every((name) => readable.includes(name)),
  );
}
