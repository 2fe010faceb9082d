// What the PreTokenGeneration function may do to the claims of tokens, and what it may not.
import type { ClaimChanges, TokenChanges } from "../triggers/pre-token-generation.js";
import { attributeClaim, groupClaims, idGroupClaims } from "./claims.js";
import type { JwtPayload } from "./jwt.js";

/** Developer guide, excluded claims and scopes. That changes of them are passed over silently is assumed. */
const PROTECTED = new Set(
  [
    "acr amr at_hash auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti",
    // Scopes have members of their own.
    "scope sid sub token_use username version",
  ].flatMap((names) => names.split(" ")),
);

const GROUP_CLAIMS = ["cognito:groups", "cognito:roles", "cognito:preferred_role"];

export function customIdToken(claims: JwtPayload, changes: TokenChanges | undefined): JwtPayload {
  if (!changes) return claims;
  const grouped = changes.grouping
    ? { ...without(claims, GROUP_CLAIMS), ...idGroupClaims(changes.grouping) }
    : claims;
  return changed(grouped, changes.id, (name) => name === "aud", typed);
}

/** ID tokens type some attributes, also when a function sets them. */
const typed = (name: string, value: unknown): unknown =>
  typeof value === "string" ? attributeClaim(name, value) : value;

export function customAccessToken(claims: JwtPayload, changes: TokenChanges | undefined): JwtPayload {
  if (!changes) return claims;
  const grouped = changes.grouping
    ? { ...without(claims, GROUP_CLAIMS), ...groupClaims(changes.grouping) }
    : claims;
  const scoped = withScopes(grouped, changes);
  // An audience may be added to access tokens, provided that it is the client itself.
  const { aud } = changes.access.add;
  return changed(scoped, changes.access, (name) => name === "aud" && aud !== claims.client_id);
}

/** What is both added and suppressed is suppressed. */
function changed(
  claims: JwtPayload,
  { add, suppress }: ClaimChanges,
  isFixed: (name: string) => boolean,
  write: (name: string, value: unknown) => unknown = (_name, value) => value,
): JwtPayload {
  const mayChange = (name: string) => !PROTECTED.has(name) && !name.startsWith("cognito:") && !isFixed(name);
  // Developer-only attributes can be suppressed, not set.
  const added = Object.entries(add)
    .filter(([name, value]) => mayChange(name) && !name.startsWith("dev:") && value !== null)
    .map(([name, value]) => [name, write(name, value)]);
  const suppressed = suppress.flatMap((name) => {
    // With the groups go the roles that they give.
    if (name === "cognito:groups") return GROUP_CLAIMS;
    return mayChange(name) ? [name] : [];
  });
  return without({ ...claims, ...Object.fromEntries(added) }, suppressed);
}

function withScopes(claims: JwtPayload, { addScopes, suppressScopes }: TokenChanges): JwtPayload {
  const { scope, ...others } = claims;
  const granted = [...new Set([...String(scope ?? "").split(" "), ...addScopes])].filter(
    (each) => each !== "" && !suppressScopes.includes(each),
  );
  // A token without any scope has no such claim (assumed).
  return granted.length > 0 ? { ...others, scope: granted.join(" ") } : others;
}

const without = (claims: JwtPayload, names: readonly string[]): JwtPayload =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
