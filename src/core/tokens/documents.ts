// What a user pool publishes about its tokens: the public keys and the OpenID Connect discovery document.
import type { Pool } from "../../storage/records.js";
import type { Urls } from "../urls.js";
import type { PublicJwk } from "./signing-key.js";
import type { SigningKeys } from "./signing-keys.js";

export function createTokenDocuments({ urls, signingKeys }: { urls: Urls; signingKeys: SigningKeys }) {
  return {
    async jwks(pool: Pool): Promise<{ keys: Readonly<PublicJwk>[] }> {
      const { id, access } = await signingKeys.of(pool);
      return { keys: [id.publicJwk, access.publicJwk] };
    },

    /**
     * The discovery document. The endpoints of a pool without a domain hang off the pool's own URL. That URL is this
     * emulator's even when the tokens name the real service as issuer: there the keys would not be found.
     * @param domainUrl where the pool's domain is for who asks
     */
    discovery(pool: Pool, domainUrl?: string): Readonly<Record<string, unknown>> {
      const url = urls.poolUrl(pool.id);
      const oauth = domainUrl === undefined ? url : `${domainUrl}/oauth2`;
      return {
        authorization_endpoint: `${oauth}/authorize`,
        end_session_endpoint: `${domainUrl ?? url}/logout`,
        id_token_signing_alg_values_supported: ["RS256"],
        issuer: urls.issuer(pool),
        jwks_uri: `${url}/.well-known/jwks.json`,
        ...(domainUrl !== undefined &&
          registers(pool) && { registration_endpoint: `${domainUrl}/oauth2/register` }),
        response_types_supported: ["code", "token"],
        revocation_endpoint: `${oauth}/revoke`,
        scopes_supported: ["openid", "email", "phone", "profile"],
        subject_types_supported: ["public"],
        token_endpoint: `${oauth}/token`,
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        userinfo_endpoint: `${oauth}/userInfo`,
      };
    },
  };
}

/** Whether applications may register clients. */
const registers = ({ settings }: Pool): boolean =>
  settings.DcrConfiguration !== undefined && settings.DcrConfiguration.EnableStatus !== "Disabled";
