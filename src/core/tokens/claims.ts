// The claims of ID tokens and access tokens, from plain records.
import type { Attributes, Client, Group, SignIn, User } from "../../storage/records.js";
import { accessTokenSeconds, idTokenSeconds } from "../clients/validity.js";
import { deviceOf } from "../devices/tracking.js";
import { sessionIdOf } from "../sessions/user-sessions.js";
import { authenticationIn } from "../step-up/levels.js";
import type { Grouping } from "../triggers/pre-token-generation.js";
import { readableAttributes } from "../users/attributes.js";
import { hostedAttributes, hostedOf } from "./hosted.js";
import type { JwtPayload } from "./jwt.js";

/** All that the claims of one token are made from. */
export interface TokenSubject {
  readonly issuer: string;
  readonly client: Client;
  readonly user: User;
  readonly groups: readonly Group[];
  readonly signIn: SignIn;
  /** When the tokens are issued: epoch milliseconds. */
  readonly issuedAt: number;
  /** Drawn anew for every token. */
  readonly jti: string;
  /** Of ID tokens that an authorization request asked for. */
  readonly nonce?: string | undefined;
  /** Names the access token that the ID token comes with. */
  readonly atHash?: string | undefined;
}

/** The scope that lets an access token call the operations of its user; sign-in through the API always grants it. */
export const USER_SCOPE = "aws.cognito.signin.user.admin";

/**
 * Session tracking changes tokens (developer guide); that the session is named by the claim that OpenID Connect has for
 * it is assumed.
 */
export function idTokenClaims(subject: TokenSubject): JwtPayload {
  const { issuer, client, user, groups, signIn, jti } = subject;
  const revocable = isRevocable(client);
  return present({
    at_hash: subject.atHash,
    sub: user.sub,
    ...idGroupClaims(groupingOf(groups)),
    iss: issuer,
    "cognito:username": user.username,
    nonce: subject.nonce,
    origin_jti: revocable ? signIn.id : undefined,
    sid: sessionIdOf(signIn),
    aud: client.id,
    event_id: signIn.eventId,
    token_use: "id",
    auth_time: seconds(signIn.authenticatedAt),
    ...levelClaims(signIn),
    ...times(subject, idTokenSeconds(client)),
    jti: revocable ? jti : undefined,
    ...attributeClaims(hostedAttributes(signIn, readableAttributes(client, user.attributes))),
  });
}

export function accessTokenClaims(subject: TokenSubject): JwtPayload {
  const { issuer, client, user, groups, signIn, jti } = subject;
  const hosted = hostedOf(signIn);
  return present({
    sub: user.sub,
    device_key: deviceOf(signIn)?.key,
    ...groupClaims(groupingOf(groups)),
    iss: issuer,
    version: hosted && 2,
    client_id: client.id,
    aud: hosted?.resource,
    origin_jti: isRevocable(client) ? signIn.id : undefined,
    sid: sessionIdOf(signIn),
    event_id: signIn.eventId,
    token_use: "access",
    scope: signIn.scope,
    auth_time: seconds(signIn.authenticatedAt),
    ...levelClaims(signIn),
    ...times(subject, accessTokenSeconds(client)),
    jti,
    username: user.username,
  });
}

/** Whether the client's tokens name the sign-in that they descend from. */
export const isRevocable = (client: Client): boolean => client.settings.EnableTokenRevocation === true;

const seconds = (ms: number): number => Math.floor(ms / 1000);

function times({ issuedAt }: TokenSubject, lifetime: number): { exp: number; iat: number } {
  const iat = seconds(issuedAt);
  return { exp: iat + lifetime, iat };
}

/** As at the sign-in, however often the tokens are refreshed (developer guide, ACR and AMR token claims). */
function levelClaims(signIn: SignIn): JwtPayload {
  const { acr, amr } = authenticationIn(signIn) ?? {};
  return { acr, amr };
}

/** What a user's groups come to. */
export const groupingOf = (groups: readonly Group[]): Grouping => ({
  groups: groups.map((group) => group.name),
  roles: [...new Set(groups.flatMap((group) => group.roleArn ?? []))],
  preferredRole: preferredRole(groups),
});

/** Absent for a user without groups, never an empty list. */
export const groupClaims = ({ groups }: Grouping): JwtPayload =>
  groups.length > 0 ? { "cognito:groups": groups } : {};

/** Roles stand in ID tokens only. */
export const idGroupClaims = (grouping: Grouping): JwtPayload => ({
  ...groupClaims(grouping),
  ...(grouping.roles.length > 0 && { "cognito:roles": grouping.roles }),
  ...(grouping.preferredRole !== undefined && { "cognito:preferred_role": grouping.preferredRole }),
});

/**
 * The role of the group with the lowest precedence value, a missing one being the highest. None wins when groups
 * of the same precedence have different roles (SDK, GroupType.Precedence). Groups without a role do not count
 * (assumed).
 */
function preferredRole(groups: readonly Group[]): string | undefined {
  const rank = (group: Group): number => group.precedence ?? Number.POSITIVE_INFINITY;
  const candidates = groups.filter((group) => group.roleArn !== undefined);
  const best = Math.min(...candidates.map(rank));
  const winners = new Set(candidates.filter((group) => rank(group) === best).map((group) => group.roleArn));
  return winners.size === 1 ? [...winners][0] : undefined;
}

/** Every attribute is a string, whatever its type, but for the few that OpenID Connect types otherwise. */
const attributeClaims = (attributes: Attributes): JwtPayload =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeClaim(name, value)]));

export const attributeClaim = (name: string, value: string): unknown => typed.get(name)?.(value) ?? value;

const typed: ReadonlyMap<string, (value: string) => unknown> = new Map([
  ["email_verified", (value: string): unknown => value === "true"],
  ["phone_number_verified", (value: string) => value === "true"],
  ["address", (value: string) => ({ formatted: value })],
  // Kept as the text of a JSON list, which is how the API shows it.
  ["identities", (value: string) => JSON.parse(value)],
]);

function present(claims: JwtPayload): JwtPayload {
  for (const name in claims) if (claims[name] === undefined) delete claims[name];
  return claims;
}
