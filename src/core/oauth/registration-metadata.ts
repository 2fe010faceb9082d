// What an application says of itself when it registers: RFC 7591, 2. What is not known here is passed over.
import { oauthError } from "./oauth-error.js";

export interface ClientMetadata {
  readonly client_name: string;
  readonly redirect_uris: readonly string[];
  readonly grant_types: readonly string[];
  readonly response_types: readonly string[];
  readonly token_endpoint_auth_method: string;
  readonly scope?: string | undefined;
}

const METHODS: readonly string[] = ["none", "client_secret_basic", "client_secret_post"];
const GRANTS: readonly string[] = ["authorization_code", "refresh_token", "client_credentials"];
/** The pattern of ClientName. */
const NAME = /^[\w\s+=,.@-]{1,128}$/;

const invalid = (description: string) => oauthError("invalid_client_metadata", description);

/** @throws OAuthError */
export function readMetadata(body: unknown): ClientMetadata {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw invalid("The request is no JSON object.");
  const given = body as Readonly<Record<string, unknown>>;
  const grants = texts(given.grant_types, "grant_types") ?? ["authorization_code"];
  const isMachine = grants.includes("client_credentials");
  const method =
    text(given.token_endpoint_auth_method, "token_endpoint_auth_method") ?? "client_secret_basic";
  const name = text(given.client_name, "client_name") ?? "dynamically registered client";

  const unknown = grants.find((grant) => !GRANTS.includes(grant));
  if (unknown !== undefined) throw invalid(`The grant type ${unknown} is not supported.`);
  if (isMachine ? grants.length > 1 : !grants.includes("authorization_code"))
    throw invalid("The grant types can't be combined.");
  if (!METHODS.includes(method)) throw invalid(`The authentication method ${method} is not supported.`);
  if (isMachine && method === "none") throw invalid("client_credentials requires a client secret.");
  if (!NAME.test(name)) throw invalid("The client_name is not valid.");
  const responses = texts(given.response_types, "response_types") ?? (isMachine ? [] : ["code"]);
  if (responses.join() !== (isMachine ? "" : "code"))
    throw invalid("The response types don't fit the grant.");
  return {
    client_name: name,
    redirect_uris: isMachine ? [] : (texts(given.redirect_uris, "redirect_uris") ?? []),
    grant_types: grants,
    response_types: responses,
    token_endpoint_auth_method: method,
    scope: text(given.scope, "scope"),
  };
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw invalid(`${name} must be a string.`);
}

function texts(value: unknown, name: string): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw invalid(`${name} must be a list of strings.`);
}
