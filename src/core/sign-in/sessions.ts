// Sign-ins under way: each step is a stored, expiring, single-use session, bound to its client and its user.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { AuthSession, Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { tokenHash } from "../credentials/token-hash.js";
import type { Identifiers } from "../ids.js";

/** What a challenge keeps between question and answer; it becomes JSON. */
export type SessionState = Readonly<Record<string, unknown>>;

/** What a session waits for: the answer to a challenge, or the first sign-in of who has signed up. */
export type SessionPurpose = ChallengeNameType | "SIGN_UP";

export interface NewSession {
  readonly pool: Pool;
  readonly client: Client;
  /** Absent for a simulated user. */
  readonly userId?: number | undefined;
  readonly challenge: SessionPurpose;
  readonly state: SessionState;
}

/** A session that may still be answered. */
export interface OpenSession extends AuthSession {
  readonly hash: Buffer;
}

export type Sessions = ReturnType<typeof createSessions>;

/** The API's default for AuthSessionValidity. */
const DEFAULT_MINUTES = 3;

/** How long a session that is over is still told from one that never was. */
export const REMEMBER_ENDED_MS = 60 * 60 * 1000;

const refused = (message: string) => fault("NotAuthorizedException", message);

export const invalidSession = () => refused("Invalid session for the user.");
const usedSession = () => refused("Invalid session for the user, session can only be used once.");
const expiredSession = () => refused("Invalid session for the user, session is expired.");

export function createSessions({ store, clock, ids }: { store: Store; clock: Clock; ids: Identifiers }) {
  /**
   * The session that waits for this challenge, whoever's it is.
   * @throws NotAuthorizedException for one of another challenge, used or expired
   */
  function find(challenge: SessionPurpose, key: string | Buffer, client?: Client): OpenSession {
    const hash = typeof key === "string" ? tokenHash(key) : key;
    const session = store.authSessions.find(hash);
    const isOther = client && session?.clientId !== client.id;
    if (!session || isOther || session.challenge !== challenge) throw invalidSession();
    if (session.usedAt !== undefined) throw usedSession();
    if (clock.now() >= session.expiresAt) throw expiredSession();
    return { ...session, hash };
  }

  return {
    find,

    /**
     * Keeps what the answer will be checked against.
     * @param key by which the session is found; a new session string unless the protocol has one of its own
     */
    issue({ pool, client, userId, challenge, state }: NewSession, key = ids.sessionToken()): string {
      const now = clock.now();
      const minutes = client.settings.AuthSessionValidity || DEFAULT_MINUTES;
      const expiresAt = now + minutes * 60 * 1000;
      const session = { poolId: pool.id, clientId: client.id, userId, challenge, state, expiresAt };
      store.authSessions.insert(tokenHash(key), session, now - REMEMBER_ENDED_MS);
      return key;
    },

    /**
     * The session that an answer belongs to.
     * @param key or its hash
     * @throws NotAuthorizedException for one of another client or challenge, used or expired
     */
    open: (client: Client, challenge: SessionPurpose, key: string | Buffer): OpenSession =>
      find(challenge, key, client),

    /** Uses the session up. @throws NotAuthorizedException when another call has done so */
    spend(session: OpenSession): void {
      if (!store.authSessions.use(session.hash, clock.now())) throw usedSession();
    },
  };
}
