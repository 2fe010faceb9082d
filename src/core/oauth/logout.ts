// /logout: the browser's session is over; where the browser goes then.
import type { Client } from "../../storage/records.js";
import { missingParameter, type PageFailure, type RequestParameters } from "./authorization-request.js";
import { withQuery } from "./redirects.js";

export type LogoutTarget =
  | { readonly kind: "address"; readonly address: string }
  /** The login page, with the query for it. */
  | { readonly kind: "login"; readonly query: RequestParameters }
  | { readonly kind: "page"; readonly failure: PageFailure };

/** Either logout_uri, which wins, or redirect_uri and response_type as for /login. */
export function logoutTarget(
  find: (clientId: string) => Client | undefined,
  given: RequestParameters,
): LogoutTarget {
  const page = (error: string): LogoutTarget => ({
    kind: "page",
    failure: { error, clientId: given.client_id },
  });
  if (!given.client_id) return page(missingParameter("client_id"));
  const client = find(given.client_id);
  if (!client) return page(`User pool client ${given.client_id} does not exist.`);
  const { logout_uri: address, redirect_uri: redirectUri } = given;
  if (address && client.settings.LogoutURLs?.includes(address))
    return { kind: "address", address: withQuery(address, { state: given.state }) };
  // What AWS shows for a logout_uri that isn't registered, too.
  if (!redirectUri) return page(missingParameter("redirect_uri"));
  if (!given.response_type) return page(missingParameter("response_type"));
  const { logout_uri: _, ...query } = given;
  return {
    kind: "login",
    query: { ...query, scope: given.scope || client.settings.AllowedOAuthScopes?.join(" ") },
  };
}
