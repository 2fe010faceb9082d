// Fixtures with second factors: what pools offer, what users have turned on, and authenticators with known secrets.
import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserMFAPreferenceCommand,
  GetUserPoolMfaConfigCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { codeOf } from "../support/authenticator.js";
import { type TestEmulator, useEmulator } from "../support/emulator.js";
import { enrol, off } from "../support/mfa.js";
import { load, problemsOf } from "./harness.js";

const emulator = useEmulator();

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const OTHER = "KNSWG4TFOQQG6ZRAMFSGCIA2KNSWG4TF";

let count = 0;
const newId = () => `Second${String(++count).padStart(4, "0")}`;

interface Written {
  readonly mfa?: string;
  readonly user?: string;
}

const OPTIONAL = "{ MfaConfiguration: OPTIONAL, SoftwareTokenMfaConfiguration: { Enabled: true } }";

const fixture = (id: string, { mfa = OPTIONAL, user = `{ secret: ${SECRET} }` }: Written = {}) => `
userPools:
  - name: ${id}
    id: us-east-1_${id}
    mfa: ${mfa}
    clients:
      - { name: c, id: client${id}, ExplicitAuthFlows: [ALLOW_ADMIN_USER_PASSWORD_AUTH] }
    users:
      - username: ada
        password: Ada-Lovelace-1815
        attributes: { email: ada@x.example, phone_number: +15555550123 }
        verified: [email]
        mfa: ${user}
`;

const send: TestEmulator["idp"]["send"] = (...call: unknown[]) =>
  (emulator().idp.send as (...args: unknown[]) => never)(...call);
const idp = { send };

const poolId = (id: string) => `us-east-1_${id}`;

const signIn = (id: string) =>
  idp.send(
    new AdminInitiateAuthCommand({
      ...{ UserPoolId: poolId(id), ClientId: `client${id}`, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
      AuthParameters: { USERNAME: "ada", PASSWORD: "Ada-Lovelace-1815" },
    }),
  );

const answer = (id: string, Session: string | undefined, code: string) =>
  idp.send(
    new RespondToAuthChallengeCommand({
      ...{ ClientId: `client${id}`, ChallengeName: "SOFTWARE_TOKEN_MFA", Session },
      ChallengeResponses: { USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: code },
    }),
  );

async function settingsOf(id: string) {
  const user = await idp.send(new AdminGetUserCommand({ UserPoolId: poolId(id), Username: "ada" }));
  return { factors: user.UserMFASettingList, preferred: user.PreferredMfaSetting };
}

describe("users", () => {
  it("sign in with the codes of an authenticator that has the secret", async () => {
    const id = newId();
    await load(emulator(), fixture(id));
    const { ChallengeName, Session } = await signIn(id);
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const { AuthenticationResult } = await answer(id, Session, codeOf(emulator(), SECRET));
    expect(AuthenticationResult).toBeDefined();
    expect(await settingsOf(id)).toEqual({ factors: ["SOFTWARE_TOKEN_MFA"], preferred: undefined });
  });

  it("have the factors and the preference that the file says", async () => {
    const id = newId();
    const user = `{ secret: ${SECRET}, factors: [SOFTWARE_TOKEN_MFA, SMS_MFA], preferred: SMS_MFA }`;
    await load(emulator(), fixture(id, { user }));
    expect(await settingsOf(id)).toEqual({
      factors: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"],
      preferred: "SMS_MFA",
    });
    await load(emulator(), fixture(id, { user: `{ secret: ${SECRET}, factors: [] }` }));
    expect(await settingsOf(id)).toEqual({ factors: undefined, preferred: undefined });
    expect((await signIn(id)).AuthenticationResult).toBeDefined();
  });

  it("are left alone by the same file, whatever they have done since, and changed by a changed one", async () => {
    const id = newId();
    const first = await load(emulator(), fixture(id));
    expect(first.report).toMatchObject({ created: 4, updated: 0, unchanged: 0 });
    const again = await load(emulator(), fixture(id));
    expect(again.writes).toEqual([]);
    expect(again.report).toMatchObject({ created: 0, updated: 0, unchanged: 4 });

    await idp.send(
      new AdminSetUserMFAPreferenceCommand({
        ...{ UserPoolId: poolId(id), Username: "ada", SoftwareTokenMfaSettings: off },
      }),
    );
    const AccessToken = (await signIn(id)).AuthenticationResult?.AccessToken ?? "";
    await enrol(emulator(), AccessToken);
    expect((await load(emulator(), fixture(id))).writes).toEqual([]);
    expect(await settingsOf(id)).toEqual({ factors: undefined, preferred: undefined });

    const changed = await load(emulator(), fixture(id, { user: `{ secret: ${OTHER} }` }));
    expect(changed.writes).toEqual(["AdminSetUserMFAPreference"]);
    expect(changed.report).toMatchObject({ created: 0, updated: 1, unchanged: 3 });
    const { Session } = await signIn(id);
    expect(await answer(id, Session, codeOf(emulator(), OTHER))).toHaveProperty("AuthenticationResult");
  });
});

describe("pools", () => {
  const configOf = async (id: string) => {
    const { $metadata, ...config } = await idp.send(
      new GetUserPoolMfaConfigCommand({ UserPoolId: poolId(id) }),
    );
    return config;
  };

  it("offer what the file says, and keep what it does not mention", async () => {
    const id = newId();
    await load(emulator(), fixture(id));
    expect(await configOf(id)).toEqual({
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    await load(emulator(), fixture(id, { mfa: "{ WebAuthnConfiguration: { RelyingPartyId: localhost } }" }));
    await load(emulator(), fixture(id, { mfa: "{ MfaConfiguration: ON }" }));
    expect(await configOf(id)).toMatchObject({
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: { Enabled: true },
      WebAuthnConfiguration: { RelyingPartyId: "localhost" },
    });
  });

  it("turn MFA off, which leaves passkeys", async () => {
    const id = newId();
    const passkeys = "WebAuthnConfiguration: { RelyingPartyId: localhost }";
    await load(emulator(), fixture(id, { mfa: OPTIONAL.replace("{", `{ ${passkeys},`) }));
    await load(emulator(), fixture(id, { mfa: '{ MfaConfiguration: "OFF" }' }));
    expect(await configOf(id)).toMatchObject({
      MfaConfiguration: "OFF",
      WebAuthnConfiguration: { RelyingPartyId: "localhost" },
    });
    expect((await signIn(id)).AuthenticationResult).toBeDefined();
    expect((await load(emulator(), fixture(id, { mfa: '{ MfaConfiguration: "OFF" }' }))).writes).toEqual([]);
  });
});

describe("mistakes", () => {
  const at = "seed.yaml:13:9: userPools[0].users[0].mfa";

  it.each([
    [
      "{ secret: short }",
      "seed.yaml:13:24: userPools[0].users[0].mfa.secret: expected the secret of an authenticator in base32 of 16 to 128 characters, got other text",
    ],
    [
      "{ factors: [SOFTWARE_TOKEN_MFA] }",
      "seed.yaml:13:16: userPools[0].users[0].mfa.factors: SOFTWARE_TOKEN_MFA needs the secret of an authenticator",
    ],
    [
      `{ secret: ${SECRET}, preferred: SMS_MFA }`,
      "seed.yaml:13:58: userPools[0].users[0].mfa.preferred: SMS_MFA is not among the factors that are turned on",
    ],
    [
      "{ factor: [] }",
      'seed.yaml:13:16: userPools[0].users[0].mfa: there is no member "factor"; did you mean "factors"?',
    ],
  ])("%s", async (user, problem) => {
    expect(await problemsOf(emulator(), fixture(newId(), { user }))).toEqual([problem]);
  });

  it("that only the operations find are told at the member", async () => {
    const id = newId();
    const text = fixture(id, { user: "{ factors: [SMS_MFA] }" }).replace(", phone_number: +15555550123", "");
    expect(await problemsOf(emulator(), text)).toEqual([
      `${at}: AdminSetUserMFAPreference: InvalidParameterException: User does not have delivery config set to turn on SMS_MFA`,
    ]);
    const sms = fixture(newId(), { mfa: "{ MfaConfiguration: OPTIONAL, SmsMfaConfiguration: {} }" });
    expect((await problemsOf(emulator(), sms))[0]).toMatch(
      /^seed.yaml:5:10: userPools\[0\].mfa: SetUserPoolMfaConfig: InvalidParameterException: SMS configuration/,
    );
  });

  it("such as MfaConfiguration in two places", async () => {
    const text = fixture(newId()).replace("    mfa: {", "    MfaConfiguration: OPTIONAL\n    mfa: {");
    expect(await problemsOf(emulator(), text)).toEqual([
      "seed.yaml:5:5: userPools[0].MfaConfiguration: is said in mfa",
    ]);
  });
});
