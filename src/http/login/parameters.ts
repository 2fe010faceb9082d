// The parameters of a query or a form, each as one text.
import type { RequestParameters } from "../../core/oauth/authorization-request.js";

/** Repeated ones are joined by commas: a value that no rule accepts, where repeating is forbidden. */
export function parametersOf(given: unknown): RequestParameters {
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, unknown>)) {
    if (typeof value === "string") parameters[name] = value;
    else if (Array.isArray(value))
      parameters[name] = value.filter((one) => typeof one === "string").join(",");
  }
  return parameters;
}

/** Not AWS's: that a sign-in is on the way to /passkeys/add. */
export const ADD_PASSKEY = "add_passkey";

/** The parameters of an authorization request, which every page of it passes on. */
const PASSED_ON: readonly string[] = [
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "resource",
  "lang",
  "login_hint",
  "prompt",
  "max_age",
  "acr_values",
  "identity_provider",
  "idp_identifier",
  ADD_PASSKEY,
];

export function queryString(given: RequestParameters, more: RequestParameters = {}): string {
  const query = new URLSearchParams();
  const all = { ...given, ...more };
  for (const name of PASSED_ON) if (all[name] !== undefined) query.append(name, all[name]);
  const text = query.toString();
  return text && `?${text}`;
}
