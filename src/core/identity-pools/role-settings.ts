// What SetIdentityPoolRoles accepts.
import type { RoleMapping } from "../../model/cognito-identity.gen.js";
import { fault } from "../../model/fault.js";
import type { IdentityPool, IdentityPoolRoles } from "../../storage/identity-records.js";
import type { Providers } from "./providers.js";
import { roleForbidden } from "./roles.js";

/** SDK, SetIdentityPoolRolesInput. */
const MAX_RULES = 25;

/** A user of another account can't be told apart here, so that roles of any account are taken. */
const roleArnForm = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** @throws InvalidParameterException, NotAuthorizedException */
export function checkRoles(
  pool: IdentityPool,
  providers: Providers,
  { Roles = {}, RoleMappings = {} }: IdentityPoolRoles,
): void {
  for (const arn of Object.values(Roles)) requireRoleArn(arn);
  for (const [key, mapping] of Object.entries(RoleMappings)) {
    if (!namesConfiguredProvider(pool, providers, key))
      throw invalid(`(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
    checkMapping(key, mapping);
  }
}

function namesConfiguredProvider(pool: IdentityPool, providers: Providers, key: string): boolean {
  const canonical = providers.mappingKey(key);
  const colon = canonical.lastIndexOf(":");
  const ofUserPool = providers.userPoolClient(pool, canonical.slice(0, colon), canonical.slice(colon + 1));
  const { OpenIdConnectProviderARNs = [] } = pool.settings;
  return (
    ofUserPool !== undefined ||
    providers.isConfigured(pool, canonical) ||
    OpenIdConnectProviderARNs.includes(canonical)
  );
}

/** The texts are assumed. */
function checkMapping(key: string, mapping: RoleMapping): void {
  if (mapping.AmbiguousRoleResolution === undefined)
    throw invalid(`AmbiguousRoleResolution is required for the RoleMapping of (${key}).`);
  if (mapping.Type === "Token") return;
  const rules = mapping.RulesConfiguration?.Rules;
  if (rules === undefined) throw invalid(`RulesConfiguration is required for the RoleMapping of (${key}).`);
  if (rules.length > MAX_RULES)
    throw invalid(`The RoleMapping of (${key}) can have at most ${MAX_RULES} rules.`);
  for (const { RoleARN } of rules) requireRoleArn(RoleARN);
}

function requireRoleArn(arn: string): void {
  if (!roleArnForm.test(arn)) throw roleForbidden(arn);
}

const invalid = (message: string) => fault("InvalidParameterException", message);
