// The password as first factor, however it is proven: what is checked around it, in which order.
import { fault } from "../../model/fault.js";
import type { Client, Pool, User } from "../../storage/records.js";
import { hidesUserExistence } from "../clients/clients.js";
import type { Passwords } from "../credentials/passwords.js";
import { nobody } from "../users/attempts.js";
import { resetRequired, userDisabled } from "../users/users.js";
import { incorrect } from "./attempt.js";
import type { Lockouts } from "./lockouts.js";

export type PasswordProof = ReturnType<typeof createPasswordProof>;

export function createPasswordProof({ passwords, lockouts }: { passwords: Passwords; lockouts: Lockouts }) {
  return {
    /**
     * Order: disabled, locked, to be reset, password, unconfirmed, expired. Only who knows the password learns that
     * an account waits for its confirmation (the order is inferred).
     * @param isRight checks the password; to be called outside a transaction, which a refusal would undo
     * @throws NotAuthorizedException, PasswordResetRequiredException, UserNotConfirmedException
     */
    require(client: Client, user: User, isRight: () => boolean): void {
      if (!user.enabled) throw userDisabled();
      lockouts.requireOpen(user);
      const mustReset = user.status === "RESET_REQUIRED";
      if (mustReset && !looksLikeNobody(client, user)) throw resetRequired();
      // Right or not takes the same time.
      if (!isRight() || mustReset) {
        lockouts.countFailure(user);
        throw incorrect();
      }
      if (user.status === "UNCONFIRMED") throw unconfirmed();
      passwords.requireUnexpired(user);
    },

    /**
     * Refuses the password of a user who does not exist as a wrong one: locked after as many, and after as long
     * (that the service locks them is assumed).
     * @param check computes what a check of a real user's password does
     * @throws NotAuthorizedException
     */
    refuseNobody(pool: Pool, typedUsername: string, check: () => void): never {
      const who = nobody(pool, typedUsername);
      lockouts.requireOpen(who);
      check();
      lockouts.countFailure(who);
      throw incorrect();
    },
  };
}

/**
 * What every way to sign in without the password demands of the account (assumed to be what passwords demand).
 * @throws NotAuthorizedException, PasswordResetRequiredException, UserNotConfirmedException
 */
export function requireUsable(client: Client, user: User): void {
  if (!user.enabled) throw userDisabled();
  requireNoReset(client, user);
  if (user.status === "UNCONFIRMED") throw unconfirmed();
}

/**
 * Who has to reset the password can't sign in without it either (assumed).
 * @throws NotAuthorizedException, PasswordResetRequiredException
 */
export function requireNoReset(client: Client, user: User): void {
  if (user.status !== "RESET_REQUIRED") return;
  throw looksLikeNobody(client, user) ? incorrect() : resetRequired();
}

const unconfirmed = () => fault("UserNotConfirmedException", "User is not confirmed.");

/** Imported users, who never had a password, are hidden where the client asks for it (developer guide). */
const looksLikeNobody = (client: Client, user: User): boolean =>
  user.password === undefined && hidesUserExistence(client);
