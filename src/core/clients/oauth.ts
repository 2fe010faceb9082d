// A client's OAuth settings: flows, scopes, redirect addresses and identity providers.
import type { UpdateUserPoolClientRequest } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";
import { REGISTER_SCOPE } from "../oauth/scopes.js";

/** The scopes of every pool; the others come from its resource servers. */
const standardScopes: readonly string[] = [
  "openid",
  "email",
  "phone",
  "profile",
  "aws.cognito.signin.user.admin",
];

/** What only the pool's other records tell. */
export interface OAuthRules {
  readonly hasSecret: boolean;
  readonly scopeExists: (scope: string) => boolean;
  readonly providerExists: (provider: string) => boolean;
}

type OAuthInput = Pick<
  UpdateUserPoolClientRequest,
  | "AllowedOAuthFlows"
  | "AllowedOAuthScopes"
  | "AllowedOAuthFlowsUserPoolClient"
  | "CallbackURLs"
  | "LogoutURLs"
  | "DefaultRedirectURI"
  | "SupportedIdentityProviders"
>;

const invalid = (message: string) => fault("InvalidParameterException", message);

/** @throws InvalidParameterException, InvalidOAuthFlowException, ScopeDoesNotExistException */
export function requireOAuth(pool: Pool, input: OAuthInput, rules: OAuthRules): void {
  for (const provider of input.SupportedIdentityProviders ?? [])
    if (provider !== "COGNITO" && !rules.providerExists(provider))
      throw invalid(`The provider ${provider} does not exist for User Pool ${pool.id}.`);
  for (const url of input.CallbackURLs ?? []) requireRedirect(url);
  for (const url of input.LogoutURLs ?? []) requireRedirect(url);
  if (input.DefaultRedirectURI !== undefined && !input.CallbackURLs?.includes(input.DefaultRedirectURI))
    throw invalid(`The default redirect URI ${input.DefaultRedirectURI} is not in the callback URIs list.`);
  requireFlows(input, rules);
  for (const scope of input.AllowedOAuthScopes ?? [])
    if (!standardScopes.includes(scope) && scope !== REGISTER_SCOPE && !rules.scopeExists(scope))
      throw fault("ScopeDoesNotExistException", `Invalid scope requested: ${scope}`);
}

function requireFlows(input: OAuthInput, { hasSecret }: OAuthRules): void {
  const flows = input.AllowedOAuthFlows ?? [];
  if (input.AllowedOAuthFlowsUserPoolClient && (flows.length === 0 || !input.AllowedOAuthScopes?.length))
    throw invalid(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    );
  if (flows.includes("client_credentials")) {
    if (flows.length > 1)
      throw fault(
        "InvalidOAuthFlowException",
        "client_credentials flow can not be selected along with code flow or implicit flow.",
      );
    if (!hasSecret)
      throw fault(
        "InvalidOAuthFlowException",
        "client_credentials flow can not be selected if client does not have a client secret.",
      );
  } else if (flows.length > 0 && !input.CallbackURLs?.length) {
    throw invalid("CallbackUrls can not be empty when code flow or implicit flow is selected");
  }
}

/** Absolute, without a fragment, and over plain HTTP only to the same machine (SDK, CallbackURLs). */
export function requireRedirect(url: string): void {
  // Assumed text for the first.
  const scheme = /^([a-z][a-z0-9+.-]*):./i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) throw invalid(`${url} is not an absolute URI.`);
  if (url.includes("#")) throw invalid(`${url} cannot use fragment`);
  if (scheme === "http" && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?]|$)/i.test(url))
    throw invalid(`${url} cannot use the HTTP protocol.`);
}
