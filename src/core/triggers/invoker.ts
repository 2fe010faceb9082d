// Invokes the functions of triggers, records every invocation, and words failures as Cognito does.
import { fault } from "../../model/fault.js";
import type { FinishedLambdaResult, Lambda } from "../../platform/lambda/lambda.js";
import { tooLarge } from "../../platform/lambda/protocol.js";
import { functionName } from "../../platform/lambda/targets.js";
import type { Log } from "../../platform/log.js";
import type { Pool } from "../../storage/records.js";
import type { Invocations } from "./invocations.js";
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
  /** Absent for functions that are not waited for. */
  readonly response?: object | null | undefined;
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

/** Cognito's words for an answer that it can't read. */
export const UNRECOGNIZABLE = "Unrecognizable lambda output";

/** @param attempts how often a function that exceeds the time limit is tried */
export function createTriggerInvoker(deps: {
  lambda: Lambda;
  invocations: Invocations;
  attempts: number;
  log: Log;
}): TriggerInvoker {
  const { lambda, invocations, attempts, log } = deps;

  const recorder = (pool: Pool, { functionArn, trigger, event }: TriggerCall) => {
    const end = invocations.begin({ poolId: pool.id, functionArn, trigger, event });
    return (result: FinishedLambdaResult): FinishedLambdaResult => {
      const { functionName, triggerSource, durationMs: ms, error, outcome } = end(result);
      const reason = error ?? (outcome === "answered" ? undefined : outcome);
      const line = `[${functionName}] ${triggerSource} ${outcome === "answered" ? "answered" : "failed"}`;
      if (reason === undefined) log.info(line, { pool: pool.id, ms });
      else log.warn(line, { pool: pool.id, reason, ms });
      return result;
    };
  };

  return {
    async invoke(pool, call) {
      const { functionArn, trigger, event } = call;
      for (let attempt = 1; ; attempt++) {
        const record = recorder(pool, call);
        const result = await lambda.invoke({ functionArn, event, kind: "RequestResponse" });
        const finished = record(result.outcome === "accepted" ? await result.finished : result);
        if (finished.outcome !== "timedOut" || attempt >= attempts)
          return answerOf(finished, trigger, functionArn);
      }
    },
    async send(pool, call) {
      const { functionArn, trigger, event } = call;
      const record = recorder(pool, call);
      const result = await lambda.invoke({ functionArn, event, kind: "Event" });
      if (result.outcome === "accepted") void result.finished.then(record);
      // What an Event's function answers, or that it fails, is nothing to Cognito; that it can't be invoked is.
      else answerOf(record(result), trigger, functionArn);
    },
  };
}

/**
 * The errors are as captured from the service: what Lambda says about a function that failed or broke off is passed on
 * in UserLambdaValidationException, also "RequestId: ... Error: Runtime exited with error: exit status 129"; that no
 * answer came is UnexpectedLambdaException. Assumed: an answer over Lambda's limit counts as unreadable.
 */
function answerOf(result: FinishedLambdaResult, trigger: TriggerName, functionArn: string): TriggerAnswer {
  switch (result.outcome) {
    case "answered":
      if (isObject(result.payload)) return result.payload;
      throw fault("InvalidLambdaResponseException", UNRECOGNIZABLE);
    case "failed":
      if (result.errorType === tooLarge.errorType)
        throw fault("InvalidLambdaResponseException", UNRECOGNIZABLE);
      // The period is Cognito's, whatever the message ends with.
      throw fault("UserLambdaValidationException", `${trigger} failed with error ${result.errorMessage}.`);
    case "crashed":
      throw fault("UserLambdaValidationException", `${trigger} failed with error ${result.reason}.`);
    case "timedOut":
      throw unexpected(trigger, "Socket timeout while invoking Lambda function.");
    case "refused":
      throw unexpected(trigger, `${[result.reason, result.detail].filter(Boolean).join(": ")}.`);
    case "unmapped":
      throw unexpected(trigger, `ResourceNotFoundException: ${howToMap(functionArn)}`);
  }
}

const unexpected = (trigger: TriggerName, reason: string) =>
  fault("UnexpectedLambdaException", `${trigger} invocation failed due to error ${reason}`);

/** For the developer who meets it: what to do about it. */
function howToMap(functionArn: string): string {
  const { name } = functionName(functionArn);
  return (
    `cognito-emulator does not know where ${functionArn} is. Start it with --trigger ${name}=./file.js#handler, ` +
    "or state that under triggers: in a configuration file or fixture, " +
    "or name what has the function with --lambda-endpoint."
  );
}

function isObject(value: unknown): value is TriggerAnswer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
