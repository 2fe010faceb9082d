import { AdminListUserAuthEventsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aProtectedPool, eventsOf, signInFrom } from "../support/threats.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

const list = (UserPoolId: string, Username: string, page: { MaxResults?: number; NextToken?: string } = {}) =>
  emulator().idp.send(new AdminListUserAuthEventsCommand({ UserPoolId, Username, ...page }));

async function signedIn(times: number) {
  const { pool, client } = await aProtectedPool(emulator());
  await aConfirmedUser(emulator(), pool, "ada");
  for (let i = 0; i < times; i++) await signInFrom(emulator(), pool, client, "ada");
  return { pool, client };
}

it("a user without events has an empty list", async () => {
  const { pool } = await signedIn(0);
  expect(output(await list(pool.Id, "ada"))).toEqual({ AuthEvents: [] });
});

it("events are listed page by page, newest first, however many arrive meanwhile", async () => {
  const { pool, client } = await signedIn(5);
  const all = (await eventsOf(emulator(), pool, "ada")).map(({ EventId }) => EventId);
  expect(new Set(all).size).toBe(5);
  const found: (string | undefined)[] = [];
  let NextToken: string | undefined;
  const sizes: number[] = [];
  do {
    const page = await list(pool.Id, "ada", { MaxResults: 2, NextToken });
    found.push(...(page.AuthEvents ?? []).map(({ EventId }) => EventId));
    sizes.push(page.AuthEvents?.length ?? 0);
    if (page.NextToken) {
      const last = page.AuthEvents?.at(-1);
      expect(page.NextToken).toBe(`${last?.EventId}#${last?.CreationDate?.toISOString()}`);
    }
    NextToken = page.NextToken;
    await signInFrom(emulator(), pool, client, "ada");
  } while (NextToken);
  expect(found).toEqual(all);
  expect(sizes).toEqual([2, 2, 1]);
});

it("a page has 60 at most, and so many when no limit is given", async () => {
  const { pool } = await signedIn(61);
  for (const MaxResults of [undefined, 0, 60]) {
    const { AuthEvents, NextToken } = await list(pool.Id, "ada", { MaxResults });
    expect(AuthEvents).toHaveLength(60);
    expect(NextToken).toBeDefined();
  }
});

describe("is refused", () => {
  refusesUnknownPool((id) => list(id, "ada"));

  it("a pool without threat protection", async () => {
    const pool = await aPool(emulator());
    await refusal(list(pool.Id, "ada"), "UserPoolAddOnNotEnabledException", "User pool add-ons not enabled");
  });

  it("a user who does not exist", async () => {
    const { pool } = await aProtectedPool(emulator());
    await refusal(list(pool.Id, "ada"), "UserNotFoundException", "User does not exist.");
  });

  it("a token that is none, or another user's", async () => {
    const { pool, client } = await signedIn(1);
    await aConfirmedUser(emulator(), pool, "bob");
    for (let i = 0; i < 2; i++) await signInFrom(emulator(), pool, client, "bob");
    const { NextToken } = await list(pool.Id, "bob", { MaxResults: 1 });
    for (const token of [NextToken, "nonsense", "#", "a#2026-01-01T00:00:00.000Z"])
      await refusal(
        list(pool.Id, "ada", { NextToken: token }),
        "InvalidParameterException",
        "Invalid pagination token given.",
      );
  });
});
