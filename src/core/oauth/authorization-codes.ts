// Authorization codes: five minutes, one use, and bound to the request that they answer.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Client, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { tokenHash } from "../credentials/token-hash.js";
import type { Method } from "../step-up/levels.js";
import type { AuthorizationRequest } from "./authorization-request.js";
import { type LivingSession, methodsIn } from "./browser-sessions.js";
import { oauthError } from "./oauth-error.js";
import { verifies } from "./pkce.js";

export type AuthorizationCodes = ReturnType<typeof createAuthorizationCodes>;

const LIFETIME_MS = 5 * 60 * 1000;
/** How long a second use of a code still revokes what the first one gave. */
const REMEMBER_MS = 60 * 60 * 1000;

/** The part of the authorization request that a code is bound to. */
interface Bound {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce?: string | undefined;
  readonly codeChallenge?: string | undefined;
  readonly resource?: string | undefined;
  /** The browser's session that the code came through. */
  readonly browserSessionId: string;
  /** What threat protection recorded of the sign-in, when the code is its immediate outcome. */
  readonly eventId?: string | undefined;
  /** What the user has proven. */
  readonly methods: readonly Method[];
}

export interface OpenCode extends Bound {
  readonly hash: Buffer;
  readonly user: User;
  readonly authenticatedAt: number;
}

/** Whatever is wrong with a code, the client learns no more than this. */
const invalidGrant = () => oauthError("invalid_grant");

export function createAuthorizationCodes({
  store,
  clock,
  entropy,
}: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
}) {
  const { authorizationCodes, signIns } = store;

  /** Who presents a code again may have stolen it, or its thief came first (RFC 6749, 4.1.2). */
  function punishReplay(hash: Buffer): void {
    store.transaction(() => {
      authorizationCodes.setReplayed(hash);
      const signInId = authorizationCodes.find(hash)?.signInId;
      if (signInId !== undefined) signIns.revoke(signInId, clock.now());
    });
  }

  return {
    issue(request: AuthorizationRequest, { session, user }: LivingSession, eventId?: string): string {
      const { client, redirectUri, scopes, nonce, codeChallenge, resource } = request;
      // What AWS's codes look like; 122 bits are drawn by chance.
      const code = entropy.uuid();
      const asked = { redirectUri, scopes, nonce, codeChallenge, resource };
      const bound: Bound = {
        ...{ ...asked, eventId },
        ...{ browserSessionId: session.id, methods: methodsIn(session) },
      };
      const { authenticatedAt } = session;
      const now = clock.now();
      const kept = { clientId: client.id, userId: user.id, request: { ...bound }, authenticatedAt };
      store.transaction(() =>
        authorizationCodes.insert(
          tokenHash(code),
          { ...kept, expiresAt: now + LIFETIME_MS },
          now - REMEMBER_MS,
        ),
      );
      return code;
    },

    /**
     * Uses the code up. A wrong client, address or verifier does not: whoever guesses must not spend the code of
     * its owner.
     * @throws OAuthError
     */
    redeem(
      client: Client,
      { code, redirectUri, verifier }: { code: string; redirectUri: string; verifier: string | undefined },
    ): OpenCode {
      const hash = tokenHash(code);
      const kept = authorizationCodes.find(hash);
      if (kept?.clientId !== client.id) throw invalidGrant();
      const bound = kept.request as unknown as Bound;
      if (bound.redirectUri !== redirectUri || !verifies(bound.codeChallenge, verifier)) throw invalidGrant();
      const now = clock.now();
      if (kept.usedAt === undefined && now >= kept.expiresAt) throw invalidGrant();
      const user = store.users.findById(kept.userId);
      if (!store.transaction(() => authorizationCodes.use(hash, now))) {
        punishReplay(hash);
        throw invalidGrant();
      }
      if (!user?.enabled) throw invalidGrant();
      return { ...bound, hash, user, authenticatedAt: kept.authenticatedAt };
    },

    /**
     * Ties the sign-in to its code, in the transaction that keeps it.
     * @throws OAuthError when the code came back meanwhile
     */
    tie({ hash }: OpenCode, signInId: string): void {
      if (authorizationCodes.find(hash)?.replayed) throw invalidGrant();
      authorizationCodes.setSignIn(hash, signInId);
    },
  };
}
