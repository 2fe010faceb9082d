// Runs the JavaScript of documentation pages, each from top to bottom, as a reader would.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as identityProvider from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import * as emulator from "../src/index.js";

const modules: Readonly<Record<string, object>> = {
  "cognito-emulator": emulator,
  "@aws-sdk/client-cognito-identity-provider": identityProvider,
  "node:assert/strict": { default: assert },
};

/** The blocks marked as js, as the body of one function: imports become constants. */
function programOf(page: string): string {
  const blocks = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
  return blocks
    .join("\n")
    .replace(/^import (\{.*?\}) from ("[^"]+");$/gms, "const $1 = modules[$2];")
    .replace(/^import (\w+) from ("[^"]+");$/gm, "const $1 = modules[$2].default;");
}

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (known: typeof modules) => Promise<void>;

it.each(["users-and-groups"])("docs/%s.md works as written", async (name) => {
  const program = programOf(readFileSync(new URL(`../docs/${name}.md`, import.meta.url), "utf8"));
  expect(program).toContain("assert");
  expect(program).not.toMatch(/^import /m);
  await new AsyncFunction("modules", program)(modules);
});
