// Who is signed in with a browser: for an hour after the sign-in, however often it is used.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { BrowserSession } from "../../storage/oauth.js";
import type { Client, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { clientNotFound } from "../clients/clients.js";
import { tokenHash } from "../credentials/token-hash.js";
import type { Attempt } from "../sign-in/attempt.js";
import { methodsOf } from "../sign-in/methods.js";
import type { Trail } from "../sign-in/trail.js";
import { levelNamed, levelOf, type Method } from "../step-up/levels.js";
import type { Caller } from "../triggers/triggers.js";
import { userDisabled, userNotFound } from "../users/users.js";

export type BrowserSessions = ReturnType<typeof createBrowserSessions>;

/** A session that is good for new tokens. */
export interface LivingSession {
  readonly session: BrowserSession;
  readonly user: User;
}

/** A sign-in that has passed every step. */
export type SignedIn = Trail & Pick<Attempt, "pool" | "client" | "user" | "caller">;

/** What the user of a session has proven. */
export const methodsIn = ({ details }: BrowserSession): readonly Method[] =>
  (details.methods as readonly Method[] | undefined) ?? [];

/** Whether the session is as strong as one of the levels that a request names. */
export function reaches(pool: Pool, session: BrowserSession, acrValues: string | undefined): boolean {
  if (acrValues === undefined) return true;
  const level = levelOf(methodsIn(session)) ?? 0;
  return acrValues.split(" ").some((name) => level >= (levelNamed(pool, name) ?? Number.POSITIVE_INFINITY));
}

/**
 * @param ssoMinutes for how long after a sign-in the client takes the session instead of another one; 0 stands for
 *   never
 * @param longestSsoMinutes for how long any client of the pool may take it
 */
export function createBrowserSessions(deps: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  ssoMinutes(client: Client): number;
  longestSsoMinutes(pool: Pool): number;
  /** Notes the session for who lists the user's sessions; runs in the transaction that keeps it. */
  beginSso(pool: Pool, session: BrowserSession, from: { client: Client; caller: Caller }): void;
}) {
  const { store, clock, entropy, ssoMinutes, longestSsoMinutes, beginSso } = deps;

  return {
    /**
     * The value of the browser's cookie, and how many seconds it lasts.
     * @throws ResourceNotFoundException, UserNotFoundException, NotAuthorizedException when functions of the sign-in
     *   took the client or the user away
     */
    start(attempt: SignedIn) {
      const { pool, client, caller } = attempt;
      const authenticatedAt = clock.now();
      const token = entropy.bytes(32).toString("base64url");
      const minutes = longestSsoMinutes(pool);
      const session: BrowserSession = {
        ...{ id: entropy.uuid(), poolId: pool.id, userId: attempt.user.id, authenticatedAt },
        expiresAt: authenticatedAt + minutes * 60_000,
        details: { methods: methodsOf(attempt) },
      };
      const user = store.transaction(() => {
        if (!store.clients.find(client.id)) throw clientNotFound(client.id);
        const current = store.users.findById(session.userId);
        if (!current) throw userNotFound();
        if (!current.enabled) throw userDisabled();
        store.browserSessions.insert(tokenHash(token), session, authenticatedAt);
        beginSso(pool, session, { client, caller });
        return current;
      });
      return { token, living: { session, user }, maxAgeSeconds: minutes * 60 };
    },

    /** The session of a cookie, provided that its user may still sign in and the client takes it. */
    find(pool: Pool, client: Client, token: string | undefined): LivingSession | undefined {
      const session = token === undefined ? undefined : store.browserSessions.find(tokenHash(token));
      const now = clock.now();
      if (session?.poolId !== pool.id || now >= session.expiresAt) return undefined;
      if (now >= session.authenticatedAt + ssoMinutes(client) * 60_000) return undefined;
      const user = store.users.findById(session.userId);
      return user?.enabled ? { session, user } : undefined;
    },

    end(token: string): void {
      store.browserSessions.remove(tokenHash(token));
    },
  };
}
