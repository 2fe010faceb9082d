// Verifies ID tokens of this emulator's user pools as logins of an identity pool.
import type { Clock } from "../../platform/clock.js";
import type { IdentityPool } from "../../storage/identity-records.js";
import type { Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { invalidLogin, loginExpired, unsupportedProvider } from "./login-faults.js";
import type { VerifiedLogin } from "./logins.js";
import { type Providers, userPoolProvider } from "./providers.js";

export type Claims = Readonly<Record<string, unknown>>;

/** What identity pools need to know of user pools' tokens. */
export interface UserPoolTokens {
  /**
   * The pool and claims of a token that one of this emulator's pools signed, whether expired or not; undefined for
   * every other token.
   */
  verify(token: string): Promise<{ pool: Pool; claims: Claims } | undefined>;
}

export function createUserPoolLogins(deps: {
  store: Store;
  clock: Clock;
  providers: Providers;
  userPoolTokens: UserPoolTokens;
}) {
  const { store, clock, providers, userPoolTokens } = deps;

  /** SDK, CognitoIdentityProvider.ServerSideTokenCheck: signed out globally or deleted; disabled users as well (assumed). */
  function requireSignedIn(userPool: Pool, claims: Claims): void {
    const user = store.users.findBySub(userPool.id, String(claims.sub));
    const issuedAt = Number(claims.iat) * 1000;
    // An `iat` has whole seconds: a token of the second of the sign-out is taken as older.
    const signedOut = user?.signedOutAt !== undefined && issuedAt <= user.signedOutAt;
    const signIn = typeof claims.origin_jti === "string" ? store.signIns.find(claims.origin_jti) : undefined;
    if (!user?.enabled || signedOut || signIn?.revokedAt !== undefined)
      // The text is assumed.
      throw invalidLogin("Token has been revoked.");
  }

  /**
   * @param provider canonical name of the user pool that the caller says the token is from
   * @throws NotAuthorizedException
   */
  return async function verify(
    identityPool: IdentityPool,
    provider: string,
    token: string,
  ): Promise<VerifiedLogin> {
    const said = unverifiedClaims(token);
    if (said === undefined) throw invalidLogin("Not a valid OpenId Connect identity token.");
    if (typeof said.aud !== "string") throw invalidLogin("Missing a required claim: aud");
    if (said.token_use !== "id") throw invalidLogin("Not a valid OpenId Connect identity token.");
    if (typeof said.iss !== "string" || providers.canonical(withoutScheme(said.iss)) !== provider)
      throw invalidLogin("Issuer doesn't match providerName");
    const trust = providers.userPoolClient(identityPool, provider, said.aud);
    if (trust === undefined) throw unsupportedProvider();

    const verified = await userPoolTokens.verify(token);
    if (verified === undefined || userPoolProvider(verified.pool) !== provider)
      throw invalidLogin("Couldn't verify signed token.");
    const { pool, claims } = verified;
    const now = Math.floor(clock.now() / 1000);
    if (now >= Number(claims.exp)) throw loginExpired(now, Number(claims.exp));
    if (trust.ServerSideTokenCheck) requireSignedIn(pool, claims);

    const subject = String(claims.sub);
    return {
      provider,
      subject,
      amr: `${provider}:CognitoSignIn:${subject}`,
      claims,
      mappingKey: `${provider}:${said.aud}`,
    };
  };
}

const withoutScheme = (issuer: string): string => issuer.replace(/^https?:\/\//, "");

/** What a token says of itself, to word a refusal; nothing of it is trusted before the signature is. */
function unverifiedClaims(token: string): Claims | undefined {
  const [, body, signature] = token.split(".");
  if (body === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}
