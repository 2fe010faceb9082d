// Devices where functions, choices and new passwords take part in the sign-in.
import { join } from "node:path";
import { AdminCreateUserCommand, UpdateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aClient, aConfirmedUser, PASSWORD } from "../support/builders.js";
import { aChoicePool } from "../support/choice.js";
import { ALWAYS, aDevice, confirmDevice, proveDevice, type Site, srpSignIn } from "../support/devices.js";
import { enrol, first, prefer, setMfa, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { initiate, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { claimsOf } from "../support/tokens.js";
import { eventsOf, sourcesOf, useTriggers } from "../triggers/obedient.js";

const file = join(import.meta.dirname, "../triggers/handlers/custom-auth.mjs");
const exported = [
  "define",
  "create",
  "verify",
  "forgetDevices",
  "defineAndForgetDevices",
  "defineAndUnrememberDevices",
];
const { emulator, aSite } = useTriggers({
  triggers: Object.fromEntries(exported.map((name) => [name, `${file}#${name}`])),
});
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const RIDDLES = {
  DefineAuthChallenge: arn("define"),
  CreateAuthChallenge: arn("create"),
  VerifyAuthChallengeResponse: arn("verify"),
};

const CUSTOM = {
  ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH" as const, "ALLOW_REFRESH_TOKEN_AUTH" as const],
};

/** A custom sign-in with the password first, until a question that is no riddle, or the end. */
async function solveRiddles(site: Site, more: Record<string, string> = {}) {
  const srp = await srpClient(site.pool);
  const { ChallengeParameters, Session } = await initiate(emulator(), site.client, "CUSTOM_AUTH", {
    ...{ USERNAME: "ada", CHALLENGE_NAME: "SRP_A", SRP_A: srp.srpA },
  });
  const answer = { ...(await srp.answer(ChallengeParameters, PASSWORD)), ...more };
  let next = await respond(emulator(), site.client, "PASSWORD_VERIFIER", Session, answer);
  for (const ANSWER of ["42", "white"]) {
    if (next.ChallengeName !== "CUSTOM_CHALLENGE") break;
    next = await respond(emulator(), site.client, "CUSTOM_CHALLENGE", next.Session, {
      ...{ USERNAME: "ada", ANSWER },
    });
  }
  return next;
}

test("functions learn of a new device, and of tokens that a device's proof led to", async () => {
  const site = await aSite(["PostAuthentication", "PreTokenGeneration"], {}, { DeviceConfiguration: ALWAYS });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const device = await aDevice(emulator(), site);
  const asked = await srpSignIn(emulator(), site, "ada", { DEVICE_KEY: device.key });
  await proveDevice(emulator(), site, "ada", device, asked.Session);
  expect(sourcesOf(emulator(), site.pool)).toEqual([
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_AuthenticateDevice",
  ]);
  const posts = eventsOf(emulator(), site.pool, "PostAuthentication_Authentication");
  expect(posts).toMatchObject([{ request: { newDeviceUsed: true } }, { request: { newDeviceUsed: false } }]);
});

test("in a custom sign-in the device comes last, and the functions are not asked about it", async () => {
  const site = await aSite(RIDDLES, {}, { DeviceConfiguration: ALWAYS }, CUSTOM);
  await aConfirmedUser(emulator(), site.pool, "ada");
  const device = await confirmDevice(emulator(), await solveRiddles(site));

  // It stands for the second factor here, too.
  await setMfa(emulator(), site.pool, "OPTIONAL", totpFactor);
  await enrol(emulator(), device.AccessToken);
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: first });
  const asked = await solveRiddles(site, { DEVICE_KEY: device.key });
  expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
  const before = sourcesOf(emulator(), site.pool).length;
  const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, asked.Session);
  expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);
  expect(sourcesOf(emulator(), site.pool)).toHaveLength(before);
});

test.each(["defineAndUnrememberDevices", "defineAndForgetDevices"])(
  "the second factor is asked for a device that ceased to stand for it meanwhile (%s)",
  async (define) => {
    const site = await aSite(RIDDLES, {}, { DeviceConfiguration: ALWAYS }, CUSTOM);
    await aConfirmedUser(emulator(), site.pool, "ada");
    const device = await confirmDevice(emulator(), await solveRiddles(site));
    await setMfa(emulator(), site.pool, "OPTIONAL", totpFactor);
    await enrol(emulator(), device.AccessToken);
    await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: first });
    await emulator().idp.send(
      new UpdateUserPoolCommand({
        UserPoolId: site.pool.Id,
        MfaConfiguration: "OPTIONAL",
        DeviceConfiguration: ALWAYS,
        LambdaConfig: { ...RIDDLES, DefineAuthChallenge: arn(define) },
      }),
    );
    const asked = await solveRiddles(site, { DEVICE_KEY: device.key });
    expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    expect(asked.AuthenticationResult).toBeUndefined();
  },
);

test("no tokens name a device that was forgotten while they were made", async () => {
  const functions = { PreTokenGeneration: arn("forgetDevices") };
  const site = await aSite(functions, {}, { DeviceConfiguration: ALWAYS });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const device = await aDevice(emulator(), site);
  const { Session } = await srpSignIn(emulator(), site, "ada", { DEVICE_KEY: device.key });
  await refusal(
    proveDevice(emulator(), site, "ada", device, Session),
    "ResourceNotFoundException",
    "Device does not exist.",
  );
});

test("a custom sign-in without a password knows no devices", async () => {
  const site = await aSite(RIDDLES, {}, { DeviceConfiguration: ALWAYS }, CUSTOM);
  await aConfirmedUser(emulator(), site.pool, "ada");
  let next = await initiate(emulator(), site.client, "CUSTOM_AUTH", { USERNAME: "ada" });
  for (const ANSWER of ["42", "white"])
    next = await respond(emulator(), site.client, "CUSTOM_CHALLENGE", next.Session, {
      USERNAME: "ada",
      ANSWER,
    });
  const { AccessToken, RefreshToken = "" } = next.AuthenticationResult ?? {};
  expect(next.AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
  expect(claimsOf(AccessToken)).not.toHaveProperty("device_key");
  await initiate(emulator(), site.client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
});

test("choice-based sign-in carries the device from its first request to the end", async () => {
  const site = await aChoicePool(emulator(), [], { DeviceConfiguration: ALWAYS });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const srpOnly = { ...site, client: await aClient(emulator(), site.pool) };
  const device = await aDevice(emulator(), srpOnly);

  const offered = await initiate(emulator(), site.client, "USER_AUTH", {
    USERNAME: "ada",
    DEVICE_KEY: device.key,
  });
  expect(offered.ChallengeName).toBe("SELECT_CHALLENGE");
  const asked = await respond(emulator(), site.client, "SELECT_CHALLENGE", offered.Session, {
    ...{ USERNAME: "ada", ANSWER: "PASSWORD", PASSWORD },
  });
  expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");

  // Or the answer that chooses names it.
  const other = await initiate(emulator(), site.client, "USER_AUTH", { USERNAME: "ada" });
  const srp = await srpClient(site.pool);
  const question = await respond(emulator(), site.client, "SELECT_CHALLENGE", other.Session, {
    ...{ USERNAME: "ada", ANSWER: "PASSWORD_SRP", SRP_A: srp.srpA, DEVICE_KEY: device.key },
  });
  const proof = await srp.answer(question.ChallengeParameters, PASSWORD);
  const last = await respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, proof);
  expect(last.ChallengeName).toBe("DEVICE_SRP_AUTH");
  const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, last.Session);
  expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);
});

test("a sign-in with a new password and a second factor ends with a device, too", async () => {
  const site = await aSite([], {}, { DeviceConfiguration: ALWAYS });
  await emulator().idp.send(
    new AdminCreateUserCommand({
      ...{ UserPoolId: site.pool.Id, Username: "ada", TemporaryPassword: "Temp0rary-one!" },
      MessageAction: "SUPPRESS",
    }),
  );
  const asked = await srpSignIn(emulator(), site, "ada", {}, "Temp0rary-one!");
  expect(asked.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  const done = await respond(emulator(), site.client, "NEW_PASSWORD_REQUIRED", asked.Session, {
    ...{ USERNAME: "ada", NEW_PASSWORD: PASSWORD },
  });
  const { AccessToken } = await confirmDevice(emulator(), done);
  await setMfa(emulator(), site.pool, "OPTIONAL", totpFactor);
  const secret = await enrol(emulator(), AccessToken);
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: first });

  const byCode = await srpSignIn(emulator(), site, "ada");
  const { AuthenticationResult } = await respond(
    emulator(),
    site.client,
    "SOFTWARE_TOKEN_MFA",
    byCode.Session,
    {
      ...{ USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret) },
    },
  );
  const second = await confirmDevice(emulator(), { AuthenticationResult });
  nextCode(emulator());
  const last = await srpSignIn(emulator(), site, "ada", { DEVICE_KEY: second.key });
  expect(last.ChallengeName).toBe("DEVICE_SRP_AUTH");
});
