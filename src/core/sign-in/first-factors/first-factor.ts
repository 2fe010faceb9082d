// A way to begin a choice-based sign-in: each file of this folder is one.
import type { Client, Pool, User } from "../../../storage/records.js";
import type { Caller, ClientMetadata } from "../../triggers/triggers.js";
import type { Parameters, Question } from "../attempt.js";
import type { Passed } from "../challenge.js";
import type { SessionState } from "../sessions.js";
import type { Trail } from "../trail.js";

/** In the order in which the service lists them. */
export const FIRST_FACTORS = ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const;

export type FirstFactorName = (typeof FIRST_FACTORS)[number];

/** Who wants to sign in, and with what the factor was chosen. */
export interface Candidate {
  readonly pool: Pool;
  readonly client: Client;
  readonly caller: Caller;
  /** Undefined for a user who does not exist and must be simulated. */
  readonly user: User | undefined;
  readonly typedUsername: string;
  /** What the sessions of this sign-in have to keep. */
  readonly trail: Trail;
  /** AuthParameters or ChallengeResponses. */
  readonly parameters: Parameters;
  /** What the session of SELECT_CHALLENGE kept, where its answer chose the factor. */
  readonly state?: SessionState | undefined;
  /** Of the answer that chose; the request that begins a sign-in has none for what is sent. */
  readonly metadata?: ClientMetadata | undefined;
}

export interface FirstFactor {
  readonly name: FirstFactorName;
  /** Whether this user can sign in so, as things stand. */
  isAvailable(pool: Pool, user: User): boolean;
  /** The same of a user who doesn't exist: always the same for the same name, and as a real one's might be. */
  seemsAvailable(pool: Pool, typedUsername: string): boolean;
  /**
   * Judges the proof that came together with the choice; undefined when none did. Called outside transactions.
   * @throws Fault for a wrong one
   */
  prove?(candidate: Candidate): Passed | undefined | Promise<Passed | undefined>;
  /** The question whose answer proves the factor. Its session keeps `keptBy(candidate)`. */
  ask(candidate: Candidate): Question | Promise<Question>;
}

/** What the session of a first factor's question keeps beside what the factor itself needs. */
export const keptBy = ({ typedUsername, trail }: Candidate) => ({ typedUsername, trail });
