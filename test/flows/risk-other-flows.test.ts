// Threat protection in custom authentication, with tracked devices and at the edges: tiers, and pools that have none.
import { join } from "node:path";
import {
  CreateUserPoolCommand,
  type LambdaConfigType,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test, vi } from "vitest";
import { account, signUp } from "../support/accounts.js";
import { aClient, aConfirmedUser, PASSWORD } from "../support/builders.js";
import { ALWAYS, aDevice, proveDevice } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { actions, aProtectedPool, eventsOf } from "../support/threats.js";

const file = join(import.meta.dirname, "../triggers/handlers/custom-auth.mjs");
const emulator = useEmulator({
  triggers: Object.fromEntries(["define", "create", "verify"].map((name) => [name, `${file}#${name}`])),
});
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

const BLOCKED = ["NotAuthorizedException", "Unable to login because of security reasons."] as const;

describe("custom authentication", () => {
  const RIDDLES: LambdaConfigType = {
    DefineAuthChallenge: arn("define"),
    CreateAuthChallenge: arn("create"),
    VerifyAuthChallengeResponse: arn("verify"),
  };

  async function aRiddleSite(CustomAuthMode?: "AUDIT" | "ENFORCED") {
    const { pool } = await aProtectedPool(emulator(), CustomAuthMode ? actions({ high: "BLOCK" }) : {}, {
      LambdaConfig: RIDDLES,
      UserPoolAddOns: {
        AdvancedSecurityMode: CustomAuthMode ? "OFF" : "ENFORCED",
        AdvancedSecurityAdditionalFlows: CustomAuthMode && { CustomAuthMode },
      },
    });
    const client = await aClient(emulator(), pool, {
      ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH"],
    });
    await aConfirmedUser(emulator(), pool, "ada");
    return { pool, client };
  }

  type Site = Awaited<ReturnType<typeof aRiddleSite>>;

  const start = ({ client }: Site) => initiate(emulator(), client, "CUSTOM_AUTH", { USERNAME: "ada" });
  const answer = ({ client }: Site, session: string | undefined, ANSWER: string) =>
    respond(emulator(), client, "CUSTOM_CHALLENGE", session, { USERNAME: "ada", ANSWER });
  const force = ({ pool }: Site) =>
    emulator().risk.force({ poolId: pool.Id, username: "ada", level: "high" });

  test("is one event, from the first question to the tokens", async () => {
    const site = await aRiddleSite("ENFORCED");
    const first = await start(site);
    expect(await eventsOf(emulator(), site.pool, "ada")).toMatchObject([
      { EventType: "SignIn", EventResponse: "InProgress", ChallengeResponses: [] },
    ]);
    const second = await answer(site, first.Session, "42");
    const { AuthenticationResult } = await answer(site, second.Session, "white");
    expect(AuthenticationResult).toBeDefined();
    expect(await eventsOf(emulator(), site.pool, "ada")).toMatchObject([{ EventResponse: "Pass" }]);
  });

  test("alone is watched: other sign-ins and sign-ups leave no event", async () => {
    const site = await aRiddleSite("ENFORCED");
    const client = await aClient(emulator(), site.pool);
    await passwordAuth(emulator(), client, "ada");
    await passwordAuth(emulator(), client, "ada", "Wr0ng-one!").catch(() => undefined);
    await signUp(emulator(), client, "eve");
    for (const name of ["ada", "eve"]) expect(await eventsOf(emulator(), site.pool, name)).toEqual([]);
  });

  test("fails as its functions say", async () => {
    const site = await aRiddleSite("ENFORCED");
    let { Session } = await start(site);
    for (const guess of ["1", "2"]) ({ Session } = await answer(site, Session, guess));
    await refusal(answer(site, Session, "3"), "NotAuthorizedException", "Incorrect username or password.");
    expect(await eventsOf(emulator(), site.pool, "ada")).toMatchObject([{ EventResponse: "Fail" }]);
  });

  test("is blocked before the first question", async () => {
    const site = await aRiddleSite("ENFORCED");
    force(site);
    await refusal(start(site), ...BLOCKED);
  });

  test("is let pass in AUDIT", async () => {
    const site = await aRiddleSite("AUDIT");
    force(site);
    expect((await start(site)).ChallengeName).toBe("CUSTOM_CHALLENGE");
    expect(await eventsOf(emulator(), site.pool, "ada")).toMatchObject([
      { EventRisk: { RiskDecision: "AccountTakeover", RiskLevel: "High" } },
    ]);
  });

  test("is not watched where only the standard flows are", async () => {
    const site = await aRiddleSite();
    expect((await start(site)).ChallengeName).toBe("CUSTOM_CHALLENGE");
    expect(await eventsOf(emulator(), site.pool, "ada")).toEqual([]);
  });

  test("that begins with the password is judged after it", async () => {
    const site = await aRiddleSite("ENFORCED");
    const prove = async (word: string) => {
      const helper = await srpClient(site.pool);
      const question = await initiate(emulator(), site.client, "CUSTOM_AUTH", {
        ...{ USERNAME: "ada", CHALLENGE_NAME: "SRP_A", SRP_A: helper.srpA },
      });
      const responses = await helper.answer(question.ChallengeParameters, word);
      return respond(emulator(), site.client, "PASSWORD_VERIFIER", question.Session, responses);
    };
    force(site);
    await refusal(prove("Wr0ng-one!"), "NotAuthorizedException", "Incorrect username or password.");
    await refusal(prove(PASSWORD), ...BLOCKED);
    expect(await eventsOf(emulator(), site.pool, "ada")).toMatchObject([
      {
        EventResponse: "Fail",
        EventRisk: { RiskDecision: "Block" },
        ChallengeResponses: [{ ChallengeName: "Password", ChallengeResponse: "Success" }],
      },
      { EventResponse: "Fail", EventRisk: { RiskDecision: "NoRisk" } },
    ]);
  });
});

test("a device that the pool tracks is no new one, whatever program it runs", async () => {
  const { pool, client } = await aProtectedPool(emulator(), {}, { DeviceConfiguration: ALWAYS });
  await aConfirmedUser(emulator(), pool, "ada");
  const site = { pool, client };
  const device = await aDevice(emulator(), site);
  /** With a program that no earlier sign-in had. */
  const levelOf = async (program: string, more: Record<string, string>) => {
    const { middlewareStack } = emulator().idp;
    middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers["user-agent"] = program;
        return next(args);
      },
      { step: "finalizeRequest", name: "program" },
    );
    const question = await passwordAuth(emulator(), client, "ada", PASSWORD, more);
    if (question.ChallengeName === "DEVICE_SRP_AUTH")
      await proveDevice(emulator(), site, "ada", device, question.Session);
    middlewareStack.remove("program");
    const [event] = await eventsOf(emulator(), pool, "ada");
    expect(event?.EventResponse).toBe("Pass");
    return event?.EventRisk?.RiskLevel ?? "None";
  };
  expect(await levelOf("one-program/1.0", { DEVICE_KEY: device.key })).toBe("None");
  expect(await levelOf("another-program/1.0", {})).toBe("Low");
});

test("a pool without threat protection asks the database nothing more", async () => {
  const { pool, client } = await aProtectedPool(emulator(), {}, { UserPoolAddOns: undefined });
  await aConfirmedUser(emulator(), pool, "ada");
  const { store } = emulator().app;
  const tables = [store.authEvents, store.riskConfigurations, store.forcedRisks];
  const watched = (table: Record<string, (...given: never[]) => unknown>) =>
    Object.keys(table).map((name) => vi.spyOn(table, name));
  const spies = tables.flatMap((table) => watched(table as never));
  try {
    await passwordAuth(emulator(), client, "ada");
    await passwordAuth(emulator(), client, "ada", "Wr0ng-one!").catch(() => undefined);
    await signUp(emulator(), client, "eve", { email: "eve@example.com" });
    expect((await account(emulator(), pool, "eve")).status).toBe("UNCONFIRMED");
    expect(spies.filter((spy) => spy.mock.calls.length > 0)).toEqual([]);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});

describe("the tier", () => {
  const needed = (tier: string) =>
    [
      "FeatureUnavailableInTierException",
      `The following features need to be disabled for the ${tier} pricing tier configured: Threat Protection`,
    ] as const;
  const custom = {
    UserPoolAddOns: {
      AdvancedSecurityMode: "OFF" as const,
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" as const },
    },
  };
  const standard = { UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" as const } };

  test.each([
    ["LITE", standard],
    ["ESSENTIALS", standard],
    ["ESSENTIALS", custom],
  ] as const)("%s has none", async (UserPoolTier, addOns) => {
    const input = { PoolName: "p", UserPoolTier, ...addOns };
    await refusal(emulator().idp.send(new CreateUserPoolCommand(input)), ...needed(UserPoolTier));
  });

  test("can't be lowered while it is on", async () => {
    const { pool } = await aProtectedPool(emulator());
    const lower = { UserPoolId: pool.Id, UserPoolTier: "ESSENTIALS" as const, ...standard };
    await refusal(emulator().idp.send(new UpdateUserPoolCommand(lower)), ...needed("ESSENTIALS"));
  });
});
