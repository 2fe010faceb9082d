// What an application asks of /oauth2/authorize and /login, read and checked in the order in which AWS refuses.
import type { Client, Pool } from "../../storage/records.js";
import { levelNamed } from "../step-up/levels.js";
import type { OAuthErrorCode } from "./oauth-error.js";
import { isGoodChallenge } from "./pkce.js";
import { userScopes } from "./scopes.js";

/** The parameters of a query or a form; repeated ones are joined by commas, which none of them survives. */
export type RequestParameters = Readonly<Record<string, string | undefined>>;

export interface AuthorizationRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly redirectUri: string;
  readonly responseType: "code" | "token";
  readonly scopes: readonly string[];
  readonly state?: string | undefined;
  readonly nonce?: string | undefined;
  readonly codeChallenge?: string | undefined;
  readonly resource?: string | undefined;
  /** Of managed login only; empty in the classic pages. */
  readonly prompt: readonly string[];
  /** How old the user's authentication may be. */
  readonly maxAgeSeconds?: number | undefined;
  /** How strongly the user has to sign in: names of levels that the pool knows, in managed login only. */
  readonly acrValues?: string | undefined;
  readonly loginHint?: string | undefined;
  readonly identityProvider?: string | undefined;
  readonly idpIdentifier?: string | undefined;
}

/** An error that the person sees, because nobody trustworthy could be told. */
export interface PageFailure {
  readonly error: string;
  readonly clientId?: string | undefined;
}

/** Where an application learns of an answer or an error. */
export type ReturnAddress = Pick<AuthorizationRequest, "redirectUri" | "responseType" | "state">;

/** An error that the application is told. */
export interface RedirectFailure extends ReturnAddress {
  readonly error: OAuthErrorCode;
  readonly description?: string | undefined;
}

export type Reading =
  | { readonly kind: "request"; readonly request: AuthorizationRequest }
  | { readonly kind: "page"; readonly failure: PageFailure }
  | { readonly kind: "redirect"; readonly failure: RedirectFailure };

export const missingParameter = (name: string): string =>
  `Required String parameter '${name}' is not present`;

/** @param find the client of that id in the pool of the domain */
export function readAuthorizationRequest(
  pool: Pool,
  managed: boolean,
  find: (clientId: string) => Client | undefined,
  given: RequestParameters,
): Reading {
  const page = (error: string): Reading => ({ kind: "page", failure: { error, clientId: given.client_id } });
  if (!given.client_id) return page(missingParameter("client_id"));
  const client = find(given.client_id);
  // The text is assumed.
  if (!client) return page(`User pool client ${given.client_id} does not exist.`);
  const redirectUri = given.redirect_uri || client.settings.DefaultRedirectURI;
  if (!redirectUri) return page(missingParameter("redirect_uri"));
  // To the letter, without any normalization (RFC 9700, 2.1).
  if (!client.settings.CallbackURLs?.includes(redirectUri)) return page("redirect_mismatch");

  const responseType = given.response_type === "token" ? "token" : "code";
  const { state } = given;
  const refuse = (error: OAuthErrorCode, description?: string): Reading => ({
    kind: "redirect",
    failure: { redirectUri, responseType, state, error, description },
  });
  if (given.response_type !== responseType) return refuse("invalid_request");
  if (!allowsFlow(client, responseType === "code" ? "code" : "implicit"))
    return refuse("unauthorized_client");
  if (!isGoodChallenge(given.code_challenge, given.code_challenge_method)) return refuse("invalid_request");
  const scopes = userScopes(client, given.scope);
  // Not error=invalid_scope, which the developer guide has (captured: mlops-club/awscdk-minecraft#40).
  if (!scopes) return refuse("invalid_request", "invalid_scope");
  if (given.resource !== undefined && !isResource(given.resource)) return refuse("invalid_request");
  const prompt = managed ? (given.prompt ?? "").split(" ").filter((value) => value !== "") : [];
  if (!isGoodPrompt(prompt)) return refuse("invalid_request");
  const maxAgeSeconds = given.max_age === undefined ? undefined : Number(given.max_age);
  if (maxAgeSeconds !== undefined && !(Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 0))
    return refuse("invalid_request");

  const request: AuthorizationRequest = {
    ...{ pool, client, redirectUri, responseType, scopes, state, prompt, maxAgeSeconds },
    nonce: given.nonce || undefined,
    codeChallenge: given.code_challenge,
    resource: given.resource,
    acrValues: managed ? knownLevels(pool, given.acr_values) : undefined,
    loginHint: given.login_hint || undefined,
    identityProvider: given.identity_provider || undefined,
    idpIdentifier: given.idp_identifier || undefined,
  };
  return { kind: "request", request };
}

/** Whether the client may use the grant at all. */
export const allowsFlow = ({ settings }: Client, flow: "code" | "implicit" | "client_credentials"): boolean =>
  settings.AllowedOAuthFlowsUserPoolClient === true && (settings.AllowedOAuthFlows?.includes(flow) ?? false);

/** One https URL, one of this machine, or one of a custom scheme (developer guide, resource binding). */
function isResource(resource: string): boolean {
  if (!URL.canParse(resource) || resource.includes("#")) return false;
  const { protocol, hostname } = new URL(resource);
  return protocol !== "http:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** What is not known is passed over, as is all of it in pools of the lowest tier (developer guide, step-up). */
function knownLevels(pool: Pool, values: string | undefined): string | undefined {
  if (pool.settings.UserPoolTier === "LITE") return undefined;
  const known = (values ?? "").split(" ").filter((name) => levelNamed(pool, name) !== undefined);
  return known.length > 0 ? known.join(" ") : undefined;
}

const PROMPTS: readonly string[] = ["none", "login", "select_account", "consent"];

/** `none` stands alone (OpenID Connect Core, 3.1.2.1); that unknown values are refused is assumed. */
const isGoodPrompt = (prompt: readonly string[]): boolean =>
  prompt.every((value) => PROMPTS.includes(value)) && (prompt.length < 2 || !prompt.includes("none"));
