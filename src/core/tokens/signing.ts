// Makes the tokens of a sign-in: what the pool's function has to say about them, their claims, their signatures.
import type { Client, Pool, SignIn } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { accessTokenSeconds } from "../clients/validity.js";
import type { TokenChanges, TokenSource } from "../triggers/pre-token-generation.js";
import type { Caller, ClientMetadata, Triggers } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import { userNotFound } from "../users/users.js";
import { accessTokenClaims, groupingOf, idTokenClaims, type TokenSubject } from "./claims.js";
import { customAccessToken, customIdToken } from "./customizing.js";
import { atHash, givesIdToken, hostedOf } from "./hosted.js";
import { signJwt } from "./jwt.js";
import type { SigningKeys } from "./signing-keys.js";

interface TokenRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly caller: Caller;
  readonly source: TokenSource;
  readonly metadata?: ClientMetadata | undefined;
}

interface Signable extends Pick<TokenSubject, "client" | "user" | "signIn" | "issuedAt" | "nonce"> {
  readonly pool: Pool;
}

export function createTokenSigner(deps: {
  store: Store;
  urls: Urls;
  triggers: Triggers;
  signingKeys: SigningKeys;
  uuid: () => string;
}) {
  const { store, urls, triggers, signingKeys, uuid } = deps;

  return {
    /** What the pool's function makes of the tokens; undefined when they stay as they are. */
    customize(request: TokenRequest, userId: number, scope: string): Promise<TokenChanges | undefined> {
      const { source, metadata } = request;
      const subject = () => {
        const user = store.users.findById(userId);
        if (!user) throw userNotFound();
        return { user, grouping: groupingOf(store.groups.ofUser(userId)) };
      };
      return triggers.preTokenGeneration(request, { source, metadata, scopes: scope.split(" "), subject });
    },

    /** The two signatures run side by side, off the main thread. */
    async sign({ pool, nonce, ...signable }: Signable, changes: TokenChanges | undefined) {
      const { client, user, signIn } = signable;
      const keys = await signingKeys.of(pool);
      const subject = { ...signable, issuer: urls.issuer(pool), groups: store.groups.ofUser(user.id) };
      const signAccess = () =>
        signJwt(keys.access, customAccessToken(accessTokenClaims({ ...subject, jti: uuid() }), changes));
      const signId = (more: Partial<TokenSubject> = {}) =>
        signJwt(keys.id, customIdToken(idTokenClaims({ ...subject, ...more, jti: uuid() }), changes));
      const [idToken, accessToken] = givesIdToken(signIn)
        ? await signBoth(signIn, signId, signAccess, nonce)
        : [undefined, await signAccess()];
      return { signIn, idToken, accessToken, expiresInSeconds: accessTokenSeconds(client) };
    },
  };
}

/** Side by side, but for an ID token that has to name its access token. */
async function signBoth(
  signIn: SignIn,
  signId: (more?: { atHash: string; nonce: string | undefined }) => Promise<string>,
  signAccess: () => Promise<string>,
  nonce: string | undefined,
): Promise<readonly [string, string]> {
  if (!hostedOf(signIn)) return Promise.all([signId(), signAccess()]);
  const accessToken = await signAccess();
  return [await signId({ atHash: atHash(accessToken), nonce }), accessToken];
}
