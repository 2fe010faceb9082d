// Chooses the IAM role that an identity's credentials stand for (developer guide, role-based access control).
import type { MappingRule, RoleMapping } from "../../model/cognito-identity.gen.js";
import { fault } from "../../model/fault.js";
import type { IdentityPool } from "../../storage/identity-records.js";
import type { VerifiedLogin } from "./logins.js";
import type { Providers } from "./providers.js";
import type { Claims } from "./user-pool-logins.js";

/** What the choice depends on. */
export interface RoleRequest {
  readonly authenticated: boolean;
  /** Empty for guests and for developer-authenticated users. */
  readonly logins: readonly VerifiedLogin[];
  readonly customRoleArn?: string | undefined;
}

/**
 * The ARN of the role. When several logins have a mapping, the first one's applies (assumed).
 * @throws InvalidIdentityPoolConfigurationException when the pool has no such role
 * @throws NotAuthorizedException when a mapping denies, or the custom role is none of the user's own
 */
export function chooseRole(pool: IdentityPool, providers: Providers, request: RoleRequest): string {
  const { authenticated, logins, customRoleArn } = request;
  const byDefault = pool.roles.Roles?.[authenticated ? "authenticated" : "unauthenticated"];
  const mappings = new Map(
    Object.entries(pool.roles.RoleMappings ?? {}).map(([key, mapping]) => [
      providers.mappingKey(key),
      mapping,
    ]),
  );
  const mapped = logins.find(({ mappingKey }) => mappings.has(mappingKey));
  const mapping = mapped && mappings.get(mapped.mappingKey);
  if (mapped !== undefined && mapping !== undefined) {
    const allowed =
      mapping.Type === "Token" ? rolesOfToken(mapped.claims) : rolesOfRules(mapping, mapped.claims);
    if (customRoleArn !== undefined) return permitted(customRoleArn, allowed.roles);
    if (allowed.chosen !== undefined) return allowed.chosen;
    if (mapping.AmbiguousRoleResolution !== "AuthenticatedRole") throw mappingDenies(mapped.mappingKey);
  } else if (customRoleArn !== undefined) {
    // Without a mapping only the pool's own role may be asked for (assumed).
    return permitted(customRoleArn, [byDefault]);
  }
  if (byDefault === undefined) throw noUsableRole();
  return byDefault;
}

interface RoleChoice {
  /** All that a custom role may be. */
  readonly roles: readonly string[];
  /** Undefined when the pool's AmbiguousRoleResolution decides. */
  readonly chosen: string | undefined;
}

function rolesOfToken(claims: Claims): RoleChoice {
  const listed = claims["cognito:roles"];
  const roles = Array.isArray(listed) ? listed.map(String) : [];
  const preferred = claims["cognito:preferred_role"];
  // One role is not ambiguous (SDK, RoleMapping: "multiple cognito:roles matches").
  const only = roles.length === 1 ? roles[0] : undefined;
  return { roles, chosen: typeof preferred === "string" ? preferred : only };
}

function rolesOfRules({ RulesConfiguration }: RoleMapping, claims: Claims): RoleChoice {
  const roles = (RulesConfiguration?.Rules ?? [])
    .filter((rule) => ruleMatches(rule, claims))
    .map(({ RoleARN }) => RoleARN);
  return { roles, chosen: roles[0] };
}

function ruleMatches({ Claim, MatchType, Value }: MappingRule, claims: Claims): boolean {
  // A rule about a claim that the token lacks is not evaluated, NotEqual included.
  const claim = claimText(claims[Claim]);
  if (claim === undefined) return false;
  switch (MatchType) {
    case "Equals":
      return claim === Value;
    case "NotEqual":
      return claim !== Value;
    case "StartsWith":
      return claim.startsWith(Value);
    case "Contains":
      return claim.includes(Value);
  }
}

/** Rules compare text; a list is taken as its elements joined by commas (assumed). */
export function claimText(claim: unknown): string | undefined {
  if (Array.isArray(claim)) return claim.join(",");
  return ["string", "number", "boolean"].includes(typeof claim) ? String(claim) : undefined;
}

function permitted(roleArn: string, roles: readonly (string | undefined)[]): string {
  if (!roles.includes(roleArn)) throw roleForbidden(roleArn);
  return roleArn;
}

/** The text is known from SetIdentityPoolRoles; for CustomRoleArn it is assumed. */
export const roleForbidden = (roleArn: string) =>
  fault("NotAuthorizedException", `Access to Role '${roleArn}' is forbidden.`);

const mappingDenies = (mappingKey: string) =>
  fault("NotAuthorizedException", `The ambiguous role mapping rules for: ${mappingKey} denied this request.`);

const noUsableRole = () =>
  fault(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );
