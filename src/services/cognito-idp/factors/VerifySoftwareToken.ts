// VerifySoftwareToken: proves with a code that the authenticator app has the secret. It turns MFA on for nobody.
//
// Order of checks: token or session, authenticators offered by the pool, secret, code.
import { operation } from "../operation.js";
import { proofIn } from "./proof.js";

export const VerifySoftwareToken = operation("VerifySoftwareToken", async (input, ctx) => {
  const { tokens, mfa, signIn } = ctx.core;
  const { UserCode, FriendlyDeviceName } = input;
  const { session, accessToken } = proofIn(input);
  if (session !== undefined) {
    const next = signIn.softwareTokenSetup.verify(session, UserCode, FriendlyDeviceName);
    return { Status: "SUCCESS", Session: next.session };
  }
  const { pool, user } = await tokens.open(accessToken);
  mfa.tokens.requireOffered(pool);
  mfa.tokens.verify(user, UserCode, FriendlyDeviceName);
  return { Status: "SUCCESS" };
});
