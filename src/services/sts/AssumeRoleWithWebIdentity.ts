// AssumeRoleWithWebIdentity: credentials for an OpenID token of an identity pool, the last step of the basic flow.
//
// Order of checks (assumed): parameters, policy, the token's form and signature, its expiry, the role's trust.
import type { Core } from "../../core/core.js";
import type { OpenIdClaims } from "../../core/identity-pools/open-id-tokens.js";
import { COGNITO_IDENTITY } from "../../core/identity-pools/providers.js";
import type { Clock } from "../../platform/clock.js";
import { StsFault } from "./fault.js";
import { check, type Parameters } from "./parameters.js";
import { assumedRole } from "./roles.js";

const rules = {
  RoleArn: { required: true, length: [20, 2048] },
  RoleSessionName: { required: true, length: [2, 64], pattern: /^[\w+=,.@-]*$/ },
  WebIdentityToken: { required: true, length: [4, 20_000], secret: true },
  DurationSeconds: { value: [900, 43_200] },
} as const;

const DEFAULT_SECONDS = 3600;

export async function AssumeRoleWithWebIdentity(
  parameters: Parameters,
  { core, clock }: { core: Core; clock: Clock },
) {
  check(parameters, rules);
  const { RoleArn = "", RoleSessionName = "", WebIdentityToken = "", DurationSeconds } = parameters;
  requirePolicyForm(parameters.Policy);

  const { openIdTokens, awsCredentials } = core.identityPools;
  const claims = await openIdTokens.verify(WebIdentityToken);
  if (claims === undefined)
    throw new StsFault(
      "InvalidIdentityToken",
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  const now = Math.floor(clock.now() / 1000);
  if (now >= claims.expiresAtSeconds)
    throw new StsFault(
      "ExpiredTokenException",
      `Token expired: current date/time ${now} must be before the expiration date/time ${claims.expiresAtSeconds}`,
    );
  if (!trusts(core, RoleArn, claims))
    throw new StsFault("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");

  const issued = awsCredentials.issue({
    identityId: claims.identityId,
    roleArn: RoleArn,
    sessionName: RoleSessionName,
    tags: claims.tags,
    lifetimeSeconds: DurationSeconds === undefined ? DEFAULT_SECONDS : Number(DurationSeconds),
  });
  const role = assumedRole(RoleArn, RoleSessionName);
  return {
    SubjectFromWebIdentityToken: claims.identityId,
    Audience: claims.poolId,
    AssumedRoleUser: { Arn: role.arn, AssumedRoleId: role.id },
    Credentials: {
      AccessKeyId: issued.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
      Expiration: new Date(issued.expiresAt).toISOString().replace(".000Z", "Z"),
    },
    Provider: COGNITO_IDENTITY,
  };
}

/**
 * There is no IAM here, and so no trust policies. What the console writes into them is taken as given: the pool's role
 * for guests trusts guests only, the other one users who signed in only, and any other role trusts both (assumed).
 */
function trusts({ identityPools }: Core, roleArn: string, claims: OpenIdClaims): boolean {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) return false;
  const visited = identityPools.identities.find(claims.identityId);
  if (visited === undefined || !visited.identity.enabled) return false;
  const { authenticated, unauthenticated } = visited.pool.roles.Roles ?? {};
  const [own, other] = claims.authenticated
    ? [authenticated, unauthenticated]
    : [unauthenticated, authenticated];
  return roleArn === own || roleArn !== other;
}

function requirePolicyForm(policy: string | undefined): void {
  if (policy === undefined) return;
  try {
    const document: unknown = JSON.parse(policy);
    if (typeof document === "object" && document !== null) return;
  } catch {}
  // The text is assumed.
  throw new StsFault("MalformedPolicyDocument", "This policy contains invalid Json");
}
