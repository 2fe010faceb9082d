// AssociateSoftwareToken: a secret by access token or by the session of a sign-in that demands a set-up.
import {
  AdminDeleteUserCommand,
  AssociateSoftwareTokenCommand,
  type AssociateSoftwareTokenCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aSignedInUser, output } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { anEnrolledUser, anMfaPool, first, prefer, setMfa, smsFactor, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator();

const associate = async (input: AssociateSoftwareTokenCommandInput) =>
  output(await emulator().idp.send(new AssociateSoftwareTokenCommand(input)));

const NOT_OFFERED = [
  "SoftwareTokenMFANotFoundException",
  "Software Token MFA has not been enabled by the userPool",
] as const;

async function aSession() {
  const { pool, client } = await anMfaPool(emulator(), "ON", totpFactor);
  await aConfirmedUser(emulator(), pool, "ada");
  const ask = async () => (await passwordAuth(emulator(), client, "ada")).Session;
  return { pool, client, ask, session: await ask() };
}

test("answers a new secret each time", async () => {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
  const { AccessToken, secret } = await anEnrolledUser(emulator(), pool, client, "ada");
  const { SecretCode, ...rest } = await associate({ AccessToken });
  expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
  expect(SecretCode).not.toBe(secret);
  expect(rest).toEqual({});
});

test("ends the authenticator that the user has: without a proof they sign in as without MFA", async () => {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
  const { AccessToken } = await anEnrolledUser(emulator(), pool, client, "ada");
  await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
  expect((await passwordAuth(emulator(), client, "ada")).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  await associate({ AccessToken });
  expect(await passwordAuth(emulator(), client, "ada")).toHaveProperty("AuthenticationResult");
  await setMfa(emulator(), pool, "ON", totpFactor);
  expect((await passwordAuth(emulator(), client, "ada")).ChallengeName).toBe("MFA_SETUP");
});

test("takes the session of a set-up, once, and answers the next", async () => {
  const { session } = await aSession();
  const { SecretCode, Session } = await associate({ Session: session });
  expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
  expect(Session).toMatch(/^AYABe/);
  expect(Session).not.toBe(session);
  await refusal(
    associate({ Session: session }),
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
  );
  await expect(associate({ Session })).resolves.toHaveProperty("SecretCode");
});

test("refuses sessions that are over, or wait for something else", async () => {
  const { session } = await aSession();
  emulator().clock.advance({ minutes: 3 });
  await refusal(
    associate({ Session: session }),
    "NotAuthorizedException",
    "Invalid session for the user, session is expired.",
  );
  const { pool, client } = await anMfaPool(emulator(), "ON", { ...smsFactor, ...totpFactor });
  await aConfirmedUser(emulator(), pool, "ada", { phone_number: "+15555550123" });
  const sms = await passwordAuth(emulator(), client, "ada");
  expect(sms.ChallengeName).toBe("SMS_MFA");
  const invalid = ["NotAuthorizedException", "Invalid session for the user."] as const;
  await refusal(associate({ Session: sms.Session }), ...invalid);
  await refusal(associate({ Session: "x".repeat(100) }), ...invalid);
});

test("refuses pools that do not offer authenticators", async () => {
  const { AccessToken } = await aSignedInUser(emulator());
  await refusal(associate({ AccessToken }), ...NOT_OFFERED);
  const { pool, session } = await aSession();
  await setMfa(emulator(), pool, "ON", smsFactor);
  await refusal(associate({ Session: session }), ...NOT_OFFERED);
});

test("needs a token or a session, and not both", async () => {
  const { AccessToken } = await aSignedInUser(emulator());
  const message = "Exactly one of AccessToken and Session must be given.";
  await refusal(associate({}), "InvalidParameterException", message);
  await refusal(associate({ AccessToken, Session: "x".repeat(100) }), "InvalidParameterException", message);
});

test("refuses bad access tokens; that of a deleted user with an error that its model has", async () => {
  const { pool, AccessToken } = await aSignedInUser(emulator());
  await refusal(associate({ AccessToken: "not.a.token" }), "NotAuthorizedException", "Invalid Access Token");
  await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
  await refusal(associate({ AccessToken }), "NotAuthorizedException", "Access Token has been revoked");
});
