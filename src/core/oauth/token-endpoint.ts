// /oauth2/token: a grant of the client becomes tokens.
import { Fault } from "../../model/fault.js";
import type { Client, Pool } from "../../storage/records.js";
import type { IssuedTokens, Tokens } from "../tokens/tokens.js";
import type { Caller, ClientMetadata } from "../triggers/triggers.js";
import type { AuthorizationCodes } from "./authorization-codes.js";
import { allowsFlow, type RequestParameters } from "./authorization-request.js";
import { authenticateClient } from "./client-authentication.js";
import { OAuthError, oauthError } from "./oauth-error.js";
import { machineScopes, mayReadScopes } from "./scopes.js";

export interface TokenRequest {
  readonly pool: Pool;
  readonly caller: Caller;
  /** The header. */
  readonly authorization: string | undefined;
  readonly form: RequestParameters;
}

/** The JSON of the answer, in AWS's order. */
export interface TokenResponse {
  readonly id_token?: string | undefined;
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  readonly expires_in: number;
  readonly token_type: "Bearer";
}

interface Deps {
  readonly tokens: Tokens;
  readonly codes: AuthorizationCodes;
  readonly findClient: (clientId: string) => Client | undefined;
}

interface Grant extends TokenRequest {
  readonly client: Client;
}

export function createTokenEndpoint({ tokens, codes, findClient }: Deps) {
  async function authorizationCode({ pool, client, caller, form }: Grant): Promise<TokenResponse> {
    if (!allowsFlow(client, "code")) throw oauthError("unauthorized_client");
    const { code, redirect_uri: redirectUri, code_verifier: verifier } = form;
    if (!code || !redirectUri) throw oauthError("invalid_request");
    // Not invalid_grant where the address is none of the client's (captured: stackoverflow.com/q/50264679).
    if (!client.settings.CallbackURLs?.includes(redirectUri)) throw oauthError("unauthorized_client");
    const open = codes.redeem(client, { code, redirectUri, verifier });
    if (!mayReadScopes(client, open.scopes)) throw oauthError("invalid_grant");
    const { user, scopes, nonce, resource, authenticatedAt, browserSessionId, eventId, methods } = open;
    const issued = await tokens.issue({
      ...{ pool, client, user, caller, source: "HostedAuth", scope: scopes.join(" ") },
      risk: eventId === undefined ? undefined : { eventId },
      methods,
      hosted: {
        ...{ authenticatedAt, nonce, resource, browserSessionId, refreshable: true },
        commit: ({ id }) => codes.tie(open, id),
      },
    });
    return present(issued);
  }

  async function refreshToken({ pool, client, caller, form }: Grant): Promise<TokenResponse> {
    if (!allowsFlow(client, "code")) throw oauthError("unauthorized_client");
    const { refresh_token } = form;
    if (!refresh_token) throw oauthError("invalid_request");
    const source = "RefreshTokens" as const;
    return present(await tokens.refresh({ pool, client, caller, refreshToken: refresh_token, source }));
  }

  async function clientCredentials({ pool, client, caller, form }: Grant): Promise<TokenResponse> {
    if (!allowsFlow(client, "client_credentials")) throw oauthError("unauthorized_client");
    const scopes = machineScopes(client, form.scope);
    if (!scopes || scopes.length === 0) throw oauthError("invalid_scope");
    const metadata = metadataIn(form.aws_client_metadata);
    const issued = await tokens.issueToClient({ pool, client, caller, scopes, metadata });
    return { access_token: issued.accessToken, expires_in: issued.expiresInSeconds, token_type: "Bearer" };
  }

  const grants: ReadonlyMap<string, (grant: Grant) => Promise<TokenResponse>> = new Map([
    ["authorization_code", authorizationCode],
    ["refresh_token", refreshToken],
    ["client_credentials", clientCredentials],
  ]);

  /**
   * Order: grant type, client, what the grant says.
   * @throws OAuthError
   */
  return async function exchange(request: TokenRequest): Promise<TokenResponse> {
    const { pool, authorization, form } = request;
    if (!form.grant_type) throw oauthError("invalid_request");
    const grant = grants.get(form.grant_type);
    if (!grant) throw oauthError("unsupported_grant_type");
    const client = authenticateClient(pool, findClient, authorization, form);
    try {
      return await grant({ ...request, client });
    } catch (error) {
      throw asOAuthError(error);
    }
  };
}

const present = (tokens: IssuedTokens): TokenResponse => ({
  id_token: tokens.idToken,
  access_token: tokens.accessToken,
  refresh_token: tokens.refreshToken,
  expires_in: tokens.expiresInSeconds,
  token_type: "Bearer",
});

/** URL-encoded JSON of texts, for the function before the token. */
function metadataIn(text: string | undefined): ClientMetadata | undefined {
  if (text === undefined) return undefined;
  try {
    const metadata: unknown = JSON.parse(text);
    const isMap = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
    if (isMap && Object.values(metadata).every((value) => typeof value === "string"))
      return metadata as ClientMetadata;
  } catch {
    // Falls through to the refusal.
  }
  throw oauthError("invalid_request");
}

/** What went wrong with the user or the refresh token spoils the grant; a function's failure is told in its words. */
function asOAuthError(error: unknown): unknown {
  if (error instanceof OAuthError || !(error instanceof Fault)) return error;
  if (error.status >= 500) return error;
  // How failing functions look here is assumed from the errors of federation.
  return error.name.includes("Lambda")
    ? oauthError("invalid_request", error.message)
    : oauthError("invalid_grant");
}
