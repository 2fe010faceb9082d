// GetCredentialsForIdentity: AWS credentials for an identity, the second and last step of the enhanced flow.
//
// Order of checks (assumed): identity, logins, access to the identity, role.
import { CREDENTIALS_SECONDS, ENHANCED_SESSION_NAME } from "../../core/identity-pools/aws-credentials.js";
import { COGNITO_IDENTITY } from "../../core/identity-pools/providers.js";
import { chooseRole } from "../../core/identity-pools/roles.js";
import { operation } from "./operation.js";

export const GetCredentialsForIdentity = operation("GetCredentialsForIdentity", async (input, ctx) => {
  const { identities, logins, openIdTokens, providers, visits, awsCredentials } = ctx.core.identityPools;

  // An OpenID token of ours, from the developer's backend, stands for all logins that it was issued for.
  const token = input.Logins?.[COGNITO_IDENTITY];
  const proven =
    token === undefined ? await logins.verify(identities.require(input.IdentityId).pool, input.Logins) : [];
  const claims = token === undefined ? undefined : await openIdTokens.verify(token);

  return ctx.transaction(() => {
    const { pool, identity, authenticated, tags } =
      token === undefined
        ? visits.withLogins(input.IdentityId, proven)
        : visits.withOpenIdToken(input.IdentityId, claims);
    const roleArn = chooseRole(pool, providers, {
      authenticated,
      logins: proven,
      customRoleArn: input.CustomRoleArn,
    });
    const issued = awsCredentials.issue({
      identityId: identity.id,
      roleArn,
      sessionName: ENHANCED_SESSION_NAME,
      tags,
      lifetimeSeconds: CREDENTIALS_SECONDS,
    });
    return {
      IdentityId: identity.id,
      Credentials: {
        AccessKeyId: issued.accessKeyId,
        SecretKey: issued.secretAccessKey,
        SessionToken: issued.sessionToken,
        Expiration: issued.expiresAt,
      },
    };
  });
});
