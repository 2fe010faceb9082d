// SetUserPoolClientSessionConfiguration and its Get twin: what is kept, what it needs, and what sleeps.
import {
  GetUserPoolClientSessionConfigurationCommand,
  SetUserPoolClientSessionConfigurationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { aPoolAndClient, output } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aTrackedPool, NOT_TRACKED, track } from "../support/sessions.js";

const emulator = useEmulator();

interface Names {
  readonly pool: { Id: string };
  readonly client: { ClientId: string };
}

const ids = ({ pool, client }: Names) => ({ UserPoolId: pool.Id, ClientId: client.ClientId });
const get = async (names: Names) =>
  output(await emulator().idp.send(new GetUserPoolClientSessionConfigurationCommand(ids(names))));
const set = async (names: Names, MaxValidityMinutes: number) =>
  output(
    await emulator().idp.send(
      new SetUserPoolClientSessionConfigurationCommand({ ...ids(names), SSOSession: { MaxValidityMinutes } }),
    ),
  );

it("is an hour until it is set, tracked or not", async () => {
  const names = await aPoolAndClient(emulator());
  const expected = { ...ids(names), SSOSession: { MaxValidityMinutes: 60 } };
  expect(await get(names)).toEqual(expected);
  await track(emulator(), names.pool);
  expect(await get(names)).toEqual(expected);
});

it("is what was set last, also 0 and 90 days", async () => {
  const names = await aTrackedPool(emulator());
  for (const minutes of [0, 129_600, 5]) {
    const expected = { ...ids(names), SSOSession: { MaxValidityMinutes: minutes } };
    expect(await set(names, minutes)).toEqual(expected);
    expect(await get(names)).toEqual(expected);
  }
});

it("outlives tracking that is turned off and on", async () => {
  const names = await aTrackedPool(emulator());
  await set(names, 7);
  await track(emulator(), names.pool, 20, false);
  await refusal(set(names, 8), ...NOT_TRACKED);
  await track(emulator(), names.pool);
  expect(await get(names)).toMatchObject({ SSOSession: { MaxValidityMinutes: 7 } });
});

it.each([
  [-1, "greater than or equal to 0"],
  [129_601, "less than or equal to 129600"],
])("is not %i", async (minutes, bound) => {
  await refusal(
    set(await aTrackedPool(emulator()), minutes),
    "InvalidParameterException",
    `1 validation error detected: Value '${minutes}' at 'sSOSession.maxValidityMinutes' failed to satisfy constraint: Member must have value ${bound}`,
  );
});

it("needs tracking, a tier that has it, and pool and client that exist", async () => {
  const untracked = await aPoolAndClient(emulator());
  await refusal(set(untracked, 5), ...NOT_TRACKED);
  await refusal(
    set(await aPoolAndClient(emulator(), { UserPoolTier: "LITE" }), 5),
    "FeatureUnavailableInTierException",
    "The following features need to be disabled for the LITE pricing tier configured: User Session Management",
  );
  const { client, pool } = await aTrackedPool(emulator());
  const nowhere = { pool: { Id: "us-east-1_nothing00" }, client };
  const noPool = ["ResourceNotFoundException", "User pool us-east-1_nothing00 does not exist."] as const;
  await refusal(set(nowhere, 5), ...noPool);
  await refusal(get(nowhere), ...noPool);
  const noClient = { pool, client: untracked.client };
  const text = `User pool client ${untracked.client.ClientId} does not exist.`;
  await refusal(set(noClient, 5), "ResourceNotFoundException", text);
  await refusal(get(noClient), "ResourceNotFoundException", text);
});
