// AcrConfiguration of CreateUserPool and UpdateUserPool: the names of levels, and which names can't be.
import {
  type AcrLevelConfigType,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

type Names = Record<string, AcrLevelConfigType>;

const named = (names: Record<string, string>): Names =>
  Object.fromEntries(Object.entries(names).map(([level, AcrValue]) => [level, { AcrValue }]));
const cognito = (level: number) => `urn:cognito:loa:${level}`;
const DEFAULTS = named({ Level1: cognito(1), Level2: cognito(2), Level3: cognito(3), Level4: cognito(4) });

const create = async (AcrConfiguration: Names) =>
  (await aPool(emulator(), { AcrConfiguration })).AcrConfiguration;
const update = (UserPoolId: string, AcrConfiguration?: Names) =>
  emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId, AcrConfiguration }));
const describePool = async (UserPoolId: string) =>
  (await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.AcrConfiguration;

it("is shown as it is in effect, with the default names of the other levels", async () => {
  const own = named({ Level2: "urn:own:2", Level3: "urn:own:3" });
  const pool = await aPool(emulator(), { AcrConfiguration: own });
  expect(pool.AcrConfiguration).toEqual({ ...DEFAULTS, ...own });
  expect(await describePool(pool.Id)).toEqual({ ...DEFAULTS, ...own });
  await update(pool.Id, named({ Level4: "urn:own:4" }));
  expect(await describePool(pool.Id)).toEqual({ ...DEFAULTS, ...named({ Level4: "urn:own:4" }) });
  await update(pool.Id);
  expect(await describePool(pool.Id)).toEqual(DEFAULTS);
});

it("may swap the default names", async () => {
  const swapped = named({ Level1: cognito(2), Level2: cognito(1) });
  expect(await create(swapped)).toEqual({ ...DEFAULTS, ...swapped });
});

describe("refuses", () => {
  it.each<[string, Names, string]>([
    ["two levels", named({ Level1: "urn:same", Level3: "urn:same" }), "urn:same"],
    ["a level and the default of another one", named({ Level1: cognito(4) }), cognito(4)],
  ])("the same name for %s", async (_what, names, repeated) => {
    const refused = [
      "InvalidParameterException",
      `AcrValue must be unique across all levels: ${repeated}`,
    ] as const;
    await refusal(create(names), ...refused);
    await refusal(update((await aPool(emulator())).Id, names), ...refused);
  });

  it("levels that there are not", async () => {
    await refusal(
      create(named({ Level5: "urn:five" })),
      "InvalidParameterException",
      "Invalid ACR level in AcrConfiguration: Level5",
    );
  });

  it.each(["two words", 'a"quote', "a\\backslash", "ümlaut"])("the name %s", async (name) => {
    await refusal(
      create(named({ Level1: name })),
      "InvalidParameterException",
      `1 validation error detected: Value '${name}' at 'acrConfiguration.Level1.member.acrValue' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\x21\\x23-\\x5B\\x5D-\\x7E]+`,
    );
  });

  it("names of more than 64 characters", async () => {
    await expect(create(named({ Level1: "x".repeat(64) }))).resolves.toBeDefined();
    await expect(create(named({ Level1: "x".repeat(65) }))).rejects.toThrow(
      "Member must have length less than or equal to 64",
    );
  });

  it("names of its own in pools of the LITE tier, which have the default ones", async () => {
    const lite = await aPool(emulator(), { UserPoolTier: "LITE", AcrConfiguration: DEFAULTS });
    expect(lite.AcrConfiguration).toEqual(DEFAULTS);
    await refusal(
      aPool(emulator(), { UserPoolTier: "LITE", AcrConfiguration: named({ Level1: "urn:own:1" }) }),
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the LITE pricing tier configured: Custom ACR levels",
    );
  });
});
