// What is done about risky sign-ins: blocked, a second factor, nothing; and what events and tokens say of it.
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  SetRiskConfigurationCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { lastMessage, wrong } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aClient, aConfirmedUser, type MadeClient, type MadePool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { emailFactor, enrol, SES, setMfa, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";
import { actions, aProtectedPool, appSignIn, eventsOf, protectedBy, signInFrom } from "../support/threats.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

const BLOCKED = ["NotAuthorizedException", "Unable to login because of security reasons."] as const;

type Risk = Parameters<ReturnType<typeof emulator>["risk"]["force"]>[0];

const force = (pool: MadePool, risk: Omit<Risk, "poolId" | "username">) =>
  emulator().risk.force({ poolId: pool.Id, username: "ada", ...risk });

const newest = async (pool: MadePool) => (await eventsOf(emulator(), pool, "ada"))[0];

async function ready(
  risks: Parameters<typeof aProtectedPool>[1],
  pool: Parameters<typeof aProtectedPool>[2] = {},
  attributes: Record<string, string> = {},
) {
  const made = await aProtectedPool(emulator(), risks, pool);
  await aConfirmedUser(emulator(), made.pool, "ada", attributes);
  return made;
}

const signsIn = (pool: MadePool, client: MadeClient) =>
  expect(signInFrom(emulator(), pool, client, "ada")).resolves.toHaveProperty("AuthenticationResult");

describe("BLOCK", () => {
  test("refuses the sign-in at its level and at no other", async () => {
    const { pool, client } = await ready(actions({ high: "BLOCK" }));
    force(pool, { level: "medium" });
    await signsIn(pool, client);
    force(pool, { level: "high" });
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
    expect(await newest(pool)).toMatchObject({
      EventType: "SignIn",
      EventResponse: "Fail",
      EventRisk: { RiskDecision: "Block", RiskLevel: "High", CompromisedCredentialsDetected: false },
      ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
    });
  });

  test("happens to what is really risky, too", async () => {
    const { pool, client } = await ready(actions({ medium: "BLOCK" }));
    await signsIn(pool, client);
    const elsewhere = { ip: "192.0.2.99", device: "unknown" };
    await refusal(signInFrom(emulator(), pool, client, "ada", elsewhere), ...BLOCKED);
    await refusal(signInFrom(emulator(), pool, client, "ada", elsewhere), ...BLOCKED);
    await signsIn(pool, client);
  });

  test("a wrong password is told from a blocked sign-in", async () => {
    const { pool, client } = await ready(actions({ high: "BLOCK" }));
    force(pool, { level: "high" });
    await refusal(
      signInFrom(emulator(), pool, client, "ada", {}, "Wr0ng-one!"),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
  });
});

describe("second factors", () => {
  const EMAIL = { email: "ada@example.com", email_verified: "true" };
  const levels = actions({ low: "MFA_IF_CONFIGURED", high: "MFA_REQUIRED" });

  async function withFactor(attributes: Record<string, string> = EMAIL) {
    const made = await ready(levels, SES, attributes);
    await setMfa(emulator(), made.pool, "OPTIONAL", { ...emailFactor, ...totpFactor });
    return made;
  }

  test.each(["low", "high"] as const)("%s asks who turned none on but has one", async (level) => {
    const { pool, client } = await withFactor();
    await signsIn(pool, client);
    force(pool, { level });
    const question = await signInFrom(emulator(), pool, client, "ada");
    expect(question.ChallengeName).toBe("EMAIL_OTP");
    expect(await newest(pool)).toMatchObject({
      EventResponse: "InProgress",
      EventRisk: { RiskDecision: "AccountTakeover" },
      ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
    });

    const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" });
    const answer = (EMAIL_OTP_CODE: string) =>
      respond(emulator(), client, "EMAIL_OTP", question.Session, { USERNAME: "ada", EMAIL_OTP_CODE });
    await refusal(answer(wrong(code)), "CodeMismatchException", "Invalid code or auth state for the user.");
    expect(await newest(pool)).toMatchObject({
      EventResponse: "Fail",
      ChallengeResponses: [
        { ChallengeName: "Password", ChallengeResponse: "Success" },
        { ChallengeName: "Mfa", ChallengeResponse: "Failure" },
      ],
    });
    expect((await answer(code)).AuthenticationResult?.AccessToken).toBeDefined();
    expect(await newest(pool)).toMatchObject({
      EventResponse: "Pass",
      ChallengeResponses: [
        { ChallengeName: "Password", ChallengeResponse: "Success" },
        { ChallengeName: "Mfa", ChallengeResponse: "Success" },
      ],
    });
  });

  test("who has none passes MFA_IF_CONFIGURED and is blocked by MFA_REQUIRED", async () => {
    const { pool, client } = await withFactor({});
    force(pool, { level: "low" });
    await signsIn(pool, client);
    force(pool, { level: "high" });
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
    expect((await newest(pool))?.EventRisk).toMatchObject({ RiskDecision: "Block", RiskLevel: "High" });
  });

  test("a pool without second factors has none to ask for", async () => {
    const { pool, client } = await ready(levels, {}, EMAIL);
    force(pool, { level: "low" });
    await signsIn(pool, client);
    force(pool, { level: "high" });
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
  });

  test("an authenticator that nobody turned on is one", async () => {
    const { pool, client } = await withFactor({});
    const first = await signInFrom(emulator(), pool, client, "ada");
    const secret = await enrol(emulator(), first.AuthenticationResult?.AccessToken ?? "");
    await signsIn(pool, client);
    force(pool, { level: "high" });
    const question = await signInFrom(emulator(), pool, client, "ada");
    expect(question.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    nextCode(emulator());
    const answered = await respond(emulator(), client, "SOFTWARE_TOKEN_MFA", question.Session, {
      USERNAME: "ada",
      SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator(), secret),
    });
    expect(answered.AuthenticationResult).toBeDefined();
  });

  test("the question stays when the risk would be judged anew", async () => {
    const { pool, client } = await withFactor();
    force(pool, { level: "high" });
    const question = await signInFrom(emulator(), pool, client, "ada");
    // The next judgement would block: the sign-in under way has had its own.
    force(pool, { decision: "BLOCK" });
    const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" });
    const answered = await emulator().idp.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        ChallengeName: "EMAIL_OTP",
        Session: question.Session,
        ChallengeResponses: { USERNAME: "ada", EMAIL_OTP_CODE: code },
      }),
    );
    expect(answered.AuthenticationResult).toBeDefined();
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
  });
});

describe("nothing is done", () => {
  test("where nothing is configured", async () => {
    const { pool, client } = await ready({});
    force(pool, { level: "high" });
    await signsIn(pool, client);
    expect((await newest(pool))?.EventRisk).toMatchObject({
      RiskDecision: "AccountTakeover",
      RiskLevel: "High",
    });
  });

  test("by NO_ACTION, and at levels without an action", async () => {
    const { pool, client } = await ready(actions({ medium: "NO_ACTION", high: "BLOCK" }));
    for (const level of ["low", "medium"] as const) {
      force(pool, { level });
      await signsIn(pool, client);
    }
  });

  test("in AUDIT, which records all the same", async () => {
    const { pool, client } = await ready(actions({ high: "BLOCK" }), protectedBy("AUDIT"));
    force(pool, { level: "high" });
    await signsIn(pool, client);
    expect(await newest(pool)).toMatchObject({
      EventResponse: "Pass",
      EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High" },
    });
  });

  test("without threat protection, nothing is recorded either", async () => {
    const { pool, client } = await ready(actions({ high: "BLOCK" }));
    force(pool, { level: "high" });
    const off = { UserPoolId: pool.Id, UserPoolTier: "PLUS" as const };
    await emulator().idp.send(new UpdateUserPoolCommand(off));
    await signsIn(pool, client);
    await emulator().idp.send(new UpdateUserPoolCommand({ ...off, ...protectedBy() }));
    expect(await eventsOf(emulator(), pool, "ada")).toEqual([]);
  });
});

test("a client's configuration takes the place of the pool's, for its sign-ins alone", async () => {
  const { pool, client } = await ready(actions({ high: "BLOCK" }));
  const other = await aClient(emulator(), pool);
  const input = { UserPoolId: pool.Id, ClientId: other.ClientId, ...actions({ low: "BLOCK" }) };
  await emulator().idp.send(new SetRiskConfigurationCommand(input));
  force(pool, { level: "high" });
  await signsIn(pool, other);
  force(pool, { level: "low" });
  await refusal(signInFrom(emulator(), pool, other, "ada"), ...BLOCKED);
  force(pool, { level: "low" });
  await signsIn(pool, client);
});

test("tokens name the event", async () => {
  const { pool, client } = await ready({});
  const { AuthenticationResult } = await appSignIn(emulator(), client, "ada");
  const event = await newest(pool);
  expect(event?.EventId).toMatch(/^[\w-]{36}$/);
  for (const token of [AuthenticationResult?.IdToken, AuthenticationResult?.AccessToken])
    expect(claimsOf(token)).toMatchObject({ event_id: event?.EventId });
});

describe("forced decisions", () => {
  test("count once, and win over the configuration", async () => {
    const { pool, client } = await ready({});
    force(pool, { decision: "BLOCK" });
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
    await signsIn(pool, client);
  });

  test("a level of none lets pass what would be blocked", async () => {
    const { pool, client } = await ready(actions({ low: "BLOCK", medium: "BLOCK", high: "BLOCK" }));
    await signsIn(pool, client);
    force(pool, { level: "none" });
    const elsewhere = { ip: "192.0.2.99", device: "unknown" };
    await expect(signInFrom(emulator(), pool, client, "ada", elsewhere)).resolves.toBeDefined();
    expect((await newest(pool))?.EventRisk).toEqual({
      RiskDecision: "NoRisk",
      CompromisedCredentialsDetected: false,
    });
  });

  const post = (body: object) =>
    fetch(`${emulator().url}/_emulator/risk`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("can be set over HTTP", async () => {
    const { pool, client } = await ready(actions({ medium: "BLOCK" }));
    expect((await post({ pool: pool.Id, username: "ada", level: "medium" })).status).toBe(200);
    await refusal(signInFrom(emulator(), pool, client, "ada"), ...BLOCKED);
  });

  test("say what is wrong with them", async () => {
    const { pool } = await ready({});
    const bare = (await aProtectedPool(emulator(), {}, { UserPoolAddOns: undefined })).pool;
    const wishes: [object, string][] = [
      [{ pool: "us-east-1_none", username: "ada", level: "low" }, "there is no user pool us-east-1_none"],
      [
        { pool: bare.Id, username: "ada", level: "low" },
        `user pool ${bare.Id} has no threat protection (UserPoolAddOns)`,
      ],
      [{ pool: pool.Id, level: "low" }, "username: expected a user's name"],
      [{ pool: pool.Id, username: "ada", level: "huge" }, "level: expected one of none, low, medium, high"],
      [
        { pool: pool.Id, username: "ada", decision: "ALLOW" },
        "decision: expected one of BLOCK, MFA_IF_CONFIGURED, MFA_REQUIRED, NO_ACTION",
      ],
      [{ pool: pool.Id, username: "ada", compromised: "yes" }, "compromised: expected true or false"],
      [{ pool: pool.Id, username: "ada" }, "expected a level, a decision, or compromised"],
    ];
    for (const [body, message] of wishes) {
      const response = await post(body);
      expect([response.status, await response.json()]).toEqual([400, { message }]);
    }
    expect(() => force(pool, {})).toThrow("expected a level, a decision, or compromised");
  });
});

describe("other ways to sign in", () => {
  test("custom authentication has a mode of its own", async () => {
    const flow = { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH" as const] };
    const addOns = (CustomAuthMode?: "AUDIT" | "ENFORCED") => ({
      UserPoolAddOns: {
        AdvancedSecurityMode: "OFF" as const,
        AdvancedSecurityAdditionalFlows: CustomAuthMode && { CustomAuthMode },
      },
    });
    const { pool } = await ready(actions({ high: "BLOCK" }), addOns("ENFORCED"));
    const client = await aClient(emulator(), pool, flow);
    force(pool, { level: "high" });
    // The password is no custom authentication: it is not judged.
    await expect(appSignIn(emulator(), client, "ada")).resolves.toHaveProperty("AuthenticationResult");
    expect(await eventsOf(emulator(), pool, "ada")).toEqual([]);
  });

  test("one-time passwords are judged as passwords are", async () => {
    const { pool } = await ready(
      actions({ high: "BLOCK" }),
      { ...SES, Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
      { email: "ada@example.com", email_verified: "true" },
    );
    const client = await aClient(emulator(), pool, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    const begin = () =>
      emulator().idp.send(
        new AdminInitiateAuthCommand({
          UserPoolId: pool.Id,
          ClientId: client.ClientId,
          AuthFlow: "USER_AUTH",
          AuthParameters: { USERNAME: "ada", PREFERRED_CHALLENGE: "EMAIL_OTP" },
        }),
      );
    const finish = async () => {
      const { Session } = await begin();
      const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "Authentication" });
      return respond(emulator(), client, "EMAIL_OTP", Session, { USERNAME: "ada", EMAIL_OTP_CODE: code });
    };
    expect((await finish()).AuthenticationResult).toBeDefined();
    expect(await newest(pool)).toMatchObject({ EventResponse: "Pass", ChallengeResponses: [] });
    force(pool, { level: "high" });
    await refusal(finish(), ...BLOCKED);

    // Another code to the same address would prove nothing more.
    await setMfa(emulator(), pool, "OPTIONAL", emailFactor);
    force(pool, { decision: "MFA_IF_CONFIGURED" });
    expect((await finish()).AuthenticationResult).toBeDefined();
    force(pool, { decision: "MFA_REQUIRED" });
    await refusal(finish(), ...BLOCKED);
  });

  test("a refresh is not judged", async () => {
    const { pool, client } = await ready(actions({ high: "BLOCK" }));
    const { AuthenticationResult } = await appSignIn(emulator(), client, "ada");
    force(pool, { level: "high" });
    const { idp } = emulator();
    const { InitiateAuthCommand } = await import("@aws-sdk/client-cognito-identity-provider");
    const again = await idp.send(
      new InitiateAuthCommand({
        ClientId: client.ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "" },
      }),
    );
    expect(again.AuthenticationResult?.AccessToken).toBeDefined();
    expect(await eventsOf(emulator(), pool, "ada")).toHaveLength(1);
    await refusal(appSignIn(emulator(), client, "ada", {}, PASSWORD), ...BLOCKED);
  });
});
