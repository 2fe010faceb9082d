// Declares the tests that every operation on a user or a group of a pool has in common: who is not there is refused.
import { it } from "vitest";
import { aConfirmedUser, aPool } from "./builders.js";
import type { TestEmulator } from "./emulator.js";
import { refusal } from "./refusal.js";

const NO_POOL = "us-east-1_nothere00";

/** `send` calls the operation on that pool, with other parameters that it would accept. */
export function refusesUnknownPool(send: (poolId: string) => Promise<unknown>): void {
  it("a pool that does not exist", async () => {
    await refusal(send(NO_POOL), "ResourceNotFoundException", `User pool ${NO_POOL} does not exist.`);
  });
}

/** `send` calls the operation on that user, with other parameters that it would accept. */
export function refusesUnknownUser(
  emulator: () => TestEmulator,
  send: (poolId: string, username: string) => Promise<unknown>,
): void {
  refusesUnknownPool((poolId) => send(poolId, "ada"));

  it("a user who does not exist, or only in another pool", async () => {
    const [pool, other] = [await aPool(emulator()), await aPool(emulator())];
    await aConfirmedUser(emulator(), other, "ada");
    await refusal(send(pool.Id, "ada"), "UserNotFoundException", "User does not exist.");
  });
}
