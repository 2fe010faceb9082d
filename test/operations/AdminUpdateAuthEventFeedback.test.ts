import { AdminUpdateAuthEventFeedbackCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aProtectedPool, eventsOf, signInFrom } from "../support/threats.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

const say = (
  UserPoolId: string,
  Username: string,
  EventId: string,
  FeedbackValue: "Valid" | "Invalid" = "Valid",
) =>
  emulator().idp.send(
    new AdminUpdateAuthEventFeedbackCommand({ UserPoolId, Username, EventId, FeedbackValue }),
  );

async function anEvent() {
  const { pool, client } = await aProtectedPool(emulator());
  await aConfirmedUser(emulator(), pool, "ada");
  await signInFrom(emulator(), pool, client, "ada");
  const [event] = await eventsOf(emulator(), pool, "ada");
  return { pool, client, id: event?.EventId ?? "" };
}

it("the administrator's word is kept with the event, the newest wins", async () => {
  const { pool, id } = await anEvent();
  emulator().clock.freeze();
  expect(output(await say(pool.Id, "ada", id, "Invalid"))).toEqual({});
  await say(pool.Id, "ada", id, "Valid");
  const [event] = await eventsOf(emulator(), pool, "ada");
  expect(event?.EventFeedback).toEqual({
    FeedbackValue: "Valid",
    Provider: "Admin",
    FeedbackDate: new Date(emulator().clock.now()),
  });
});

describe("is refused", () => {
  refusesUnknownPool((id) => say(id, "ada", "event"));

  it("a pool without threat protection", async () => {
    const pool = await aPool(emulator());
    await refusal(
      say(pool.Id, "ada", "event"),
      "UserPoolAddOnNotEnabledException",
      "User pool add-ons not enabled",
    );
  });

  it("a user who does not exist", async () => {
    const { pool, id } = await anEvent();
    await refusal(say(pool.Id, "bob", id), "UserNotFoundException", "User does not exist.");
  });

  it("an event that does not exist, or is another user's", async () => {
    const { pool, id } = await anEvent();
    await aConfirmedUser(emulator(), pool, "bob");
    for (const [username, event] of [
      ["ada", "nothere"],
      ["bob", id],
    ] as const)
      await refusal(say(pool.Id, username, event), "ResourceNotFoundException", "Event does not exist.");
  });
});
