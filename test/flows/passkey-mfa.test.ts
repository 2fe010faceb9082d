// Passkeys and second factors: when a passkey stands for one, and when it is no way to sign in.
import {
  SetUserMFAPreferenceCommand,
  type WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { codeOf } from "../support/authenticator.js";
import { aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { choose, prefer } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { enrol, on, totpFactor } from "../support/mfa.js";
import {
  addPasskey,
  aPasskeyPool,
  type Deviations,
  requestOf,
  setPasskeys,
  sign,
} from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";

const emulator = useEmulator();

const MULTI: WebAuthnConfigurationType = {
  RelyingPartyId: "localhost",
  FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
};
const SINGLE: WebAuthnConfigurationType = {
  RelyingPartyId: "localhost",
  FactorConfiguration: "SINGLE_FACTOR",
};
const EVERYTHING = ["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"];
const PASSWORDS = ["PASSWORD_SRP", "PASSWORD"];

/** A user with a passkey and an authenticator app; `passkeyMfa` turns the passkey on as second factor. */
async function aSite(passkeyMfa: boolean) {
  const { pool, client } = await aPasskeyPool(emulator());
  await setPasskeys(emulator(), pool, MULTI, { MfaConfiguration: "OPTIONAL", ...totpFactor });
  await aConfirmedUser(emulator(), pool, "ada");
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const key = await addPasskey(emulator(), AccessToken);
  const secret = await enrol(emulator(), AccessToken);
  await emulator().idp.send(
    new SetUserMFAPreferenceCommand({
      AccessToken,
      SoftwareTokenMfaSettings: on,
      ...(passkeyMfa && { WebAuthnMfaSettings: on }),
    }),
  );
  return { pool, client, key, secret };
}

type Site = Awaited<ReturnType<typeof aSite>>;

const offered = async ({ client }: Site) => (await choose(emulator(), client, "ada")).AvailableChallenges;

async function signInWith({ client, key }: Site, deviations?: Deviations) {
  const question = await prefer(emulator(), client, "ada", "WEB_AUTHN");
  const CREDENTIAL = sign(key, requestOf(question), deviations);
  return respond(emulator(), client, "WEB_AUTHN", question.Session, { USERNAME: "ada", CREDENTIAL });
}

it.each(["OPTIONAL", "ON"] as const)(
  "a verified user needs no other factor where MFA is %s",
  async (mode) => {
    const site = await aSite(true);
    await setPasskeys(emulator(), site.pool, MULTI, { MfaConfiguration: mode, ...totpFactor });
    expect(await offered(site)).toEqual(EVERYTHING);
    expect((await signInWith(site)).AuthenticationResult).toBeDefined();
  },
);

it("whoever turned passkeys on as second factor has to be verified", async () => {
  const site = await aSite(true);
  const question = await prefer(emulator(), site.client, "ada", "WEB_AUTHN");
  expect(requestOf(question).userVerification).toBe("required");
  await refusal(
    signInWith(site, { userVerified: false }),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
});

it("passwords need the other factor all the same", async () => {
  const site = await aSite(true);
  const question = await prefer(emulator(), site.client, "ada", "PASSWORD", { PASSWORD });
  expect(question.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  const done = await respond(emulator(), site.client, "SOFTWARE_TOKEN_MFA", question.Session, {
    USERNAME: "ada",
    SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), site.secret),
  });
  expect(done.AuthenticationResult).toBeDefined();
});

it.each(["OPTIONAL", "ON"] as const)(
  "a passkey that is no second factor signs in nobody who needs one, where MFA is %s",
  async (mode) => {
    const site = await aSite(false);
    await setPasskeys(emulator(), site.pool, MULTI, { MfaConfiguration: mode, ...totpFactor });
    expect(await offered(site)).toEqual(PASSWORDS);
  },
);

it("pools can stop passkeys from being one", async () => {
  const site = await aSite(true);
  await setPasskeys(emulator(), site.pool, SINGLE, { MfaConfiguration: "OPTIONAL", ...totpFactor });
  expect(await offered(site)).toEqual(PASSWORDS);
});

it("a question that was asked before the pool did so leads to the other factor", async () => {
  const site = await aSite(true);
  const question = await prefer(emulator(), site.client, "ada", "WEB_AUTHN");
  await setPasskeys(emulator(), site.pool, SINGLE, { MfaConfiguration: "OPTIONAL", ...totpFactor });
  const CREDENTIAL = sign(site.key, requestOf(question));
  const responses = { USERNAME: "ada", CREDENTIAL };
  const next = await respond(emulator(), site.client, "WEB_AUTHN", question.Session, responses);
  expect(next.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
});

it("who needs no second factor signs in with any passkey", async () => {
  const { pool, client } = await aPasskeyPool(emulator());
  await setPasskeys(emulator(), pool, SINGLE, { MfaConfiguration: "OPTIONAL", ...totpFactor });
  await aConfirmedUser(emulator(), pool, "ada");
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const key = await addPasskey(emulator(), AccessToken);
  const done = await signInWith({ pool, client, key, secret: "" }, { userVerified: false });
  expect(done.AuthenticationResult).toBeDefined();
});
