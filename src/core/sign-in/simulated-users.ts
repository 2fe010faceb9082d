// Users who do not exist, as clients that hide it see them: the same name has the same salt, id, address and passkey every
// time, and no password.
import { createHmac } from "node:crypto";
import type { CodeDeliveryDetailsType } from "../../model/cognito-idp.gen.js";
import type { Pool, User } from "../../storage/records.js";
import { type ContactAttribute, presentDelivery } from "../messages/destinations.js";
import { simulatedContact, simulatedDestination } from "../messages/simulated-delivery.js";
import { usesUsernameAttributes } from "../pools/pools.js";
import { foldUsername } from "../users/usernames.js";

/** What a password sign-in by SRP is computed from. */
export interface SrpIdentity {
  readonly userIdForSrp: string;
  readonly salt: Buffer;
  readonly verifier: Buffer;
}

export type SimulatedUsers = ReturnType<typeof createSimulatedUsers>;

/** @param key secret of the state file: whoever had it could tell simulated users from real ones */
export function createSimulatedUsers(key: Buffer) {
  const derive = (pool: Pool, username: string, what: string): Buffer =>
    createHmac("sha512", key)
      .update(JSON.stringify([pool.id, foldUsername(pool, username), what]))
      .digest();

  /** A sub as ids.ts makes them. */
  function sub(pool: Pool, username: string): string {
    const hex = derive(pool, username, "sub").toString("hex");
    const digits = `${hex.slice(0, 9)}0${hex[10]}170${hex.slice(14, 32)}`;
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /** The developer guide promises an id in the form of a UUID and a salt that both stay. */
  const ofNobody = (pool: Pool, username: string): SrpIdentity => ({
    userIdForSrp: sub(pool, username),
    salt: derive(pool, username, "salt").subarray(0, 16),
    // Any number of the group will do: nobody knows its logarithm.
    verifier: Buffer.concat(Array.from({ length: 6 }, (_, i) => derive(pool, username, `verifier ${i}`))),
  });

  /** An address is shown as it is kept where letters' case counts for nothing. */
  const delivery = (
    pool: Pool,
    typed: string,
    attribute: ContactAttribute = simulatedContact(pool, typed),
  ): CodeDeliveryDetailsType =>
    presentDelivery(
      simulatedDestination(derive(pool, typed, attribute), foldUsername(pool, typed), attribute),
    );

  return {
    ofNobody,
    /** Where a code seems to go, masked. */
    delivery,
    /** In the form of those that platforms make. */
    passkeyOfNobody: (pool: Pool, username: string) => ({
      id: derive(pool, username, "passkey").subarray(0, 32).toString("base64url"),
      transports: ["internal"],
    }),
    /** Whether a simulated user seems to have something that half of the real ones have. */
    chance: (pool: Pool, username: string, what: string): boolean =>
      derive(pool, username, `has ${what}`).readUInt8(0) % 2 === 0,
    /** Who a challenge without SRP names: a sub where usernames are subs, else the name that was typed. */
    nameOfNobody: (pool: Pool, username: string): string =>
      usesUsernameAttributes(pool) ? sub(pool, username) : username,
    /** A user without a password looks like any other, and no proof of one succeeds. */
    of(pool: Pool, user: User): SrpIdentity {
      const { salt, verifier } = user.password ?? ofNobody(pool, user.username);
      return { userIdForSrp: user.username, salt, verifier };
    },
  };
}
