// Verifies ID tokens of this emulator's user pools as logins of an identity pool.
import type { Clock } from "../../platform/clock.js";
import type { IdentityPool } from "../../storage/identity-records.js";
import type { Pool } from "../../storage/records.js";
import { invalidLogin, loginExpired, unsupportedProvider } from "./login-faults.js";
import type { VerifiedLogin } from "./logins.js";
import { type Providers, userPoolProvider } from "./providers.js";

export type Claims = Readonly<Record<string, unknown>>;

/** What identity pools need to know of user pools' tokens. */
export interface UserPoolTokens {
  /**
   * The pool and claims of an ID token that one of this emulator's pools signed, whether expired or not; undefined
   * for every other token.
   */
  verifyIdToken(token: string): Promise<{ pool: Pool; claims: Claims } | undefined>;
  /** Whether the user of a verified token is gone, disabled or signed out since. */
  isWithdrawn(pool: Pool, claims: Claims): boolean;
}

export function createUserPoolLogins(deps: {
  clock: Clock;
  providers: Providers;
  userPoolTokens: UserPoolTokens;
}) {
  const { clock, providers, userPoolTokens } = deps;

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

    const verified = await userPoolTokens.verifyIdToken(token);
    if (verified === undefined || userPoolProvider(verified.pool) !== provider)
      throw invalidLogin("Couldn't verify signed token.");
    const { pool, claims } = verified;
    const now = Math.floor(clock.now() / 1000);
    if (now >= Number(claims.exp)) throw loginExpired(now, Number(claims.exp));
    // SDK, CognitoIdentityProvider: signed out globally or deleted; disabled as well, and the text (assumed).
    if (trust.ServerSideTokenCheck && userPoolTokens.isWithdrawn(pool, claims))
      throw invalidLogin("Token has been revoked.");

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
