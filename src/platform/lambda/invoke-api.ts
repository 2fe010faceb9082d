// Lambda's own Invoke API: of AWS, or of an emulator of it.
import { performance } from "node:perf_hooks";
import { InvokeCommand, type InvokeCommandOutput, LambdaClient } from "@aws-sdk/client-lambda";
import type { LambdaInvocation, LambdaResult } from "./lambda.js";
import { errorIn, parseJson, unreachable } from "./payload.js";
import type { FunctionName } from "./targets.js";

export interface InvokeApi {
  invoke(name: FunctionName, invocation: LambdaInvocation, timeoutMs: number): Promise<LambdaResult>;
  close(): void;
}

/** @param endpoint a URL, or `aws` for AWS itself with the credentials that the environment has for it */
export function invokeApi(endpoint: string): InvokeApi {
  const clients = new Map<string, LambdaClient>();

  const clientFor = ({ region, account }: FunctionName): LambdaClient => {
    const key = `${region} ${account}`;
    const known = clients.get(key);
    if (known) return known;
    // Cognito does not repeat what Lambda refuses.
    const common = { region, maxAttempts: 1 };
    const local = {
      endpoint,
      // Other emulators, too, take an access key of 12 digits as the account.
      credentials: { accessKeyId: account, secretAccessKey: "cognito-emulator" },
    };
    const client = new LambdaClient(endpoint === "aws" ? common : { ...common, ...local });
    clients.set(key, client);
    return client;
  };

  return {
    async invoke(name, { functionArn, event, kind }, timeoutMs) {
      const startedAt = performance.now();
      const ms = () => performance.now() - startedAt;
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const output = await clientFor(name).send(
          new InvokeCommand({
            FunctionName: functionArn,
            InvocationType: kind,
            // A log belongs to an answer, for which an Event does not wait.
            LogType: kind === "Event" ? "None" : "Tail",
            Payload: Buffer.from(JSON.stringify(event)),
          }),
          { abortSignal: signal },
        );
        if (kind === "RequestResponse") return resultOf(output, ms());
        const finished = { outcome: "answered", payload: null, logs: "", ms: ms() } as const;
        return { outcome: "accepted", finished: Promise.resolve(finished) };
      } catch (error) {
        if (signal.aborted) return { outcome: "timedOut", logs: "", ms: ms() };
        return { outcome: "refused", ...refusalOf(error), ms: ms() };
      }
    },
    close() {
      for (const client of clients.values()) client.destroy();
    },
  };
}

function resultOf({ FunctionError, Payload, LogResult }: InvokeCommandOutput, ms: number): LambdaResult {
  const logs = LogResult ? Buffer.from(LogResult, "base64").toString() : "";
  const text = Payload ? Buffer.from(Payload).toString() : "";
  const payload = parseJson(text);
  if (FunctionError === undefined) return { outcome: "answered", payload, logs, ms };
  // The header says that this is no answer but an error; an error without a message is told by its text.
  const error = errorIn(payload) ?? { errorType: FunctionError, errorMessage: text, stack: [] };
  return { outcome: "failed", ...error, logs, ms };
}

/** Lambda's exceptions are named in Cognito's own error; whatever else went wrong needs more words. */
function refusalOf(error: unknown): { reason: string; detail?: string } {
  const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode === undefined ? unreachable(error) : { reason: name };
}
