// /oauth2/register: applications register app clients of their own (RFC 7591), as DcrConfiguration allows it. What its
// documentation leaves open is as the RFC has it (assumed, with all descriptions of errors).
import type { OAuthFlowType } from "../../model/cognito-idp.gen.js";
import { Fault } from "../../model/fault.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Clients } from "../clients/clients.js";
import { requireRedirect } from "../clients/oauth.js";
import { clientSettings } from "../clients/settings.js";
import type { ResourceServers } from "../pools/resource-servers.js";
import type { Tokens } from "../tokens/tokens.js";
import { oauthError } from "./oauth-error.js";
import { type ClientMetadata, readMetadata } from "./registration-metadata.js";
import { OPEN_ID, REGISTER_SCOPE } from "./scopes.js";

/** What is answered: RFC 7591, 3.2.1. */
export interface Registration extends ClientMetadata {
  readonly client_id: string;
  readonly client_id_issued_at: number;
  readonly client_secret?: string | undefined;
  /** Never. */
  readonly client_secret_expires_at?: 0 | undefined;
}

const AUTHENTICATED_DEFAULT: readonly OAuthFlowType[] = ["code", "client_credentials"];
const OPEN_DEFAULT: readonly OAuthFlowType[] = ["code"];

const invalid = (description: string) => oauthError("invalid_client_metadata", description);

export function createRegistration(deps: {
  store: Store;
  clients: Clients;
  resourceServers: ResourceServers;
  tokens: Tokens;
}) {
  const { store, clients, resourceServers, tokens } = deps;

  /** The grants that may be registered. @throws OAuthError for who may not register at all */
  async function allowedGrants({ id, settings }: Pool, accessToken: string | undefined) {
    const dcr = settings.DcrConfiguration;
    if (accessToken === undefined) {
      if (!dcr?.OpenDcrEnabled)
        throw oauthError("invalid_token", "An initial access token is required.", 401);
      return dcr.OpenDcrGrantTypes ?? OPEN_DEFAULT;
    }
    if ((await tokens.poolGranting(accessToken, REGISTER_SCOPE))?.id !== id)
      throw oauthError("invalid_token", "The initial access token is not valid.", 401);
    return dcr?.AuthenticatedGrantTypes ?? AUTHENTICATED_DEFAULT;
  }

  function scopesOf({ settings }: Pool, { scope }: ClientMetadata, flow: OAuthFlowType): string[] {
    const custom = (settings.DcrConfiguration?.AllowedScopes ?? []).filter((name) => name !== REGISTER_SCOPE);
    const allowed = flow === "code" ? [...OPEN_ID, ...custom] : custom.filter((name) => name.includes("/"));
    const asked = (scope ?? "").split(" ").filter((name) => name !== "");
    const refused = asked.find((name) => !allowed.includes(name));
    if (refused !== undefined) throw invalid(`The scope ${refused} is not allowed.`);
    const scopes = asked.length > 0 ? [...new Set(asked)] : allowed;
    // Of AllowedOAuthScopes.
    if (scopes.length > 50) throw invalid("More than 50 scopes are not allowed.");
    return scopes;
  }

  /** @throws OAuthError where a setting of a client would be refused */
  function settingsOf(pool: Pool, metadata: ClientMetadata, flow: OAuthFlowType, hasSecret: boolean) {
    const scopes = scopesOf(pool, metadata, flow);
    if (scopes.length === 0) throw invalid("There is no scope that the client could ask for.");
    const input = {
      ...{ AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: [flow], AllowedOAuthScopes: scopes },
      ...(flow === "code" && { CallbackURLs: [...metadata.redirect_uris] }),
      SupportedIdentityProviders: ["COGNITO"],
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH" as const],
    };
    const scopeExists = (scope: string) => resourceServers.scopeExists(pool, scope);
    try {
      const rules = { hasSecret, doing: "creating" as const, scopeExists, providerExists: () => false };
      return { ...clientSettings(pool, input, rules), ClientType: "DCR" as const };
    } catch (error) {
      if (error instanceof Fault) throw invalid(error.message);
      throw error;
    }
  }

  /**
   * Order: registration turned on, token, metadata, grant, redirect addresses, scopes, number of clients.
   * @throws OAuthError
   */
  return async function register(
    pool: Pool,
    accessToken: string | undefined,
    body: unknown,
  ): Promise<Registration> {
    const dcr = pool.settings.DcrConfiguration;
    if (!dcr || dcr.EnableStatus === "Disabled")
      throw oauthError("invalid_request", "Dynamic client registration is not enabled.");
    const allowed = await allowedGrants(pool, accessToken);
    const metadata = readMetadata(body);
    const flow: OAuthFlowType = metadata.grant_types.includes("client_credentials")
      ? "client_credentials"
      : "code";
    if (!allowed.includes(flow)) throw invalid(`The grant type ${metadata.grant_types[0]} is not allowed.`);
    if (flow === "code") requireRedirects(metadata.redirect_uris);

    const hasSecret = metadata.token_endpoint_auth_method !== "none";
    const settings = settingsOf(pool, metadata, flow, hasSecret);
    const secret = hasSecret ? clients.newSecret() : undefined;
    const client = create(pool, { name: metadata.client_name, settings, secret });
    return {
      client_id: client.id,
      client_id_issued_at: Math.floor(client.createdAt / 1000),
      ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 as const }),
      ...metadata,
      scope: settings.AllowedOAuthScopes?.join(" "),
    };
  };

  function create(pool: Pool, client: Parameters<Clients["create"]>[1]): Client {
    try {
      return store.transaction(() => clients.create(pool, client));
    } catch (error) {
      // The pool's quota of clients.
      if (error instanceof Fault) throw oauthError("invalid_request", error.message);
      throw error;
    }
  }
}

// Of CallbackURLs; what they have to be beyond that, requireRedirect knows.
const MAX_REDIRECTS = 100;
const REDIRECT = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,1024}$/u;
/** What a browser runs or shows instead of calling an application (assumed). */
const UNSAFE = /^(?:javascript|vbscript|data|file|blob|about|view-source):/i;

function requireRedirects(uris: readonly string[]): void {
  const refuse = (description: string) => oauthError("invalid_redirect_uri", description);
  if (uris.length === 0) throw refuse("redirect_uris are required.");
  if (uris.length > MAX_REDIRECTS) throw refuse(`More than ${MAX_REDIRECTS} redirect_uris are not allowed.`);
  for (const uri of uris) {
    if (!REDIRECT.test(uri) || UNSAFE.test(uri)) throw refuse("A redirect URI is not valid.");
    try {
      requireRedirect(uri);
    } catch (error) {
      throw error instanceof Fault ? refuse(error.message) : error;
    }
  }
}
