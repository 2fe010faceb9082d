import {
  AdminForgetDeviceCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminUpdateDeviceStatusCommand,
  GetTokensFromRefreshTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { codeOf } from "../support/authenticator.js";
import { aClient, aConfirmedUser, PASSWORD } from "../support/builders.js";
import {
  ALWAYS,
  aDevice,
  aDeviceSite,
  beginDeviceSrp,
  confirmDevice,
  OPT_IN,
  proveDevice,
  type Site,
  srpSignIn,
  type TestDevice,
} from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { enrol, first, prefer, setMfa, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond, secretHash } from "../support/sign-in.js";
import { srpClient, srpParty } from "../support/srp-client.js";
import { protectedBy } from "../support/threats.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();
const NOT_FOUND = ["ResourceNotFoundException", "Device does not exist."] as const;
const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const NO_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;
const USED = [
  "NotAuthorizedException",
  "Invalid session for the user, session can only be used once.",
] as const;
const NO_REFRESH = ["NotAuthorizedException", "Invalid Refresh Token"] as const;

/** A remembered device of `ada`, who then got an authenticator as second factor. */
async function anMfaUser(configuration = ALWAYS, input: Parameters<typeof aDeviceSite>[2] = {}) {
  const site = await aDeviceSite(emulator(), configuration, input);
  const device = await aDevice(emulator(), site);
  await setMfa(emulator(), site.pool, "OPTIONAL", totpFactor);
  const secret = await enrol(emulator(), device.AccessToken);
  await prefer(emulator(), site.pool, "ada", { SoftwareTokenMfaSettings: first });
  return { ...site, device, secret };
}

const withKey = ({ key }: Pick<TestDevice, "key">) => ({ DEVICE_KEY: key });

const setStatus = ({ pool }: Site, { key }: TestDevice, status: "remembered" | "not_remembered") =>
  emulator().idp.send(
    new AdminUpdateDeviceStatusCommand({
      ...{ UserPoolId: pool.Id, Username: "ada", DeviceKey: key, DeviceRememberedStatus: status },
    }),
  );

const forget = ({ pool }: Site, { key }: TestDevice) =>
  emulator().idp.send(new AdminForgetDeviceCommand({ UserPoolId: pool.Id, Username: "ada", DeviceKey: key }));

describe("a sign-in without a device", () => {
  test("is offered one, which its access tokens name and its ID token doesn't", async () => {
    const site = await aDeviceSite(emulator());
    const { AuthenticationResult } = await srpSignIn(emulator(), site, "ada");
    const { NewDeviceMetadata, AccessToken, IdToken } = AuthenticationResult ?? {};
    expect(NewDeviceMetadata).toEqual({
      DeviceKey: expect.stringMatching(/^us-east-1_[0-9a-f-]{36}$/),
      DeviceGroupKey: expect.stringMatching(/^-[0-9A-Za-z]{8}$/),
    });
    expect(claimsOf(AccessToken).device_key).toBe(NewDeviceMetadata?.DeviceKey);
    expect(claimsOf(IdToken)).not.toHaveProperty("device_key");
  });

  test("is offered another one each time", async () => {
    const site = await aDeviceSite(emulator());
    const offer = async () =>
      (await srpSignIn(emulator(), site, "ada")).AuthenticationResult?.NewDeviceMetadata?.DeviceKey;
    expect(await offer()).not.toBe(await offer());
  });

  test.each(["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH"] as const)(
    "is offered one by %s as well",
    async (AuthFlow) => {
      const { pool, client } = await aDeviceSite(emulator());
      const AuthParameters = { USERNAME: "ada", PASSWORD };
      const { AuthenticationResult } =
        AuthFlow === "USER_PASSWORD_AUTH"
          ? await passwordAuth(emulator(), client, "ada")
          : await emulator().idp.send(
              new AdminInitiateAuthCommand({
                ...{ UserPoolId: pool.Id, ClientId: client.ClientId, AuthFlow, AuthParameters },
              }),
            );
      expect(AuthenticationResult?.NewDeviceMetadata?.DeviceKey).toMatch(/^us-east-1_/);
    },
  );

  test("is offered none where the pool does not track devices, and DEVICE_KEY means nothing", async () => {
    const site = await aDeviceSite(emulator(), {});
    const { AuthenticationResult } = await srpSignIn(emulator(), site, "ada", {
      DEVICE_KEY: "us-east-1_0000",
    });
    expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
    const { AccessToken, RefreshToken = "" } = AuthenticationResult ?? {};
    expect(claimsOf(AccessToken)).not.toHaveProperty("device_key");
    await initiate(emulator(), site.client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
  });
});

describe("a remembered device", () => {
  test("proves itself by SRP at every sign-in and gets tokens that name it", async () => {
    const site = await aDeviceSite(emulator());
    const device = await aDevice(emulator(), site);
    const asked = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(asked).toMatchObject({ ChallengeName: "DEVICE_SRP_AUTH", ChallengeParameters: {} });
    expect(asked.AuthenticationResult).toBeUndefined();

    const { question, finish } = await beginDeviceSrp(emulator(), site, "ada", device, asked.Session);
    expect(question.ChallengeName).toBe("DEVICE_PASSWORD_VERIFIER");
    expect(question.ChallengeParameters).toEqual({
      DEVICE_KEY: device.key,
      SALT: expect.stringMatching(/^[0-9a-f]+$/),
      SECRET_BLOCK: expect.any(String),
      SRP_B: expect.stringMatching(/^[0-9a-f]+$/),
      USERNAME: "ada",
    });
    const { AuthenticationResult } = await finish();
    expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
    expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);
  });

  test("is known by the DEVICE_KEY of the request that begins, too", async () => {
    const site = await aDeviceSite(emulator());
    const device = await aDevice(emulator(), site);
    const srp = await srpClient(site.pool);
    const question = await initiate(emulator(), site.client, "USER_SRP_AUTH", {
      ...{ USERNAME: "ada", SRP_A: srp.srpA, ...withKey(device) },
    });
    const answer = await srp.answer(question.ChallengeParameters, PASSWORD);
    const asked = await respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, answer);
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");

    const byPassword = await passwordAuth(emulator(), site.client, "ada", PASSWORD, withKey(device));
    expect(byPassword.ChallengeName).toBe("DEVICE_SRP_AUTH");
    const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, byPassword.Session);
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("may answer without the Session, as published clients do", async () => {
    const site = await aDeviceSite(emulator());
    const device = await aDevice(emulator(), site);
    const unasked = beginDeviceSrp(emulator(), site, "ada", device, undefined);
    await refusal(unasked, "InvalidParameterException", "Missing required parameter Session");

    await srpSignIn(emulator(), site, "ada", withKey(device));
    const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, undefined);
    expect(AuthenticationResult?.AccessToken).toBeDefined();
    await refusal(beginDeviceSrp(emulator(), site, "ada", device, undefined), ...USED);
  });

  test("stands for the second factor where the pool says so", async () => {
    const { device, ...site } = await anMfaUser();
    expect((await srpSignIn(emulator(), site, "ada")).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const asked = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
    const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, asked.Session);
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("stands for the second factor that a pool requires of everyone", async () => {
    const { device, ...site } = await anMfaUser();
    await setMfa(emulator(), site.pool, "ON", totpFactor);
    const asked = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
  });

  test("proves itself after the second factor where it does not stand for it", async () => {
    const { device, secret, ...site } = await anMfaUser({ ChallengeRequiredOnNewDevice: false });
    const { ChallengeName, Session } = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const asked = await respond(emulator(), site.client, "SOFTWARE_TOKEN_MFA", Session, {
      ...{ USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret), ...withKey(device) },
    });
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
    const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, asked.Session);
    expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);
  });

  test.each([
    ["stands for the second factor that a risk demands where all are remembered", ALWAYS, "DEVICE_SRP_AUTH"],
    ["does not where users choose which are", OPT_IN, "SOFTWARE_TOKEN_MFA"],
  ] as const)("%s", async (_, configuration, challenge) => {
    const { device, ...site } = await anMfaUser(configuration, protectedBy());
    await setStatus(site, device, "remembered");
    const safe = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(safe.ChallengeName).toBe("DEVICE_SRP_AUTH");
    emulator().risk.force({ poolId: site.pool.Id, username: "ada", decision: "MFA_REQUIRED" });
    const risky = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(risky.ChallengeName).toBe(challenge);
  });

  test("that is no longer remembered when it has proven itself stands for nothing", async () => {
    const { device, ...site } = await anMfaUser();
    const asked = await srpSignIn(emulator(), site, "ada", withKey(device));
    const { finish } = await beginDeviceSrp(emulator(), site, "ada", device, asked.Session);
    await setStatus(site, device, "not_remembered");
    expect((await finish()).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });
});

describe("a device that is not remembered", () => {
  test("is known, proves nothing and stands for no second factor", async () => {
    const { device, secret, ...site } = await anMfaUser(OPT_IN);
    const { ChallengeName, Session } = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const { AuthenticationResult } = await respond(emulator(), site.client, "SOFTWARE_TOKEN_MFA", Session, {
      ...{ USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret) },
    });
    expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
    expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);

    await setStatus(site, device, "remembered");
    const asked = await srpSignIn(emulator(), site, "ada", withKey(device));
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");
  });
});

describe("a device that is none of the user's", () => {
  test("is refused, and the same answer without it is good", async () => {
    const site = await aDeviceSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "bob");
    const bob = await aDevice(emulator(), site, "bob");
    const forgotten = await aDevice(emulator(), site);
    await forget(site, forgotten);
    const srp = await srpClient(site.pool);
    const question = await initiate(emulator(), site.client, "USER_SRP_AUTH", {
      ...{ USERNAME: "ada", SRP_A: srp.srpA },
    });
    const answer = await srp.answer(question.ChallengeParameters, PASSWORD);
    const verify = (more: Record<string, string>) =>
      respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, { ...answer, ...more });
    for (const DEVICE_KEY of [bob.key, forgotten.key, "us-east-1_0000"])
      await refusal(verify({ DEVICE_KEY }), ...NOT_FOUND);
    const { AuthenticationResult } = await verify({});
    expect(AuthenticationResult?.NewDeviceMetadata?.DeviceKey).toBeDefined();
  });

  test("is refused with a plain password, once that is right", async () => {
    const { pool, client } = await aDeviceSite(emulator());
    const more = { DEVICE_KEY: "us-east-1_0000" };
    await refusal(passwordAuth(emulator(), client, "ada", PASSWORD, more), ...NOT_FOUND);
    const choice = { USERNAME: "ada", PREFERRED_CHALLENGE: "PASSWORD", PASSWORD, ...more };
    const chooser = await aClient(emulator(), pool, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await refusal(initiate(emulator(), chooser, "USER_AUTH", choice), ...NOT_FOUND);
    await refusal(passwordAuth(emulator(), client, "ada", "Wr0ng-password!", more), ...INCORRECT);
  });

  test("in the request that begins an SRP sign-in is as good as none", async () => {
    const site = await aDeviceSite(emulator());
    const srp = await srpClient(site.pool);
    const question = await initiate(emulator(), site.client, "USER_SRP_AUTH", {
      ...{ USERNAME: "ada", SRP_A: srp.srpA, DEVICE_KEY: "us-east-1_0000" },
    });
    const answer = await srp.answer(question.ChallengeParameters, PASSWORD);
    const { AuthenticationResult } = await respond(
      ...([emulator(), site.client, "PASSWORD_VERIFIER", question.Session, answer] as const),
    );
    expect(AuthenticationResult?.NewDeviceMetadata?.DeviceKey).toBeDefined();
  });

  test("tells nobody who exists", async () => {
    const { pool } = await aDeviceSite(emulator());
    const client = await aClient(emulator(), pool, { PreventUserExistenceErrors: "ENABLED" });
    const DEVICE_KEY = "us-east-1_0000";
    for (const username of ["ada", "nobody"]) {
      const srp = await srpClient(pool);
      const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
        ...{ USERNAME: username, SRP_A: srp.srpA, DEVICE_KEY },
      });
      expect(question.ChallengeName).toBe("PASSWORD_VERIFIER");
      const answer = await srp.answer(question.ChallengeParameters, "Wr0ng-password!");
      const verify = (more: object) =>
        respond(emulator(), client, "PASSWORD_VERIFIER", question.Session, { ...answer, ...more });
      await refusal(verify({ DEVICE_KEY }), ...NOT_FOUND);
      await refusal(verify({}), ...INCORRECT);
      await refusal(
        passwordAuth(emulator(), client, username, "Wr0ng-password!", { DEVICE_KEY }),
        ...INCORRECT,
      );
    }
  });
});

describe("answers of a device", () => {
  async function asked() {
    const site = await aDeviceSite(emulator());
    const device = await aDevice(emulator(), site);
    const { Session } = await srpSignIn(emulator(), site, "ada", withKey(device));
    return { ...site, device, Session };
  }

  test("with a wrong password fail, and the question is used up", async () => {
    const { device, Session, ...site } = await asked();
    const { proof, finish } = await beginDeviceSrp(emulator(), site, "ada", device, Session);
    await refusal(finish(await proof("wrong")), ...INCORRECT);
    await refusal(finish(), ...USED);
  });

  test("count as the user's failures when they are wrong", async () => {
    const { device, ...site } = await asked();
    for (let n = 0; n < 5; n++) {
      const { Session } = await srpSignIn(emulator(), site, "ada", withKey(device));
      const { proof, finish } = await beginDeviceSrp(emulator(), site, "ada", device, Session);
      await refusal(finish(await proof("wrong")), ...INCORRECT);
    }
    await refusal(srpSignIn(emulator(), site, "ada"), "NotAuthorizedException", "Password attempts exceeded");
  });

  test("are good once", async () => {
    const { device, Session, ...site } = await asked();
    const { proof, finish } = await beginDeviceSrp(emulator(), site, "ada", device, Session);
    await refusal(beginDeviceSrp(emulator(), site, "ada", device, Session), ...USED);
    const responses = await proof();
    const outcomes = await Promise.allSettled([finish(responses), finish(responses)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await refusal(finish(responses), ...USED);
  });

  test("are good for three minutes", async () => {
    const { device, Session, ...site } = await asked();
    const { proof, finish } = await beginDeviceSrp(emulator(), site, "ada", device, Session);
    const responses = await proof();
    const EXPIRED = ["NotAuthorizedException", "Invalid session for the user, session is expired."] as const;
    const { Session: later } = await srpSignIn(emulator(), site, "ada", withKey(device));
    emulator().clock.advance({ minutes: 3 });
    await refusal(finish(responses), ...EXPIRED);
    await refusal(beginDeviceSrp(emulator(), site, "ada", device, later), ...EXPIRED);
  });

  test("are bound to client, user and device", async () => {
    const { device, Session, ...site } = await asked();
    const other = await aClient(emulator(), site.pool);
    await aConfirmedUser(emulator(), site.pool, "bob");
    const second = await aDevice(emulator(), site);
    const bobs = await aDevice(emulator(), site, "bob");
    const begin = (client: Pick<Site, "client">, username: string, by: TestDevice) =>
      beginDeviceSrp(emulator(), client, username, by, Session);
    await refusal(begin({ client: other }, "ada", device), ...NO_SESSION);
    await refusal(begin(site, "bob", bobs), ...NO_SESSION);
    await refusal(begin(site, "ada", second), ...NO_SESSION);
    await refusal(begin(site, "ada", bobs), ...NOT_FOUND);

    const { proof, finish } = await begin(site, "ada", device);
    const responses = await proof();
    await refusal(
      respond(emulator(), other, "DEVICE_PASSWORD_VERIFIER", undefined, responses),
      ...NO_SESSION,
    );
    await refusal(finish({ ...responses, USERNAME: "bob" }), ...NO_SESSION);
    await refusal(finish({ ...responses, DEVICE_KEY: bobs.key }), ...NOT_FOUND);
    await finish(responses);
  });

  test("are refused once the device is forgotten", async () => {
    const { device, Session, ...site } = await asked();
    const { proof, finish } = await beginDeviceSrp(emulator(), site, "ada", device, Session);
    const responses = await proof();
    await forget(site, device);
    await refusal(finish(responses), ...NOT_FOUND);
  });

  test("need every one of their parts", async () => {
    const { device, Session, ...site } = await asked();
    const missing = (name: string) =>
      ["InvalidParameterException", `Missing required parameter ${name}`] as const;
    const begin = (responses: Record<string, string>) =>
      respond(emulator(), site.client, "DEVICE_SRP_AUTH", Session, { USERNAME: "ada", ...responses });
    await refusal(begin({ SRP_A: "2" }), ...missing("DEVICE_KEY"));
    await refusal(begin(withKey(device)), ...missing("SRP_A"));
    await refusal(
      begin({ ...withKey(device), SRP_A: "0" }),
      "InvalidParameterException",
      "Invalid SRP_A value.",
    );
    const { proof, finish } = await beginDeviceSrp(emulator(), site, "ada", device, Session);
    const { DEVICE_KEY: _, ...withoutKey } = await proof();
    await refusal(finish(withoutKey), ...missing("DEVICE_KEY"));
    const { PASSWORD_CLAIM_SECRET_BLOCK: __, ...withoutBlock } = await proof();
    await refusal(finish(withoutBlock), ...missing("PASSWORD_CLAIM_SECRET_BLOCK"));
    const { PASSWORD_CLAIM_SIGNATURE: ___, ...withoutSignature } = await proof();
    await refusal(finish(withoutSignature), ...missing("PASSWORD_CLAIM_SIGNATURE"));
  });
});

describe("administrators and clients with a secret", () => {
  test("answer for a device as others do, with a SECRET_HASH in every answer", async () => {
    const { pool } = await aDeviceSite(emulator());
    const client = await aClient(emulator(), pool, { GenerateSecret: true });
    const who = { UserPoolId: pool.Id, ClientId: client.ClientId };
    const SECRET_HASH = secretHash(client, "ada");
    const admin = (more: Record<string, string> = {}) =>
      emulator().idp.send(
        new AdminInitiateAuthCommand({
          ...{ ...who, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
          AuthParameters: { USERNAME: "ada", PASSWORD, SECRET_HASH, ...more },
        }),
      );
    const device = await confirmDevice(emulator(), await admin());
    const asked = await admin(withKey(device));
    expect(asked.ChallengeName).toBe("DEVICE_SRP_AUTH");

    const party = await srpParty(device.groupKey);
    const answer = (
      challenge: "DEVICE_SRP_AUTH" | "DEVICE_PASSWORD_VERIFIER",
      responses: Record<string, string>,
    ) =>
      emulator().idp.send(
        new AdminRespondToAuthChallengeCommand({
          ...{ ...who, ChallengeName: challenge, Session: asked.Session },
          ChallengeResponses: { USERNAME: "ada", ...withKey(device), ...responses },
        }),
      );
    const missing = `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`;
    await refusal(answer("DEVICE_SRP_AUTH", { SRP_A: party.srpA }), "NotAuthorizedException", missing);
    const question = await answer("DEVICE_SRP_AUTH", { SRP_A: party.srpA, SECRET_HASH });
    const proof = await party.prove(question.ChallengeParameters, device.key, device.password);
    await refusal(answer("DEVICE_PASSWORD_VERIFIER", proof), "NotAuthorizedException", missing);
    const { AuthenticationResult } = await answer("DEVICE_PASSWORD_VERIFIER", { ...proof, SECRET_HASH });
    expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);
  });
});

describe("refresh tokens", () => {
  const byFlow = ({ client }: Site, RefreshToken: string, more: Record<string, string>) =>
    initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken, ...more });
  const byOperation = (
    { client }: Site,
    RefreshToken: string,
    { DEVICE_KEY: DeviceKey }: { DEVICE_KEY?: string },
  ) =>
    emulator().idp.send(
      new GetTokensFromRefreshTokenCommand({ ClientId: client.ClientId, RefreshToken, DeviceKey }),
    );

  test.each([
    ["REFRESH_TOKEN_AUTH", byFlow],
    ["GetTokensFromRefreshToken", byOperation],
  ] as const)("are good on their device only (%s)", async (_, refresh) => {
    const site = await aDeviceSite(emulator());
    const device = await aDevice(emulator(), site);
    const other = await aDevice(emulator(), site);
    await refusal(refresh(site, device.RefreshToken, {}), ...NO_REFRESH);
    await refusal(refresh(site, device.RefreshToken, withKey(other)), ...NO_REFRESH);
    const { AuthenticationResult } = await refresh(site, device.RefreshToken, withKey(device));
    expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(device.key);
    expect(AuthenticationResult).not.toHaveProperty("NewDeviceMetadata");
  });

  test("wait for the device to be confirmed", async () => {
    const site = await aDeviceSite(emulator());
    const { AuthenticationResult } = await srpSignIn(emulator(), site, "ada");
    const { RefreshToken = "", NewDeviceMetadata } = AuthenticationResult ?? {};
    const more = { DEVICE_KEY: NewDeviceMetadata?.DeviceKey ?? "" };
    await refusal(byFlow(site, RefreshToken, more), ...NO_REFRESH);
  });

  test("of a sign-in with a known device are good on it", async () => {
    const site = await aDeviceSite(emulator());
    const device = await aDevice(emulator(), site);
    const { Session } = await srpSignIn(emulator(), site, "ada", withKey(device));
    const { AuthenticationResult } = await proveDevice(emulator(), site, "ada", device, Session);
    const { RefreshToken = "" } = AuthenticationResult ?? {};
    await refusal(byFlow(site, RefreshToken, {}), ...NO_REFRESH);
    await byFlow(site, RefreshToken, withKey(device));
  });
});
