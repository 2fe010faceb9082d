// From sign-up to the first sign-in without another proof: the sessions that SignUp and ConfirmSignUp answer.
import { Fault } from "../../model/fault.js";
import type { Client, Pool, User } from "../../storage/records.js";
import type { ContactAttribute } from "../messages/destinations.js";
import { allowsChoice } from "./allowed-flows.js";
import type { FirstFactorName } from "./first-factors/first-factor.js";
import { invalidSession, type OpenSession, type Sessions } from "./sessions.js";

/** What the session keeps: what its user has proven so far. */
interface SignUpState {
  readonly proven: readonly FirstFactorName[];
}

export interface NewUser {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
}

export type SignUpSessions = ReturnType<typeof createSignUpSessions>;

const provenIn = (session: OpenSession | undefined) =>
  (session?.state as SignUpState | undefined)?.proven ?? [];

export function createSignUpSessions({ sessions }: { sessions: Sessions }) {
  function issue({ pool, client, user }: NewUser, state: SignUpState): string | undefined {
    if (!allowsChoice(client)) return undefined;
    return sessions.issue({ pool, client, userId: user.id, challenge: "SIGN_UP", state: { ...state } });
  }

  function open(client: Client, user: User | undefined, key: string): OpenSession {
    const session = sessions.open(client, "SIGN_UP", key);
    if (session.userId !== user?.id) throw invalidSession();
    return session;
  }

  return {
    /** Of SignUp: whoever has just chosen a password need not prove it. Undefined for clients without USER_AUTH. */
    begin: (newUser: NewUser): string | undefined =>
      issue(newUser, { proven: newUser.user.password ? ["PASSWORD"] : [] }),

    /**
     * The session that ConfirmSignUp is given. Messages may be slow: one that is over is worth nothing, but doesn't
     * keep anybody from confirming the account (assumed).
     * @throws NotAuthorizedException for one of another user or client
     */
    given(client: Client, user: User, key: string): OpenSession | undefined {
      try {
        return open(client, user, key);
      } catch (error) {
        if (error instanceof Fault && error.message !== invalidSession().message) return undefined;
        throw error;
      }
    },

    /** Of ConfirmSignUp: its code was the proof of an address. Runs in the transaction of the confirmation. */
    confirm(newUser: NewUser, attribute: ContactAttribute, before: OpenSession | undefined) {
      if (before) sessions.spend(before);
      const otp = attribute === "email" ? "EMAIL_OTP" : "SMS_OTP";
      return issue(newUser, { proven: [...provenIn(before), otp] });
    },

    /**
     * What the session stands for at the first sign-in, which uses it up.
     * @throws NotAuthorizedException for one of another user or client, used or expired
     */
    redeem(client: Client, user: User | undefined, key: string): readonly FirstFactorName[] {
      const session = open(client, user, key);
      sessions.spend(session);
      return provenIn(session);
    },
  };
}
