// /oauth2/revoke: a refresh token ends, and with it all tokens that descend from it (RFC 7009).
import { Fault } from "../../model/fault.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Tokens } from "../tokens/tokens.js";
import type { RequestParameters } from "./authorization-request.js";
import { authenticateClient } from "./client-authentication.js";
import { type OAuthErrorCode, oauthError } from "./oauth-error.js";

const codes: Readonly<Record<string, readonly [OAuthErrorCode, status: number]>> = {
  UnsupportedOperationException: ["invalid_request", 400],
  UnsupportedTokenTypeException: ["unsupported_token_type", 400],
  UnauthorizedException: ["invalid_client", 401],
};

export function createRevocation(deps: {
  tokens: Tokens;
  findClient: (clientId: string) => Client | undefined;
}) {
  /** Order: client, token, revocation enabled, kind of token. @throws OAuthError */
  return function revoke(pool: Pool, authorization: string | undefined, form: RequestParameters): void {
    const client = authenticateClient(pool, deps.findClient, authorization, form, 401);
    if (!form.token) throw oauthError("invalid_request");
    try {
      deps.tokens.revoke(client, form.token);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const [code, status] = codes[error.name] ?? [];
      if (!code) throw error;
      throw oauthError(code, undefined, status);
    }
  };
}
