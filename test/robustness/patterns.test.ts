// No text that a request can hold keeps a pattern of the model busy: the process answers everybody else meanwhile.
import { describe, expect, it } from "vitest";
import { renderMessage } from "../../src/core/messages/templates.js";
import { serviceIds, serviceModel } from "../../src/model/service-model.js";
import type { Shape, StringShape } from "../../src/model/shape.js";
import type { Pool } from "../../src/storage/records.js";
import { brokenRules } from "../../src/wire/rules.js";

/** A tenth of a request: what takes longer than in proportion shows well before. */
const LONGEST = 100_000;
/** Far more than what was measured (15 ms for 41,000 characters), and far less than backtracking takes. */
const LIMIT_MS = 500;

/** What patterns repeat, and what they end with when they fail at last. */
const UNITS = ["a", "0", " ", "-", "/", ":", "+", "@", "{#", "a.", "a-", "a/"];
const STARTS = ["", "arn:aws:iam::123456789012:role/", "https://", "{####}", "us-east-1:"];
const ENDS = ["", "\u0000", "!"];

/** All texts of the inputs that have a pattern, with the longest that is ever matched. */
function patterned(): Map<string, { shape: StringShape; longest: number }> {
  const found = new Map<string, { shape: StringShape; longest: number }>();
  const walk = (shape: Shape): void => {
    if (shape.kind === "structure") for (const member of shape.members) walk(member.shape);
    else if (shape.kind === "list") walk(shape.member);
    else if (shape.kind === "map") for (const inner of [shape.key, shape.value]) walk(inner);
    else if (shape.kind === "string" && shape.pattern !== undefined) {
      const longest = Math.min(LONGEST, shape.max === undefined ? LONGEST : 2 * shape.max + 1000);
      found.set(`${shape.name} ${shape.pattern.source}`, { shape, longest });
    }
  };
  for (const id of serviceIds) {
    const model = serviceModel(id);
    for (const name of model.operationNames) walk(model.operation(name)!.input);
  }
  return found;
}

describe("hostile texts", () => {
  it.each([...patterned()])("%s", (_, { shape, longest }) => {
    let slowest = { ms: 0, text: "" };
    for (const unit of UNITS)
      for (const start of STARTS)
        for (const end of ENDS) {
          // Lengths grow until one is slow: what explodes is not waited for.
          for (let length = 500; slowest.ms < LIMIT_MS; length *= 32) {
            const size = Math.min(length, longest);
            const text =
              start + unit.repeat(Math.max(0, (size - start.length - end.length) / unit.length)) + end;
            const ms = timed(shape, text);
            if (ms > slowest.ms)
              slowest = { ms, text: `${start}, ${unit} times ${size}, ${JSON.stringify(end)}` };
            if (size === longest) break;
          }
        }
    expect(slowest.ms, slowest.text).toBeLessThan(LIMIT_MS);
  });
});

it.each(["<", "<a ", '<a href="', '<a href="x">', "</", "<style>", "<!--", "{##", "{##a"])(
  "an e-mail of nothing but %s",
  (unit) => {
    const started = performance.now();
    const EmailMessage = unit.repeat(20_000 / unit.length);
    const pool = { settings: { VerificationMessageTemplate: { EmailMessage } } } as unknown as Pool;
    renderMessage(pool, "SignUp", "EMAIL", { code: "123456", username: "ada" });
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
  },
);

function timed(shape: StringShape, text: string): number {
  const started = performance.now();
  brokenRules(shape, text);
  return performance.now() - started;
}
