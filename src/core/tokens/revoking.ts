// Ends sign-ins before their time: one of them, or all of a user's.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Client, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { tokenHash } from "../credentials/token-hash.js";
import type { UserSessions } from "../sessions/user-sessions.js";
import { isRevocable } from "./claims.js";

/** An ID or access token, by its form: a refresh token has five parts. */
const signedToken = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export function createTokenRevoker({
  store,
  clock,
  sessions,
}: {
  store: Store;
  clock: Clock;
  sessions: UserSessions;
}) {
  return {
    /**
     * Revokes the sign-in of a refresh token and with it all tokens that descend from it. One that is unknown,
     * expired or revoked before is none to fear, and no error (RFC 7009).
     * @param linked whether the SSO session that the tokens came through ends, too
     * @throws UnsupportedOperationException, UnsupportedTokenTypeException, UnauthorizedException (texts assumed)
     */
    revoke(client: Client, refreshToken: string, linked = false): void {
      if (!isRevocable(client))
        throw fault("UnsupportedOperationException", "Token revocation is not enabled for this client.");
      if (signedToken.test(refreshToken))
        throw fault("UnsupportedTokenTypeException", "Unsupported token type");
      const token = store.signIns.findToken(tokenHash(refreshToken));
      const signIn = token && store.signIns.find(token.signInId);
      if (!signIn) return;
      if (signIn.clientId !== client.id)
        throw fault("UnauthorizedException", "The token was not issued to this client.");
      store.transaction(() => {
        if (linked) sessions.revokeOrigin(signIn);
        store.signIns.revoke(signIn.id, clock.now());
      });
    },

    /** Revokes every token of the user. May run inside a transaction. */
    signOutEverywhere(user: User): void {
      const now = clock.now();
      store.transaction(() => {
        const current = store.users.findById(user.id);
        if (!current) return;
        store.users.update(current, { ...current, signedOutAt: now });
        store.signIns.revokeAll(user.id, now);
      });
    },
  };
}
