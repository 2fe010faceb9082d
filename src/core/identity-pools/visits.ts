// Who opens an identity for credentials, and what the proof says: logins, or an OpenID token that was issued before.
import type { Clock } from "../../platform/clock.js";
import type { Tags } from "../pools/tags.js";
import type { Identities, OpenIdentity } from "./identities.js";
import { invalidLogin, loginExpired, loginsDontMatch, unsupportedProvider } from "./login-faults.js";
import type { VerifiedLogin } from "./logins.js";
import type { OpenIdClaims } from "./open-id-tokens.js";
import type { PrincipalTags } from "./principal-tags.js";

export interface Visit extends OpenIdentity {
  /** False for a guest. */
  readonly authenticated: boolean;
  /** Session tags of the credentials. */
  readonly tags: Tags;
}

export function createVisits(deps: { clock: Clock; identities: Identities; principalTags: PrincipalTags }) {
  const { clock, identities, principalTags } = deps;

  return {
    /** Links and merges as needed; runs in a transaction. See Identities.open for the errors. */
    withLogins(identityId: string, logins: readonly VerifiedLogin[]): Visit {
      const { pool, identity } = identities.open(identityId, logins);
      return { pool, identity, authenticated: logins.length > 0, tags: principalTags.of(pool, logins) };
    },

    /**
     * @param claims what OpenIdTokens.verify made of the token
     * @throws NotAuthorizedException, ResourceNotFoundException
     */
    withOpenIdToken(identityId: string, claims: OpenIdClaims | undefined): Visit {
      if (claims === undefined) throw invalidLogin("Couldn't verify signed token.");
      const now = Math.floor(clock.now() / 1000);
      if (now >= claims.expiresAtSeconds) throw loginExpired(now, claims.expiresAtSeconds);
      const { pool, identity } = identities.require(identityId);
      if (claims.poolId !== pool.id) throw unsupportedProvider();
      // A merged identity's token is of no use, as its logins are another identity's now.
      if (claims.identityId !== identityId || !identity.enabled) throw loginsDontMatch();
      return { pool, identity, authenticated: claims.authenticated, tags: claims.tags };
    },
  };
}
