// Pagination tokens: opaque to the caller, bound to the listing that issued them, valid for an hour.
import { createHmac } from "node:crypto";
import type { Clock } from "../platform/clock.js";
import { constantTimeEquals } from "./credentials/constant-time.js";

/** ListUsers documents an hour; the other listings say nothing (assumed the same). */
const LIFETIME_MS = 60 * 60 * 1000;

export type PageTokens = ReturnType<typeof createPageTokens>;

/** @param key secret of the state file, so that tokens survive a restart and can't be made up */
export function createPageTokens(key: Buffer, clock: Clock) {
  const seal = (listing: string, body: string): string =>
    createHmac("sha256", key).update(`${listing}\n${body}`).digest("base64url");

  return {
    /** @param listing names the operation and everything that selects its entries */
    issue(listing: string, cursor: string | undefined): string | undefined {
      if (cursor === undefined) return undefined;
      const body = Buffer.from(JSON.stringify([clock.now() + LIFETIME_MS, cursor])).toString("base64url");
      return `${body}.${seal(listing, body)}`;
    },
    /** The cursor in a token; `undefined` for a token that this listing never issued or that is too old. */
    read(listing: string, token: string): string | undefined {
      const [body = "", signature = ""] = token.split(".");
      if (!constantTimeEquals(signature, seal(listing, body))) return undefined;
      const [expiresAt, cursor] = JSON.parse(Buffer.from(body, "base64url").toString()) as [number, string];
      return clock.now() <= expiresAt ? cursor : undefined;
    },
  };
}
