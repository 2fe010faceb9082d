// Invokes the functions of triggers, records every invocation, and words failures as Cognito does.
import type { Pool } from "../../storage/records.js";
import type { TriggerName } from "./triggers.js";

/** What every trigger event has, whatever its trigger. */
export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName?: string | undefined;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: object;
  readonly response: object | null;
}

export interface TriggerCall {
  /** From the pool's LambdaConfig. */
  readonly functionArn: string;
  /** Begins the messages of failures: `PreSignUp failed with error ...`. */
  readonly trigger: TriggerName;
  readonly event: TriggerEvent;
}

/** What a function gave back: an object, not yet checked any further. */
export type TriggerAnswer = Readonly<Record<string, unknown>>;

export interface TriggerInvoker {
  /**
   * Runs the function and waits for its answer; never inside a transaction.
   * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
   */
  invoke(pool: Pool, call: TriggerCall): Promise<TriggerAnswer>;
  /**
   * Starts the function without waiting for its end, as Cognito does with custom senders. What becomes of it is
   * recorded and logged.
   * @throws UnexpectedLambdaException when it cannot be started
   */
  send(pool: Pool, call: TriggerCall): Promise<void>;
}
