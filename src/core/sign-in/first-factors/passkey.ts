// WEB_AUTHN: one of the user's passkeys signs a challenge.
import type { Entropy } from "../../../platform/entropy.js";
import type { Pool, User } from "../../../storage/records.js";
import type { Mfa } from "../../mfa/mfa.js";
import type { Passkeys } from "../../passkeys/passkeys.js";
import type { Question } from "../attempt.js";
import type { PasskeyState } from "../challenges/passkey.js";
import { invalidSession, type Sessions } from "../sessions.js";
import type { SimulatedUsers } from "../simulated-users.js";
import { type FirstFactor, keptBy } from "./first-factor.js";

/** What the browser is told; as the API's examples have it. */
const TIMEOUT_MS = 180_000;

interface Deps {
  readonly passkeys: Passkeys;
  readonly mfa: Mfa;
  readonly sessions: Sessions;
  readonly simulatedUsers: SimulatedUsers;
  readonly entropy: Entropy;
}

interface Descriptor {
  readonly type: "public-key";
  readonly id: string;
  readonly transports: readonly string[];
}

export function passkeyFactor({ passkeys, mfa, sessions, simulatedUsers, entropy }: Deps): FirstFactor {
  /** A temporary password has to be used first, and other providers have sign-ins of their own. */
  function isAvailable(pool: Pool, user: User): boolean {
    if (user.status === "FORCE_CHANGE_PASSWORD" || user.status === "EXTERNAL_PROVIDER") return false;
    const relyingParty = passkeys.relyingPartyOf(pool);
    if (relyingParty === undefined || passkeys.usable(user, relyingParty).length === 0) return false;
    return passkeys.isMultiFactor(pool, user) || mfa.plan(pool, user).kind === "none";
  }

  /** Who doesn't exist has one passkey, always the same. */
  function allowed(pool: Pool, user: User | undefined, username: string, relyingParty: string): Descriptor[] {
    const own = user
      ? passkeys.usable(user, relyingParty).map(({ credentialId: id, transports }) => ({ id, transports }))
      : [simulatedUsers.passkeyOfNobody(pool, username)];
    return own.map(({ id, transports }) => ({ type: "public-key", id, transports }));
  }

  return {
    name: "WEB_AUTHN",
    isAvailable,
    // Where a second factor is required, few users have turned passkeys on as one: none seems to.
    seemsAvailable: (pool, typedUsername) =>
      passkeys.relyingPartyOf(pool) !== undefined &&
      pool.settings.MfaConfiguration !== "ON" &&
      simulatedUsers.chance(pool, typedUsername, "WEB_AUTHN"),
    // A credential that comes with the choice is left aside: until now there was no challenge to sign (assumed).
    ask(candidate): Question {
      const { pool, client, user, typedUsername } = candidate;
      const relyingParty = passkeys.relyingPartyOf(pool);
      if (relyingParty === undefined) throw invalidSession();
      const challenge = entropy.bytes(32).toString("base64url");
      const userVerification = passkeys.userVerification(pool, user);
      const own: PasskeyState = { challenge, relyingParty, userVerification };
      const session = sessions.issue({
        ...{ pool, client, userId: user?.id, challenge: "WEB_AUTHN" },
        state: { ...keptBy(candidate), ...own },
      });
      const options = {
        ...{ challenge, timeout: TIMEOUT_MS, rpId: relyingParty },
        allowCredentials: allowed(pool, user, typedUsername, relyingParty),
        userVerification,
      };
      return {
        challenge: "WEB_AUTHN",
        parameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
        session,
      };
    },
  };
}
