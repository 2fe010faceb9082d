// The service model: generated files are fresh, and nothing that the official SDKs know is missing.
import { readFileSync } from "node:fs";
import * as identitySdk from "@aws-sdk/client-cognito-identity";
import * as idpSdk from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { corrections } from "../src/model/corrections.js";
import { Fault, fault } from "../src/model/fault.js";
import type { Constraints } from "../src/model/generate/constraints.js";
import { hashSetOrder } from "../src/model/generate/enum-order.js";
import { javascriptPattern } from "../src/model/generate/pattern.js";
import { generateModel } from "../src/model/generate.js";
import { serviceIds, serviceModel } from "../src/model/service-model.js";
import type { Shape, StringShape, StructureShape } from "../src/model/shape.js";

const sdks = { "cognito-idp": idpSdk, "cognito-identity": identitySdk };

function read(file: string): string {
  return readFileSync(new URL(`../src/model/${file}`, import.meta.url), "utf8");
}

function constraintsOf(service: keyof typeof sdks): Constraints {
  return JSON.parse(read(`constraints/${service}.json`)) as Constraints;
}

describe.each(serviceIds)("the model of %s", (service) => {
  const model = serviceModel(service);

  it("is what `npm run generate` writes", () => {
    const { types, table } = generateModel(service, sdks[service], constraintsOf(service));
    expect(types === read(`${service}.gen.ts`), `${service}.gen.ts is stale: npm run generate`).toBe(true);
    expect(table === read(`${service}.table.gen.ts`), `${service}.table.gen.ts is stale`).toBe(true);
  });

  it("has an operation for every command of the SDK", () => {
    const commands = Object.keys(sdks[service])
      .filter((name) => /^[A-Z].*Command$/.test(name) && name !== "$Command")
      .map((name) => name.slice(0, -"Command".length));
    expect([...model.operationNames].sort()).toEqual(commands.sort());
  });

  it("links every operation down to simple shapes and errors, and is frozen", () => {
    const visit = (shape: Shape): void => {
      expect(Object.isFrozen(shape)).toBe(true);
      if (shape.kind === "structure") for (const member of shape.members) visit(member.shape);
      if (shape.kind === "list") visit(shape.member);
      if (shape.kind === "map") visit(shape.value);
    };
    for (const name of model.operationNames) {
      const operation = model.operation(name)!;
      visit(operation.input);
      if (operation.output) visit(operation.output);
      for (const error of operation.errors) expect((model.shape(error) as StructureShape).error).toBe(true);
    }
  });

  it("fails to generate when SDK and constraints disagree", () => {
    const { operations, ...rest } = constraintsOf(service);
    const [first, ...others] = Object.entries(operations);
    const without = { ...rest, operations: Object.fromEntries(others) };
    expect(() => generateModel(service, sdks[service], without)).toThrow(
      `operation ${first![0]} is in the SDK only`,
    );
    const more = {
      ...rest,
      operations: { ...operations, PaintUserPool: { auth: "none" as const, errors: "FooException" } },
    };
    expect(() => generateModel(service, sdks[service], more)).toThrow(
      "operation PaintUserPool is in the constraints only",
    );
  });
});

describe("service facts", () => {
  const idp = serviceModel("cognito-idp");
  const identity = serviceModel("cognito-identity");

  it("knows 140 and 23 operations", () => {
    expect(idp.operationNames).toHaveLength(140);
    expect(identity.operationNames).toHaveLength(23);
  });

  it("answers no name that only objects know", () => {
    expect(idp.operation("constructor")).toBeUndefined();
    expect(idp.operation("__proto__")).toBeUndefined();
    expect(() => idp.shape("toString")).toThrow("no shape toString");
  });

  it("has no output shape for exactly these operations", () => {
    const silent = idp.operationNames.filter((name) => idp.operation(name)!.output === undefined);
    expect(silent.join(" ")).toBe(
      "AdminAddUserToGroup AdminDeleteUser AdminForgetDevice AdminRemoveUserFromGroup DeleteGroup " +
        "DeleteIdentityProvider DeleteManagedLoginBranding DeleteResourceServer DeleteTerms DeleteUser " +
        "DeleteUserPool DeleteUserPoolClient ForgetDevice",
    );
  });

  it("asks for signatures where the SDK signs, except for GetClientToken", () => {
    expect(idp.operation("AdminGetUser")!.auth).toBe("sigv4");
    for (const name of ["SignUp", "GetUser", "GetClientToken"])
      expect(idp.operation(name)!.auth).toBe("none");
    expect(identity.operation("GetId")!.auth).toBe("none");
    expect(identity.operation("UnlinkDeveloperIdentity")!.auth).toBe("sigv4");
  });

  it("carries the corrections", () => {
    expect((idp.shape("ExplicitAuthFlowsType") as StringShape).enum).toContain("ALLOW_CLIENT_TOKEN_AUTH");
    expect((idp.shape("ClientIdType") as StringShape).sensitive).toBe(false);
    expect((idp.shape("UsernameType") as StringShape).sensitive).toBe(true);
    expect(idp.invalidInput).toBe("InvalidParameterException");
    expect(identity.invalidInput).toBe("ValidationException");
    for (const correction of corrections) expect(correction.reason.length).toBeGreaterThan(20);
  });

  it("orders enums as the service prints them", () => {
    expect(hashSetOrder(["OFF", "ON", "OPTIONAL"])).toEqual(["OPTIONAL", "OFF", "ON"]);
    expect([...(idp.shape("UserPoolMfaType") as StringShape).enum!]).toEqual(["OPTIONAL", "OFF", "ON"]);
  });
});

describe("patterns", () => {
  const matches = (shape: string, text: string): boolean =>
    (serviceModel("cognito-idp").shape(shape) as StringShape).pattern!.matches(text);

  it("match the whole text only", () => {
    expect(matches("UserPoolIdType", "us-east-1_abc")).toBe(true);
    expect(matches("UserPoolIdType", "us-east-1_abc ")).toBe(false);
    expect(matches("UserPoolIdType", "us-east-1_abc\n")).toBe(false);
  });

  it.each([
    ["PasswordType", "pass word", true],
    ["PasswordType", " password", false],
    ["PasswordType", "password ", false],
    ["PasswordType", "pass\u00a0", true],
    ["SmsInviteMessageType", "one\ntwo", true],
    ["EmailAddressType", "a@b", true],
    ["EmailAddressType", "a@b\u0000", false],
    ["EmailAddressType", "a@", false],
    ["EmailVerificationMessageType", "Your code:\n{####}.", true],
    ["EmailVerificationMessageType", "Your code: {###}", false],
    ["EmailVerificationMessageByLinkType", "<b>{##Click here##}</b> {##", true],
    ["EmailVerificationMessageByLinkType", "##} {##Click here", false],
    ["UserPoolNameType", "my pool", true],
    ["UserPoolNameType", "my\u00a0pool", false],
    ["UsernameType", "jürgen💛", true],
    ["UsernameType", "two words", false],
  ])("%s and %j: %s", (shape, text, expected) => {
    expect(matches(shape, text)).toBe(expected);
  });

  it("stay fast on texts made to slow them down", () => {
    const started = performance.now();
    expect(matches("PasswordType", `${"a".repeat(1500)}\n`)).toBe(false);
    expect(matches("EmailAddressType", `${"@".repeat(500_000)}\u0000`)).toBe(false);
    expect(matches("EmailMfaMessageType", `${"{####}".repeat(5000)}\u0000`)).toBe(false);
    expect(matches("EmailVerificationMessageType", `${"{####}".repeat(5000)}\u0000`)).toBe(false);
    expect(matches("EmailVerificationMessageByLinkType", `${"{##a##}".repeat(5000)}\u0000`)).toBe(false);
    expect(matches("EmailVerificationMessageByLinkType", "{##".repeat(10_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("are refused by the generator when JavaScript cannot run them", () => {
    expect(() => javascriptPattern("(?s).*")).toThrow("Invalid group");
    expect(() => javascriptPattern(String.raw`[a\S]`)).toThrow("No translation");
  });
});

describe("Fault", () => {
  it.each([
    ["UserNotFoundException", 400],
    ["InternalErrorException", 500],
    ["InternalServerException", 500],
    ["NotImplementedException", 501],
    ["RequestEntityTooLargeException", 413],
  ] as const)("%s has status %i", (name, status) => {
    expect(fault(name).status).toBe(status);
  });

  it("keeps name, message, members and cause", () => {
    const cause = new Error("deeper");
    const made = fault("InvalidParameterException", "No.", { reasonCode: "X" }, { cause });
    expect(made).toBeInstanceOf(Fault);
    expect(made).toBeInstanceOf(Error);
    expect(made).toMatchObject({
      name: "InvalidParameterException",
      message: "No.",
      members: { reasonCode: "X" },
      cause,
    });
  });
});
