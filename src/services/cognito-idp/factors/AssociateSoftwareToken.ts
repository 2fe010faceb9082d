// AssociateSoftwareToken: gives out the secret for an authenticator app, which VerifySoftwareToken has to prove.
//
// Order of checks: token or session, authenticators offered by the pool. The model gives this operation no
// UserNotFoundException or PasswordResetRequiredException: the token of such a user counts as revoked (assumed).
import { tokenRevoked } from "../../../core/tokens/tokens.js";
import { operation } from "../operation.js";
import { proofIn } from "./proof.js";

export const AssociateSoftwareToken = operation("AssociateSoftwareToken", async (input, ctx) => {
  const { tokens, mfa, signIn } = ctx.core;
  const { session, accessToken } = proofIn(input);
  if (session !== undefined) {
    const next = signIn.softwareTokenSetup.associate(session);
    return { SecretCode: next.secretCode, Session: next.session };
  }
  const { pool, user } = await tokens.open(accessToken, {
    ofDeletedUser: tokenRevoked,
    ofUserToReset: tokenRevoked,
  });
  mfa.tokens.requireOffered(pool);
  return { SecretCode: mfa.tokens.associate(user) };
});
