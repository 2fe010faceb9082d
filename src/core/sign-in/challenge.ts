// What an answer to a challenge is checked with and against.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import type { Client, MfaFactor, Pool, User } from "../../storage/records.js";
import type { Caller, ClientMetadata } from "../triggers/triggers.js";
import type { Parameters, Question } from "./attempt.js";
import type { CustomProgress } from "./custom-progress.js";
import type { SessionState } from "./sessions.js";
import type { ProvenFactor } from "./trail.js";

/** One answer, once its session was found good for this client and user. */
export interface Answer {
  readonly pool: Pool;
  readonly client: Client;
  /** Undefined for a simulated user, who fails whatever is answered. */
  readonly user: User | undefined;
  readonly caller: Caller;
  readonly responses: Parameters;
  readonly metadata?: ClientMetadata | undefined;
  readonly state: SessionState;
}

/** What a right answer does to the user, in the transaction that spends the session. */
export interface Passed {
  commit?(): User;
  /** An answer that only chooses how to go on: the factor that is asked next. */
  readonly factor?: MfaFactor;
  /** An answer that begins a choice-based sign-in: what it proves. */
  readonly firstFactor?: ProvenFactor;
  /** An answer that leads to another question before anything is proven; asked once the session is spent. */
  next?(): Question | Promise<Question>;
  /** An answer that the pool's own functions judge: what they will be told of it. */
  readonly custom?: CustomProgress;
}

/** A question that can be answered: one file in challenges/. */
export interface Challenge {
  readonly name: ChallengeNameType;
  /** The response that finds the session, where that is not Session itself. */
  readonly sessionIn?: string;
  /** The hash of the session that an answer without Session belongs to. */
  waitingSession?(pool: Pool, responses: Parameters): Buffer | undefined;
  /** Responses without which the session is not even looked at. */
  readonly requires?: readonly string[];
  /** Whether a wrong answer uses the session up as well. */
  readonly once: boolean;
  /** Who a simulated user is in the answer to this challenge. */
  simulatedUsername?(pool: Pool, state: SessionState): string;
  /** @throws Fault for a wrong answer */
  check(answer: Answer): Passed | Promise<Passed>;
}
