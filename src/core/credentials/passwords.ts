// Passwords of users: setting, checking, policy, history and expiry. Only SRP verifiers are kept.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { PasswordRecord, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { srpPoolName } from "../pools/pools.js";
import { passwordViolation, temporaryPassword } from "./password-policy.js";
import { srpVerifier, verifyPassword } from "./srp.js";
import { createVerifiedPasswords } from "./verified-passwords.js";

/** How the three families of operations begin the message of a policy violation. */
export const POLICY_PREFIX = {
  signUp: "Password did not conform with policy: ",
  admin: "Password did not conform with password policy: ",
  change: "Password does not conform to policy: ",
} as const;

const DAY_MS = 24 * 60 * 60 * 1000;
const SALT_BYTES = 16;
/** Each remembered password costs about 100 bytes. */
const REMEMBERED_PASSWORDS = 10_000;

export type Passwords = ReturnType<typeof createPasswords>;

export function createPasswords(deps: { store: Store; clock: Clock; entropy: Entropy }) {
  const { store, clock, entropy } = deps;
  const verified = createVerifiedPasswords(entropy.bytes(32), REMEMBERED_PASSWORDS);

  const matches = (pool: Pool, user: User, password: string, record: PasswordRecord): boolean =>
    verifyPassword(srpPoolName(pool), user.username, password, record.salt, record.verifier);

  /** Takes as long as a check does and fails: for who does not exist or has no password. */
  function checkNobody(pool: Pool, username: string, password: string): false {
    srpVerifier(srpPoolName(pool), username, password, Buffer.alloc(SALT_BYTES));
    return false;
  }

  const policyOf = (pool: Pool) => pool.settings.Policies?.PasswordPolicy ?? {};

  return {
    /** A salted verifier for a password of `username`, the canonical one that enters SRP. Costs an exponentiation. */
    record(pool: Pool, username: string, password: string): PasswordRecord {
      const salt = entropy.bytes(SALT_BYTES);
      return { salt, verifier: srpVerifier(srpPoolName(pool), username, password, salt) };
    },

    /** Whether `password` is the user's. A user without a password has none that is right. */
    check(pool: Pool, user: User, password: string): boolean {
      const { id, password: record } = user;
      if (!record) return checkNobody(pool, user.username, password);
      if (verified.knows(id, record.salt, password)) return true;
      if (!matches(pool, user, password, record)) return false;
      verified.remember(id, record.salt, password);
      return true;
    },

    checkNobody,

    /** @throws InvalidPasswordException with the first rule of the policy that is broken */
    requirePolicy(pool: Pool, password: string, prefix: string): void {
      const violation = passwordViolation(policyOf(pool), password);
      if (violation !== undefined) throw fault("InvalidPasswordException", prefix + violation);
    },

    /**
     * Applies PasswordHistorySize: the present password and the ones before it may not come again.
     * @throws PasswordHistoryPolicyViolationException (text assumed)
     */
    requireUnused(pool: Pool, user: User, password: string): void {
      const size = policyOf(pool).PasswordHistorySize ?? 0;
      if (size === 0) return;
      const earlier = [
        ...(user.password ? [user.password] : []),
        ...store.users.passwordHistory(user.id, size),
      ];
      if (earlier.slice(0, size).some((record) => matches(pool, user, password, record)))
        throw fault("PasswordHistoryPolicyViolationException", "Password has previously been used");
    },

    /** What a user record holds once `password` replaced its present one. Runs in a transaction. */
    replace(
      pool: Pool,
      user: User,
      password: PasswordRecord,
      { temporary }: { temporary: boolean },
    ): Pick<User, "password" | "passwordExpiresAt"> {
      const size = policyOf(pool).PasswordHistorySize ?? 0;
      if (size > 0 && user.password) store.users.rememberPassword(user.id, clock.now(), user.password, size);
      return { password, passwordExpiresAt: temporary ? clock.now() + temporaryValidityMs(pool) : undefined };
    },

    /** A temporary password's end, for a user who gets one now. */
    temporaryExpiry: (pool: Pool): number => clock.now() + temporaryValidityMs(pool),

    /** @throws NotAuthorizedException when the user's password was temporary and its time is over */
    requireUnexpired(user: User): void {
      if (user.passwordExpiresAt !== undefined && clock.now() > user.passwordExpiresAt)
        throw fault(
          "NotAuthorizedException",
          "Temporary password has expired and must be reset by an administrator.",
        );
    },

    /** A random password that satisfies the pool's policy. */
    generate: (pool: Pool): string => temporaryPassword(policyOf(pool), entropy.bytes),
  };
}

/** 0 counts as not given (CloudFormation reference, TemporaryPasswordValidityDays). */
function temporaryValidityMs(pool: Pool): number {
  const days =
    pool.settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ||
    pool.settings.AdminCreateUserConfig?.UnusedAccountValidityDays ||
    7;
  return days * DAY_MS;
}
