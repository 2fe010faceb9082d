// How risky a sign-in is, signal by signal: what is new about it, how fast somebody travelled, how often it failed.
import { beforeEach, expect, test } from "vitest";
import { aConfirmedUser, type MadeClient, type MadePool } from "../support/builders.js";
import { bootEmulator, type TestEmulator, useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aProtectedPool, eventsOf, type From, signInFrom } from "../support/threats.js";

const emulator = useEmulator({
  ipLocations: {
    "203.0.113.0/24": { country: "DE", city: "Berlin", latitude: 52.52, longitude: 13.4 },
    "203.0.113.128/25": { country: "DE", city: "Potsdam", latitude: 52.39, longitude: 13.06 },
    "198.51.100.0/24": { country: "JP", city: "Tokyo", latitude: 35.68, longitude: 139.69 },
    "2001:db8::/32": { country: "Atlantis" },
  },
});

const BERLIN = "203.0.113.5";
const POTSDAM = "203.0.113.200";
const TOKYO = "198.51.100.7";

let pool: MadePool;
let client: MadeClient;

beforeEach(async () => {
  ({ pool, client } = await aProtectedPool(emulator(), {}));
  await aConfirmedUser(emulator(), pool, "ada");
});

const from = (where: From) => signInFrom(emulator(), pool, client, "ada", where);

/** The level of the newest sign-in. */
async function level(): Promise<string> {
  const [event] = await eventsOf(emulator(), pool, "ada");
  const { RiskDecision, RiskLevel } = event?.EventRisk ?? {};
  expect(RiskDecision).toBe(RiskLevel ? "AccountTakeover" : "NoRisk");
  return RiskLevel ?? "None";
}

async function levelFrom(where: From): Promise<string> {
  await from(where);
  return level();
}

test("the first sign-in is none: nothing is known that it could differ from", async () => {
  expect(await levelFrom({ ip: BERLIN, device: "laptop" })).toBe("None");
});

test("the same device and address again are none", async () => {
  await from({ ip: BERLIN });
  expect(await levelFrom({ ip: BERLIN })).toBe("None");
});

test("a new device or a new address is low", async () => {
  await from({ ip: "192.0.2.1", device: "laptop" });
  expect(await levelFrom({ ip: "192.0.2.1", device: "phone" })).toBe("Low");
  expect(await levelFrom({ ip: "192.0.2.2", device: "laptop" })).toBe("Low");
  // Both are known by now.
  expect(await levelFrom({ ip: "192.0.2.2", device: "phone" })).toBe("None");
});

test("a new device at a new address is medium", async () => {
  await from({ ip: "192.0.2.1", device: "laptop" });
  expect(await levelFrom({ ip: "192.0.2.2", device: "phone" })).toBe("Medium");
});

test("a new country is medium, with a new device high", async () => {
  await from({ ip: BERLIN, device: "laptop" });
  expect(await levelFrom({ ip: "2001:db8::1", device: "laptop" })).toBe("Medium");
  emulator().clock.advance({ days: 2 });
  expect(await levelFrom({ ip: TOKYO, device: "phone" })).toBe("High");
});

test("a place without country is no new one, nor is the first of which one is known", async () => {
  await from({ ip: "192.0.2.1" });
  expect(await levelFrom({ ip: BERLIN })).toBe("Low");
  expect(await levelFrom({ ip: "192.0.2.9" })).toBe("Low");
});

test("who can't have travelled so fast is high", async () => {
  await from({ ip: TOKYO });
  emulator().clock.advance({ days: 2 });
  await from({ ip: BERLIN });
  emulator().clock.advance({ hours: 8 });
  // 8,900 km in 8 hours; device, address and country are known.
  expect(await levelFrom({ ip: TOKYO })).toBe("High");
});

test("with enough time they can", async () => {
  await from({ ip: TOKYO });
  emulator().clock.advance({ days: 2 });
  await from({ ip: BERLIN });
  emulator().clock.advance({ hours: 9 });
  expect(await levelFrom({ ip: TOKYO })).toBe("None");
});

test("the next town is never too far", async () => {
  await from({ ip: BERLIN });
  expect(await levelFrom({ ip: POTSDAM })).toBe("Low");
  const [event] = await eventsOf(emulator(), pool, "ada");
  expect(event?.EventContextData).toMatchObject({ City: "Potsdam", Country: "Germany" });
});

test("five failures within a quarter of an hour are medium; older ones are forgotten", async () => {
  await from({});
  const fail = () =>
    refusal(
      signInFrom(emulator(), pool, client, "ada", {}, "Wr0ng-one!"),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  for (let i = 0; i < 4; i++) await fail();
  expect(await levelFrom({})).toBe("None");
  await fail();
  expect(await levelFrom({})).toBe("Medium");
  emulator().clock.advance({ minutes: 15, seconds: 1 });
  expect(await levelFrom({})).toBe("None");
});

test("CloudFront's headers tell the place as well", async () => {
  const headers = { "CloudFront-Viewer-Country": "FR", "cloudfront-viewer-city": "Paris" };
  await from({ ip: BERLIN });
  expect(await levelFrom({ ip: BERLIN, headers })).toBe("Low");
  const [event] = await eventsOf(emulator(), pool, "ada");
  expect(event?.EventContextData).toMatchObject({ City: "Paris", Country: "France" });
});

test("a sign-in that was called invalid makes nothing known, a blocked one that was called valid does", async () => {
  const { idp } = emulator();
  const { AdminUpdateAuthEventFeedbackCommand } = await import("@aws-sdk/client-cognito-identity-provider");
  const say = async (FeedbackValue: "Valid" | "Invalid") => {
    const [event] = await eventsOf(emulator(), pool, "ada");
    const input = { UserPoolId: pool.Id, Username: "ada", EventId: event?.EventId, FeedbackValue };
    await idp.send(new AdminUpdateAuthEventFeedbackCommand(input));
  };
  await from({ device: "laptop" });
  await from({ device: "phone" });
  await say("Invalid");
  expect(await levelFrom({ device: "phone" })).toBe("Low");
  await say("Valid");
  expect(await levelFrom({ device: "phone" })).toBe("None");
});

test("another user's devices and addresses are not known", async () => {
  await aConfirmedUser(emulator(), pool, "bob");
  await signInFrom(emulator(), pool, client, "bob", { device: "phone" });
  await from({ device: "laptop" });
  expect(await levelFrom({ device: "phone" })).toBe("Low");
});

test("without a place for an address there is no new country", async () => {
  const bare: TestEmulator = await bootEmulator();
  try {
    const made = await aProtectedPool(bare);
    await aConfirmedUser(bare, made.pool, "ada");
    await signInFrom(bare, made.pool, made.client, "ada", { ip: BERLIN });
    await signInFrom(bare, made.pool, made.client, "ada", { ip: TOKYO });
    const [event] = await eventsOf(bare, made.pool, "ada");
    expect(event?.EventRisk?.RiskLevel).toBe("Low");
    expect(event?.EventContextData).toMatchObject({ IpAddress: TOKYO, City: "null", Country: "null" });
  } finally {
    await bare.close();
  }
});
