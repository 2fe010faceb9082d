// Fires one trigger: finds the function that the pool names, sends it the event, and reads its answer.
import type { LambdaConfigType } from "../../model/cognito-idp.gen.js";
import type { Pool } from "../../storage/records.js";
import { type AnswerReader, readAnswer, unrecognizable } from "./answers.js";
import { type Description, eventOf, type Occasion } from "./envelope.js";
import type { TriggerInvoker } from "./invoker.js";

/** The triggers by the names that messages and LambdaConfig have for them; PreTokenGeneration is configured by two members. */
export type TriggerName = Exclude<keyof LambdaConfigType, "KMSKeyID" | "PreTokenGenerationConfig">;

/**
 * Invokes the function of a trigger and answers the `response` that it gave; undefined when the pool has no such
 * trigger, which costs one look: `describe` is called only for one that is there.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export type Fire = (
  trigger: TriggerName,
  occasion: Occasion,
  describe: () => Description,
) => Promise<AnswerReader | undefined>;

/**
 * Starts the function of a trigger and does not wait for its end. Does nothing when the pool has no such trigger.
 * @throws UnexpectedLambdaException when it can't be started
 */
export type Start = (
  trigger: TriggerName,
  occasion: Occasion,
  describe: () => Promise<Description>,
) => Promise<void>;

export function createStart(invoker: TriggerInvoker): Start {
  return async (trigger, occasion, describe) => {
    const functionArn = functionOf(occasion.pool, trigger);
    if (functionArn === undefined) return;
    const event = eventOf(occasion, await describe());
    await invoker.send(occasion.pool, { functionArn, trigger, event });
  };
}

export function createFire(invoker: TriggerInvoker): Fire {
  return async (trigger, occasion, describe) => {
    const functionArn = functionOf(occasion.pool, trigger);
    if (functionArn === undefined) return undefined;
    const event = eventOf(occasion, describe());
    const answer = readAnswer(await invoker.invoke(occasion.pool, { functionArn, trigger, event }));
    requireEnvelope(answer);
    const response = answer.object("response");
    if (!response) throw unrecognizable();
    return response;
  };
}

function functionOf({ settings }: Pool, trigger: TriggerName): string | undefined {
  const { LambdaConfig = {} } = settings;
  const setting =
    (trigger === "PreTokenGeneration" && LambdaConfig.PreTokenGenerationConfig) || LambdaConfig[trigger];
  return typeof setting === "object" ? setting.LambdaArn : setting;
}

/**
 * Functions answer with the whole event. Of what they repeat only `response` counts; the rest may be missing, but not
 * of another type (assumed; a function that answers something of its own, such as a status code, is refused).
 */
function requireEnvelope(answer: AnswerReader): void {
  for (const name of ["version", "region", "userPoolId", "userName", "triggerSource"]) answer.text(name);
  for (const name of ["callerContext", "request"]) answer.object(name);
}
