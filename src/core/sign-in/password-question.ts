// The PASSWORD_VERIFIER question: the server's half of SRP, for whoever exists and for whoever doesn't.
import { fault } from "../../model/fault.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Client, Pool, User } from "../../storage/records.js";
import { acceptableA, startSrp } from "../credentials/srp.js";
import { tokenHash } from "../credentials/token-hash.js";
import type { Identifiers } from "../ids.js";
import { type Parameters, type Question, requireParameter } from "./attempt.js";
import type { SrpState } from "./challenges/password-verifier.js";
import { invalidSession, type SessionState, type Sessions } from "./sessions.js";
import type { SimulatedUsers } from "./simulated-users.js";
import type { Trail } from "./trail.js";

/** Enough for the server's secret (RFC 5054, 2.5.3). */
const SECRET_BYTES = 32;

export interface Asked {
  readonly pool: Pool;
  readonly client: Client;
  /** Undefined for a user who does not exist and must be simulated. */
  readonly user: User | undefined;
  readonly typedUsername: string;
  /** The client's half. */
  readonly A: string;
}

export type PasswordQuestion = ReturnType<typeof createPasswordQuestion>;

const echoOf = (session: string): string => tokenHash(session).toString("base64");

/** @throws InvalidParameterException */
export function requireA(parameters: Parameters): string {
  const A = requireParameter(parameters, "SRP_A");
  // The text is assumed.
  if (!acceptableA(A)) throw fault("InvalidParameterException", "Invalid SRP_A value.");
  return A;
}

/**
 * Where the question came with a Session, its answer has to come with it, too.
 * @throws NotAuthorizedException
 */
export function requireEcho({ echo }: SessionState, session: string | undefined): void {
  if (echo !== undefined && (session === undefined || echoOf(session) !== echo)) throw invalidSession();
}

export function createPasswordQuestion(deps: {
  sessions: Sessions;
  simulatedUsers: SimulatedUsers;
  entropy: Entropy;
  ids: Identifiers;
}) {
  const { sessions, simulatedUsers, entropy, ids } = deps;

  /** The session is found by the secret block, which the client sends back. */
  function ask({ pool, client, user, typedUsername, A }: Asked, more: SessionState = {}): Question {
    const { userIdForSrp, salt, verifier } = user
      ? simulatedUsers.of(pool, user)
      : simulatedUsers.ofNobody(pool, typedUsername);
    const b = entropy.bytes(SECRET_BYTES);
    const { B } = startSrp(verifier, b);
    const state: SrpState = { A, B, b: b.toString("base64"), typedUsername };
    const secretBlock = sessions.issue(
      { pool, client, userId: user?.id, challenge: "PASSWORD_VERIFIER", state: { ...state, ...more } },
      ids.secretBlock(),
    );
    return {
      challenge: "PASSWORD_VERIFIER",
      parameters: {
        SALT: salt.toString("hex"),
        SECRET_BLOCK: secretBlock,
        SRP_B: B,
        USERNAME: userIdForSrp,
        USER_ID_FOR_SRP: userIdForSrp,
      },
    };
  }

  return {
    ask,

    /** Within a sign-in that has begun in another way there is a Session as well. */
    askWithin(asked: Asked, trail: Trail): Question {
      const session = ids.sessionToken();
      return { ...ask(asked, { trail, echo: echoOf(session) }), session };
    },
  };
}
