// A Lambda port over the handlers of this folder, or over files that a test writes, with short limits.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { movableClock } from "../../src/platform/clock.js";
import { systemEntropy } from "../../src/platform/entropy.js";
import type { FinishedLambdaResult, Lambda, LambdaTarget } from "../../src/platform/lambda/lambda.js";
import { type SystemLambdaOptions, systemLambda } from "../../src/platform/lambda/system-lambda.js";
import { openLog } from "../../src/platform/log.js";

export const HANDLERS = join(import.meta.dirname, "handlers");
export const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:under-test";

export interface TestLambda extends Lambda {
  /** Maps {@link ARN} to the target and invokes it. */
  run(target: LambdaTarget, event?: object): Promise<FinishedLambdaResult>;
  /** What the emulator has logged. */
  readonly lines: string[];
}

/** Closed when the test ends. */
export async function aLambda(options: Partial<SystemLambdaOptions> = {}): Promise<TestLambda> {
  const lines: string[] = [];
  const log = await openLog({ level: "debug", format: "text", write: (text) => lines.push(text) });
  const clock = movableClock();
  const lambda = systemLambda({ timeoutMs: 5000, clock, entropy: systemEntropy(), log, ...options });
  onTestFinished(() => lambda.close());
  return {
    ...lambda,
    lines,
    async run(target, event = {}) {
      lambda.map({ [ARN]: target }, HANDLERS);
      return (await lambda.invoke({
        functionArn: ARN,
        event,
        kind: "RequestResponse",
      })) as FinishedLambdaResult;
    },
  };
}

/** An empty folder, removed when the test ends. */
export function aFolder(): { path: string; write(name: string, text: string): string } {
  const path = mkdtempSync(join(tmpdir(), "cognito-emulator-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  // No package.json further up shall say what kind of modules these are.
  writeFileSync(join(path, "package.json"), "{}");
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text);
      return file;
    },
  };
}
