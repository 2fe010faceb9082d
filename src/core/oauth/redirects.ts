// Where a browser goes with an answer or an error: always to an address that was checked before.
import type { RedirectFailure, ReturnAddress } from "./authorization-request.js";

type Pairs = Readonly<Record<string, string | number | undefined>>;

function encoded(pairs: Pairs): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(pairs))
    if (value !== undefined) query.append(name, String(value));
  return query.toString();
}

/** The address as it was registered, to the letter, with parameters after those that it has. */
export function withQuery(address: string, pairs: Pairs): string {
  const query = encoded(pairs);
  if (query === "") return address;
  return `${address}${address.includes("?") ? "&" : "?"}${query}`;
}

/** Answers of the implicit flow, and its errors, stand behind the `#`. */
export function answerAddress({ redirectUri, responseType, state }: ReturnAddress, pairs: Pairs): string {
  if (responseType === "code") return withQuery(redirectUri, { ...pairs, state });
  return `${redirectUri}#${encoded({ ...pairs, state })}`;
}

export function failureAddress(failure: RedirectFailure): string {
  const { redirectUri, responseType, state, error, description } = failure;
  // AWS names the description first.
  const pairs = { error_description: description, state, error };
  return responseType === "code" ? withQuery(redirectUri, pairs) : `${redirectUri}#${encoded(pairs)}`;
}
