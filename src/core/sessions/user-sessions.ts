// The sessions of users in pools that track them: their beginning, their activity, their listing and their end.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { ThreatData } from "../../platform/threat-data/threat-data.js";
import type { Client, Pool, SignIn, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { SessionActivity, UserSession } from "../../storage/user-sessions.js";
import type { Identifiers } from "../ids.js";
import { clientContextOf } from "../threat-protection/client-context.js";
import { isUnknownDevice } from "../threat-protection/device-name.js";
import type { Caller } from "../triggers/triggers.js";
import { createSessionConfigurations } from "./session-configuration.js";

export type UserSessions = ReturnType<typeof createUserSessions>;

/** SDK, AdminListUserSessions: one page, which has room for every token session. */
const MOST_LISTED = 125;

export interface Activity {
  readonly client: Client;
  readonly caller: Caller;
}

/** The session of a sign-in, which its tokens name. */
export const sessionIdOf = ({ details }: SignIn): string | undefined =>
  details.sessionId as string | undefined;

export const isSso = ({ browserSessionId }: UserSession): boolean => browserSessionId !== undefined;

export function createUserSessions(deps: {
  store: Store;
  clock: Clock;
  ids: Identifiers;
  threatData: ThreatData;
}) {
  const { store, clock, ids, threatData } = deps;
  const { userSessions, signIns, browserSessions } = store;
  const configurations = createSessionConfigurations(store);

  function activity({ client, caller }: Activity, lastActiveAt: number): SessionActivity {
    const { deviceName, ip, city, country } = clientContextOf(caller, client, threatData.placeOf);
    const isKnown = deviceName !== undefined && !isUnknownDevice(deviceName);
    return { lastActiveAt, deviceType: isKnown ? deviceName.slice(0, 1024) : "unknown", ip, city, country };
  }

  /** The least recently used ones make room for one more. Their sign-ins end, and so do they. */
  function evict(userId: number, maxPerUser: number, now: number): void {
    const active = userSessions.ofUser(userId, now).filter((session) => !isSso(session));
    for (const { signInId } of active.slice(0, Math.max(0, active.length - maxPerUser + 1)))
      if (signInId !== undefined) signIns.revoke(signInId, now);
  }

  function end({ signInId, browserSessionId }: UserSession): void {
    if (signInId !== undefined) signIns.revoke(signInId, clock.now());
    if (browserSessionId !== undefined) browserSessions.removeById(browserSessionId);
  }

  /** What belongs to a session directly. */
  function linkedTo(session: UserSession): readonly UserSession[] {
    if (isSso(session)) return userSessions.ofOrigin(session.id, clock.now());
    const origin = session.originId === undefined ? undefined : userSessions.find(session.originId);
    return origin ? [origin] : [];
  }

  return {
    configurations,

    /** The name of a session that is about to begin; none in pools that track none. */
    newTokenSessionId: (pool: Pool): string | undefined =>
      configurations.ofPool(pool).isTracked ? ids.sessionId("tkn") : undefined,

    /**
     * The session of a sign-in begins; of too many, those that were used longest ago end. Runs in the transaction that
     * keeps the sign-in.
     * @param browserSessionId the browser's session that the sign-in came through
     */
    begin(pool: Pool, signIn: SignIn, from: Activity, browserSessionId: string | undefined): void {
      const id = sessionIdOf(signIn);
      if (id === undefined) return;
      const now = clock.now();
      evict(signIn.userId, configurations.ofPool(pool).maxPerUser, now);
      const origin = browserSessionId === undefined ? undefined : userSessions.ofBrowser(browserSessionId);
      const { id: signInId, userId, clientId, expiresAt } = signIn;
      const recent = activity(from, now);
      userSessions.insert({
        ...{ id, userId, clientId, signInId, originId: origin?.id, createdAt: now, expiresAt },
        ...recent,
      });
      if (origin) userSessions.touch(origin.id, recent);
    },

    /** A refresh token of the sign-in was used. An SSO session is as active as its refresh tokens are rotated. */
    refreshed(signIn: SignIn, from: Activity, isRotated: boolean): void {
      const session = sessionIdOf(signIn) === undefined ? undefined : userSessions.ofSignIn(signIn.id);
      if (!session) return;
      const recent = activity(from, clock.now());
      userSessions.touch(session.id, recent);
      const [origin] = isRotated ? linkedTo(session) : [];
      if (origin) userSessions.touch(origin.id, recent);
    },

    /** The SSO session of a browser begins, in the transaction that keeps the browser's session. */
    beginSso(
      pool: Pool,
      browser: { readonly id: string; readonly userId: number; readonly expiresAt: number },
      from: Activity,
    ): void {
      if (!configurations.ofPool(pool).isTracked) return;
      const now = clock.now();
      const { id: browserSessionId, userId, expiresAt } = browser;
      userSessions.insert({
        ...{ id: ids.sessionId("sso"), userId, clientId: from.client.id, browserSessionId },
        ...{ createdAt: now, expiresAt, ...activity(from, now) },
      });
    },

    /** The active ones, as many as the service lists, the most recently used first (assumed). */
    list: (user: User): readonly UserSession[] =>
      userSessions.ofUser(user.id, clock.now()).reverse().slice(0, MOST_LISTED),

    /** @throws ResourceNotFoundException, also for sessions of others (text assumed) */
    require(user: User, id: string): UserSession {
      const session = userSessions.find(id);
      if (session?.userId !== user.id || clock.now() >= session.expiresAt)
        throw fault("ResourceNotFoundException", "Session does not exist.");
      return session;
    },

    /** Ends a session with its tokens, and with `linked` those that belong to it directly. */
    revoke(session: UserSession, linked: boolean): void {
      store.transaction(() => {
        for (const other of linked ? linkedTo(session) : []) end(other);
        end(session);
      });
    },

    /** Ends the SSO session that a sign-in came through, if there is one. */
    revokeOrigin(signIn: SignIn): void {
      const session = userSessions.ofSignIn(signIn.id);
      for (const origin of session ? linkedTo(session) : []) end(origin);
    },
  };
}
