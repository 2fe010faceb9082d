// docs/coverage.md is made from the registries: `npx vitest run test/coverage.test.ts -u` writes it anew.
import { expect, it } from "vitest";
import { type ServiceId, serviceModel } from "../src/model/service-model.js";
import { cognitoIdentity } from "../src/services/cognito-identity/registry.js";
import { cognitoIdp } from "../src/services/cognito-idp/registry.js";
import type { RegisteredOperation } from "../src/services/registered.js";

function section(title: string, service: ServiceId, operations: readonly RegisteredOperation[]): string {
  const built = new Set(operations.map(({ name }) => name));
  const names = [...serviceModel(service).operationNames].sort();
  const list = (wanted: boolean) =>
    names.filter((name) => built.has(name) === wanted).map((name) => `\`${name}\``);
  const missing = list(false);
  return [
    `## ${title}: ${built.size} of ${names.length}`,
    `Built: ${list(true).join(", ")}.`,
    missing.length > 0 ? `Answer 501: ${missing.join(", ")}.` : "Nothing is missing.",
  ].join("\n\n");
}

it("documents which operations are built", async () => {
  const page = [
    "# Coverage",
    "Generated from the registries of operations. Every operation's input is checked against AWS's model, built or not.",
    section("User pools (cognito-idp)", "cognito-idp", cognitoIdp),
    section("Identity pools (cognito-identity)", "cognito-identity", cognitoIdentity),
  ].join("\n\n");
  await expect(`${page}\n`).toMatchFileSnapshot("../docs/coverage.md");
});

it("registers each operation once, under its name, which the model has", async () => {
  const registries: readonly (readonly [ServiceId, readonly RegisteredOperation[]])[] = [
    ["cognito-idp", cognitoIdp],
    ["cognito-identity", cognitoIdentity],
  ];
  for (const [service, operations] of registries) {
    const names = operations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => !serviceModel(service).operation(name))).toEqual([]);
    const loaded = await Promise.all(operations.map(({ load }) => load()));
    expect(loaded.map(({ name }) => name)).toEqual(names);
  }
});
