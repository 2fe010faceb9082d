// Feedback tokens: what a message gives its reader to say that a sign-in was theirs, or was not.
import { createHmac } from "node:crypto";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Pool, User } from "../../storage/records.js";
import { constantTimeEquals } from "../credentials/constant-time.js";

/** Assumed. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

export type FeedbackTokens = ReturnType<typeof createFeedbackTokens>;

/** @param key secret of the state file, so that tokens survive a restart and can't be made up */
export function createFeedbackTokens(key: Buffer, clock: Clock) {
  const seal = (pool: Pool, user: User, eventId: string, expiresAt: string): string =>
    createHmac("sha256", key)
      .update(JSON.stringify([pool.id, user.sub, eventId, expiresAt]))
      .digest("base64url");

  return {
    issue(pool: Pool, user: User, eventId: string): string {
      const expiresAt = String(clock.now() + LIFETIME_MS);
      return `${expiresAt}.${seal(pool, user, eventId, expiresAt)}`;
    },
    /** @throws NotAuthorizedException for a token of another event, or one that is too old (texts assumed) */
    require(pool: Pool, user: User, eventId: string, token: string): void {
      const [expiresAt = "", signature = ""] = token.split(".");
      if (!constantTimeEquals(signature, seal(pool, user, eventId, expiresAt)))
        throw fault("NotAuthorizedException", "Invalid feedback token.");
      if (clock.now() > Number(expiresAt))
        throw fault("NotAuthorizedException", "Feedback token has expired.");
    },
  };
}
