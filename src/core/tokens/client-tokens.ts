// Access tokens that clients get for themselves, on machines without a user.
import type { Clock } from "../../platform/clock.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { clientNotFound } from "../clients/clients.js";
import { accessTokenSeconds } from "../clients/validity.js";
import type { Caller, ClientMetadata, Triggers } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import { customAccessToken } from "./customizing.js";
import { type JwtPayload, signJwt } from "./jwt.js";
import type { SigningKeys } from "./signing-keys.js";

/** A client that has proven itself, and what its token is to grant. */
export interface ClientTokenRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly caller: Caller;
  readonly scopes: readonly string[];
  readonly metadata?: ClientMetadata | undefined;
}

/** Such a token belongs to no sign-in: it can't be refreshed, and nothing revokes it. */
export interface ClientToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

export function createClientTokenIssuer(deps: {
  store: Store;
  clock: Clock;
  urls: Urls;
  triggers: Triggers;
  signingKeys: SigningKeys;
  uuid: () => string;
}) {
  const { store, clock, urls, triggers, signingKeys, uuid } = deps;

  function claims({ pool, client, scopes }: ClientTokenRequest): JwtPayload {
    const now = Math.floor(clock.now() / 1000);
    return {
      sub: client.id,
      token_use: "access",
      scope: scopes.join(" "),
      auth_time: now,
      iss: urls.issuer(pool),
      exp: now + accessTokenSeconds(client),
      iat: now,
      version: 2,
      jti: uuid(),
      client_id: client.id,
    };
  }

  return {
    /**
     * @throws ResourceNotFoundException when the client went meanwhile; what functions fail with
     */
    async issueToClient(request: ClientTokenRequest): Promise<ClientToken> {
      const { pool, client, scopes, metadata } = request;
      const changes = await triggers.preTokenGeneration(request, {
        source: "ClientCredentials",
        scopes,
        metadata,
      });
      const { access } = await signingKeys.of(pool);
      // Groups are of users: a function gives none to a machine (assumed).
      const custom = customAccessToken(claims(request), changes && { ...changes, grouping: undefined });
      const accessToken = await signJwt(access, custom);
      if (!store.clients.find(client.id)) throw clientNotFound(client.id);
      return { accessToken, expiresInSeconds: accessTokenSeconds(client) };
    },
  };
}
