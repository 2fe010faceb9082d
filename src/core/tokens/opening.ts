// Reads tokens that come back: who calls with an access token, and what an ID token proves to identity pools.
import { type Fault, fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Client, Pool, SignIn, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { clientNotFound } from "../clients/clients.js";
import { resetRequired, userDisabled, userNotFound } from "../users/users.js";
import { USER_SCOPE } from "./claims.js";
import { type JwtPayload, verifyJwt } from "./jwt.js";
import type { KeyPurpose, SigningKeys } from "./signing-keys.js";
import { createVerifiedTokens } from "./verified-tokens.js";

/** The caller of an operation that takes an access token. */
export interface TokenCaller {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  /** The authentication that the token descends from. */
  readonly signIn: SignIn;
  readonly claims: JwtPayload;
}

/** What a token has to grant, and the errors of operations that the model gives no others for. */
export interface Demands {
  /** The user's own operations when not given. */
  readonly scope?: string;
  readonly ofDeletedUser?: () => Fault;
  readonly ofUserToReset?: () => Fault;
  readonly ofDeletedClient?: (id: string) => Fault;
}

/** A remembered signature takes about 150 bytes. */
const REMEMBERED_TOKENS = 10_000;

const refused = (message: string) => fault("NotAuthorizedException", message);

export const tokenRevoked = () => refused("Access Token has been revoked");

export function createTokenOpener(deps: { store: Store; clock: Clock; signingKeys: SigningKeys }) {
  const { store, clock, signingKeys } = deps;
  const verified = createVerifiedTokens(REMEMBERED_TOKENS);

  async function verify(token: string, purpose: KeyPurpose) {
    let signer: ReturnType<SigningKeys["find"]>;
    const findKey = (kid: string) => {
      signer = signingKeys.find(kid);
      return signer?.key;
    };
    const verification = await verifyJwt(token, findKey, { algorithm: "RS256", verified });
    if (!verification.ok) return verification;
    if (!signer || signer.purpose !== purpose) return { ok: false, problem: "malformed" } as const;
    return { ok: true, pool: signer.pool, claims: verification.payload } as const;
  }

  /** Tokens of revocable clients name their sign-in; the others are traced by the event id, which they all have. */
  function signInOf({ origin_jti, event_id }: JwtPayload): SignIn | undefined {
    const id = origin_jti ?? event_id;
    return typeof id === "string" ? store.signIns.find(id) : undefined;
  }

  /** The sign-in, unless it was revoked. It outlives all its tokens: one that is gone went with its user or client. */
  function livingSignIn(claims: JwtPayload): SignIn | undefined {
    const signIn = signInOf(claims);
    return signIn?.revokedAt === undefined ? signIn : undefined;
  }

  return {
    /**
     * The caller who presents an access token.
     * Order: form, signature, expiry, scope, client, user, enabled, revocation, password to be reset
     * (aws-amplify/amplify-js#11456).
     * @throws NotAuthorizedException, ResourceNotFoundException, UserNotFoundException, PasswordResetRequiredException
     */
    async open(
      accessToken: string,
      {
        scope = USER_SCOPE,
        ofDeletedUser = userNotFound,
        ofUserToReset = resetRequired,
        ofDeletedClient = clientNotFound,
      }: Demands = {},
    ): Promise<TokenCaller> {
      const verification = await verify(accessToken, "access");
      if (!verification.ok) {
        const unknown = verification.problem === "signature" || verification.problem === "key";
        throw refused(unknown ? "Could not verify signature for Access Token" : "Invalid Access Token");
      }
      const { pool, claims } = verification;
      if (clock.now() >= Number(claims.exp) * 1000) throw refused("Access Token has expired");
      if (!String(claims.scope).split(" ").includes(scope))
        throw refused("Access Token does not have required scopes");

      const client = store.clients.find(String(claims.client_id));
      if (!client) throw ofDeletedClient(String(claims.client_id));
      const user = store.users.findBySub(pool.id, String(claims.sub));
      if (!user) throw ofDeletedUser();
      if (!user.enabled) throw userDisabled();
      const signIn = livingSignIn(claims);
      if (!signIn) throw tokenRevoked();
      if (user.status === "RESET_REQUIRED") throw ofUserToReset();
      return { pool, client, user, signIn, claims };
    },

    /**
     * The pool of an access token, a user's or a client's own, that grants the scope; undefined for one that is wrong,
     * expired or withdrawn.
     */
    async poolGranting(accessToken: string, scope: string): Promise<Pool | undefined> {
      const verification = await verify(accessToken, "access");
      if (!verification.ok) return undefined;
      const { pool, claims } = verification;
      const isGood =
        clock.now() < Number(claims.exp) * 1000 &&
        String(claims.scope).split(" ").includes(scope) &&
        store.clients.find(String(claims.client_id)) !== undefined;
      if (!isGood) return undefined;
      if (claims.username === undefined) return pool;
      const user = store.users.findBySub(pool.id, String(claims.sub));
      return user?.enabled && livingSignIn(claims) ? pool : undefined;
    },

    /**
     * The pool and claims of an ID token that one of this emulator's pools signed; whether it is expired or revoked
     * is the caller's to judge. Undefined for every other token.
     */
    async verifyIdToken(idToken: string): Promise<{ pool: Pool; claims: JwtPayload } | undefined> {
      const verification = await verify(idToken, "id");
      return verification.ok ? { pool: verification.pool, claims: verification.claims } : undefined;
    },

    /** Whether the user of a verified token is gone, disabled or signed out since. */
    isWithdrawn(pool: Pool, claims: JwtPayload): boolean {
      const user = store.users.findBySub(pool.id, String(claims.sub));
      return !user?.enabled || livingSignIn(claims) === undefined;
    },
  };
}
