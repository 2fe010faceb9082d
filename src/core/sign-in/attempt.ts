// The words in which the sign-in state machine speaks: requests, attempts, questions and outcomes.
import type { AuthFlowType, ChallengeNameType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Client, MfaFactor, Pool, User } from "../../storage/records.js";
import type { SignInDevice } from "../devices/tracking.js";
import type { IssuedTokens } from "../tokens/tokens.js";
import type { Caller, ClientMetadata } from "../triggers/triggers.js";
import type { Trail } from "./trail.js";

/** AuthParameters and ChallengeResponses. */
export type Parameters = Readonly<Record<string, string>>;

interface Request {
  readonly pool: Pool;
  readonly client: Client;
  /** Whether an administrator calls: AdminInitiateAuth and AdminRespondToAuthChallenge. */
  readonly admin: boolean;
  readonly caller: Caller;
  readonly parameters: Parameters;
}

export interface StartRequest extends Request {
  readonly flow: AuthFlowType;
  /** What SignUp or ConfirmSignUp answered, to sign the new user in. */
  readonly session?: string | undefined;
  /** The request's ClientMetadata, which functions get under this name, and only those before the sign-in. */
  readonly validationData?: ClientMetadata | undefined;
}

export interface AnswerRequest extends Request {
  readonly challenge: ChallengeNameType;
  readonly session?: string | undefined;
  /** For the functions after the sign-in and those of custom challenges. */
  readonly metadata?: ClientMetadata | undefined;
}

/** A user who has proven the first factor and is on the way through the steps that follow. */
export interface Attempt extends Trail {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly caller: Caller;
  /** The second factor that the answer chose, to be asked now. */
  readonly factor?: MfaFactor | undefined;
  /** What the tokens will name, once every step is passed. */
  readonly device?: SignInDevice | undefined;
  /** Of the answer that led here; a sign-in that ends with its first request has none. */
  readonly metadata?: ClientMetadata | undefined;
}

/** What the user has to answer next. */
export interface Question {
  readonly challenge: ChallengeNameType;
  readonly parameters: Parameters;
  /** Absent for PASSWORD_VERIFIER after USER_SRP_AUTH, which is found by its SECRET_BLOCK. */
  readonly session?: string | undefined;
  /** The first factors to choose from, where a choice-based sign-in begins; later answers don't repeat them (assumed). */
  readonly available?: readonly ChallengeNameType[] | undefined;
}

/** How a call ends: with a question or with tokens, never with both. */
export type Outcome =
  | { readonly question: Question; readonly tokens?: undefined }
  | { readonly tokens: IssuedTokens; readonly question?: undefined };

/** What a flow or an answer leads to: an attempt goes on to the steps, an outcome is final. */
export type Progress = { readonly attempt: Attempt } | Outcome;

/** A way to begin: one file in flows/. */
export interface Flow {
  readonly names: readonly AuthFlowType[];
  /** AuthParameters without which it can't begin; a SECRET_HASH is over the first one when that is USERNAME. */
  readonly requires: readonly string[];
  start(request: StartRequest): Promise<Progress>;
}

/** A question between the first factor and the tokens: one file in steps/. */
export interface Step {
  /** The question that this attempt still has to answer, if any. Asked again after every answer. */
  ask(attempt: Attempt): Question | undefined | Promise<Question | undefined>;
}

/** @throws InvalidParameterException */
export function requireParameter(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value) return value;
  throw fault("InvalidParameterException", `Missing required parameter ${name}`);
}

/** The device that a client names when it begins. One that is none of the user's is as good as none (assumed). */
export const deviceKeyIn = ({ DEVICE_KEY }: Parameters): string | undefined =>
  DEVICE_KEY && /^[\w-]{1,54}_[0-9a-f-]{1,54}$/.test(DEVICE_KEY) ? DEVICE_KEY : undefined;

export const incorrect = () => fault("NotAuthorizedException", "Incorrect username or password.");
