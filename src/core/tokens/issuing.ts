// Issues tokens: for a sign-in that has just succeeded, and for a refresh token that comes back.
import type { Clock } from "../../platform/clock.js";
import type { Client, Pool, SignIn, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { clientNotFound } from "../clients/clients.js";
import { refreshTokenSeconds } from "../clients/validity.js";
import { tokenHash } from "../credentials/token-hash.js";
import { deviceNotFound, type SignInDevice } from "../devices/tracking.js";
import type { Identifiers } from "../ids.js";
import type { UserSessions } from "../sessions/user-sessions.js";
import { authenticationOf, type Method } from "../step-up/levels.js";
import type { TokenSource } from "../triggers/pre-token-generation.js";
import type { Caller, ClientMetadata, Triggers } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import { userDisabled, userNotFound } from "../users/users.js";
import { isRevocable, USER_SCOPE } from "./claims.js";
import type { Hosted } from "./hosted.js";
import { type OpenRefreshToken, openRefreshToken, requireSameDevice } from "./refresh-tokens.js";
import { createTokenSigner } from "./signing.js";
import type { SigningKeys } from "./signing-keys.js";

export type { TokenSource } from "../triggers/pre-token-generation.js";

/** A sign-in that has passed every step. */
export interface Grant {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly caller: Caller;
  readonly source: TokenSource;
  /** Scopes of the access token; the user's own operations when not given. */
  readonly scope?: string | undefined;
  readonly metadata?: ClientMetadata | undefined;
  /** The event that threat protection recorded of the sign-in, which its tokens name. */
  readonly risk?: { readonly eventId: string } | undefined;
  /** The device that the user signs in with, where the pool tracks devices. */
  readonly device?: SignInDevice | undefined;
  /** What the user has proven. */
  readonly methods?: readonly Method[] | undefined;
  /** Of a sign-in on the pool's domain. */
  readonly hosted?: HostedGrant | undefined;
}

export interface HostedGrant extends Hosted {
  /** When the user signed in, which may have been for another request. */
  readonly authenticatedAt: number;
  readonly nonce?: string | undefined;
  /** Whether there is a refresh token. */
  readonly refreshable: boolean;
  /** The browser's session that the user came with or was given. */
  readonly browserSessionId?: string | undefined;
  /** Runs in the transaction that keeps the sign-in. */
  commit?(signIn: SignIn): void;
}

export interface IssuedTokens {
  readonly signIn: SignIn;
  /** Absent when a sign-in on the pool's domain did not ask for one. */
  readonly idToken?: string | undefined;
  readonly accessToken: string;
  /** Absent when a refresh did not rotate, and in the implicit flow. */
  readonly refreshToken?: string | undefined;
  /** Lifetime of the access token. */
  readonly expiresInSeconds: number;
  /** The keys that the sign-in was given, to be confirmed as a device. */
  readonly newDevice?: SignInDevice | undefined;
}

export interface RefreshRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly refreshToken: string;
  readonly deviceKey?: string | undefined;
  readonly caller: Caller;
  readonly source: TokenSource;
  readonly metadata?: ClientMetadata | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a sign-in that is over is still known, so that its tokens are called expired and not invalid. */
const REMEMBER_ENDED_MS = 30 * DAY_MS;

export function createTokenIssuer(deps: {
  store: Store;
  clock: Clock;
  ids: Identifiers;
  urls: Urls;
  triggers: Triggers;
  signingKeys: SigningKeys;
  sessions: UserSessions;
  uuid: () => string;
}) {
  const { store, clock, ids, sessions, uuid } = deps;
  const { customize, sign } = createTokenSigner(deps);

  /** Between reading and writing lies the signing: by then the user or the client may be gone. */
  function requireStillThere(client: Client, userId: number): void {
    if (!store.clients.find(client.id)) throw clientNotFound(client.id);
    const user = store.users.findById(userId);
    if (!user) throw userNotFound();
    if (!user.enabled) throw userDisabled();
  }

  /** Notes the sign-in with a known device, which may be gone, too. */
  function requireDevice({ device, caller }: Grant, userId: number, now: number): void {
    if (!device || device.groupKey !== undefined) return;
    if (!store.devices.signedIn(userId, device.key, now, caller.sourceIp)) throw deviceNotFound();
  }

  function newSignIn(
    { pool, client, user, risk, hosted, device, methods = [], scope = USER_SCOPE }: Grant,
    now: number,
  ): SignIn {
    const eventId = risk?.eventId ?? uuid();
    const authentication = authenticationOf(pool, methods);
    // A session is as long as its refresh token.
    const sessionId = hosted?.refreshable === false ? undefined : sessions.newTokenSessionId(pool);
    return {
      // An access token that names no origin_jti is traced to its sign-in by the event id.
      id: isRevocable(client) ? uuid() : eventId,
      poolId: pool.id,
      clientId: client.id,
      userId: user.id,
      eventId,
      scope,
      authenticatedAt: hosted?.authenticatedAt ?? now,
      lastActiveAt: now,
      expiresAt: now + refreshTokenSeconds(client) * 1000,
      details: {
        ...(hosted && { hosted: { resource: hosted.resource } }),
        ...(device && { device }),
        ...(sessionId && { sessionId }),
        ...(authentication && { authentication }),
      },
    };
  }

  /** Gives up the old token for a new one, which ends when the old one would have. */
  function rotate(client: Client, { hash, signIn }: OpenRefreshToken, now: number): string {
    const graceSeconds = client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0;
    // A retry within the grace period gets a successor of its own, and does not prolong the period.
    store.signIns.replaceToken(hash, now, now + graceSeconds * 1000);
    const refreshToken = ids.refreshToken();
    store.signIns.insertToken(tokenHash(refreshToken), {
      signInId: signIn.id,
      expiresAt: signIn.expiresAt,
    });
    return refreshToken;
  }

  return {
    /**
     * Tokens of a new sign-in.
     * @throws UserNotFoundException, NotAuthorizedException, ResourceNotFoundException when its user or client
     *   went meanwhile
     */
    async issue(grant: Grant): Promise<IssuedTokens> {
      const { pool, client } = grant;
      const changes = await customize(grant, grant.user.id, grant.scope ?? USER_SCOPE);
      const user = store.users.findById(grant.user.id);
      if (!user) throw userNotFound();

      const now = clock.now();
      const signIn = newSignIn({ ...grant, user }, now);
      const signed = await sign(
        { pool, client, user, signIn, issuedAt: now, nonce: grant.hosted?.nonce },
        changes,
      );
      const refreshToken = grant.hosted?.refreshable === false ? undefined : ids.refreshToken();
      store.transaction(() => {
        requireStillThere(client, user.id);
        requireDevice(grant, user.id, now);
        store.signIns.insert(signIn, now - REMEMBER_ENDED_MS);
        sessions.begin(pool, signIn, grant, grant.hosted?.browserSessionId);
        grant.hosted?.commit?.(signIn);
        if (refreshToken === undefined) return;
        const { id: signInId, expiresAt } = signIn;
        store.signIns.insertToken(tokenHash(refreshToken), { signInId, expiresAt });
      });
      const { device } = grant;
      return { ...signed, refreshToken, newDevice: device?.groupKey === undefined ? undefined : device };
    },

    /**
     * New ID and access tokens for a refresh token, and its successor where the client rotates.
     * @throws NotAuthorizedException, RefreshTokenReuseException
     */
    async refresh(request: RefreshRequest): Promise<IssuedTokens> {
      const { pool, client } = request;
      const before = openRefreshToken(store, client, request.refreshToken, clock.now());
      requireSameDevice(store, pool, before, request.deviceKey);
      const changes = await customize(request, before.user.id, before.signIn.scope);

      const now = clock.now();
      const { user, signIn } = openRefreshToken(store, client, request.refreshToken, now);
      const signed = await sign({ pool, client, user, signIn, issuedAt: now }, changes);
      return store.transaction(() => {
        requireStillThere(client, user.id);
        // Another call may have rotated or revoked it while this one signed.
        const committedAt = clock.now();
        const opened = openRefreshToken(store, client, request.refreshToken, committedAt);
        requireSameDevice(store, pool, opened, request.deviceKey);
        const refreshToken = rotates(client) ? rotate(client, opened, committedAt) : undefined;
        store.signIns.touch(signIn.id, committedAt);
        sessions.refreshed(opened.signIn, request, refreshToken !== undefined);
        return { ...signed, refreshToken };
      });
    },
  };
}

/** Whether each refresh gives the client a new refresh token. */
export const rotates = (client: Client): boolean =>
  client.settings.RefreshTokenRotation?.Feature === "ENABLED";
