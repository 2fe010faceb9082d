// Setting an authenticator up within a sign-in that demands one: each step answers the session for the next.
import type { Store } from "../../storage/store.js";
import type { Mfa } from "../mfa/mfa.js";
import { userDisabled } from "../users/users.js";
import type { MfaSetupState } from "./challenges/mfa-setup.js";
import { isUnprepared } from "./challenges/unprepared.js";
import { invalidSession, type OpenSession, type Sessions } from "./sessions.js";

interface Deps {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly mfa: Mfa;
}

export function createSoftwareTokenSetup({ store, sessions, mfa }: Deps) {
  /** No client is named: the session is proof enough. */
  function open(key: string) {
    const session = sessions.find("MFA_SETUP", key);
    // Named by a function where there is nothing to set up.
    if (isUnprepared(session.state)) throw invalidSession();
    const pool = store.pools.find(session.poolId);
    const client = store.clients.find(session.clientId);
    const user = session.userId === undefined ? undefined : store.users.findById(session.userId);
    if (!pool || !client || !user) throw invalidSession();
    if (!user.enabled) throw userDisabled();
    mfa.tokens.requireOffered(pool);
    // Set up by another sign-in since: nobody replaces it with no more than the password.
    if (mfa.tokens.verified(user)) throw invalidSession();
    return { session, pool, client, user };
  }

  type Opened = ReturnType<typeof open>;

  /** Runs in a transaction. */
  function goOn({ session, pool, client, user }: Opened, token: MfaSetupState["token"]): string {
    sessions.spend(session);
    const state = { ...session.state, token };
    return sessions.issue({ pool, client, userId: user.id, challenge: "MFA_SETUP", state });
  }

  const isAssociated = ({ state }: OpenSession) => (state as Partial<MfaSetupState>).token !== undefined;

  return {
    /** @throws NotAuthorizedException, SoftwareTokenMFANotFoundException */
    associate(key: string): { secretCode: string; session: string } {
      const opened = open(key);
      return store.transaction(() => ({
        secretCode: mfa.tokens.associate(opened.user),
        session: goOn(opened, "associated"),
      }));
    },

    /**
     * A wrong code leaves the session as it is.
     * @throws NotAuthorizedException, EnableSoftwareTokenMFAException
     */
    verify(key: string, code: string, friendlyName: string | undefined): { session: string } {
      const opened = open(key);
      // The secret must be the one of this sign-in.
      if (!isAssociated(opened.session)) throw invalidSession();
      return store.transaction(() => {
        mfa.tokens.verify(opened.user, code, friendlyName);
        return { session: goOn(opened, "verified") };
      });
    },
  };
}
