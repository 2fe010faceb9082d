// What sets tokens of a sign-in on the pool's domain apart: scopes decide on ID tokens and on the claims in them.
import { createHash } from "node:crypto";
import type { Attributes, SignIn } from "../../storage/records.js";

/** What the sign-in keeps of its authorization request. */
export interface Hosted {
  /** Whom the access token is meant for (RFC 8707). */
  readonly resource?: string | undefined;
}

/** Undefined for a sign-in through the API. */
export const hostedOf = ({ details }: SignIn): Hosted | undefined => details.hosted as Hosted | undefined;

const scopesOf = ({ scope }: SignIn): readonly string[] => scope.split(" ");

/** On the domain, only who asks for `openid` gets an ID token. */
export const givesIdToken = (signIn: SignIn): boolean =>
  hostedOf(signIn) === undefined || scopesOf(signIn).includes("openid");

/** The attributes that a scope stands for; `profile` stands for all that the client may read. */
export const SCOPE_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ["email", ["email", "email_verified"]],
  ["phone", ["phone_number", "phone_number_verified"]],
]);

/** The attributes that the scopes of the sign-in let through; `openid` alone lets all of them (developer guide). */
export function hostedAttributes(signIn: SignIn, attributes: Attributes): Attributes {
  if (!hostedOf(signIn)) return attributes;
  const scopes = scopesOf(signIn);
  if (scopes.includes("profile")) return attributes;
  const allowed = new Set(scopes.flatMap((scope) => SCOPE_ATTRIBUTES.get(scope) ?? []));
  if (allowed.size === 0) return attributes;
  // Who the user is at an identity provider doesn't depend on scopes (assumed).
  allowed.add("identities");
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => allowed.has(name)));
}

/** OpenID Connect Core, 3.1.3.6: the left half of the access token's hash. */
export const atHash = (accessToken: string): string =>
  createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
