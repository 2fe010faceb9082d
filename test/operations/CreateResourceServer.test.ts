// CreateResourceServer, DescribeResourceServer, UpdateResourceServer and DeleteResourceServer.
import {
  CreateResourceServerCommand,
  type CreateResourceServerCommandInput,
  DeleteResourceServerCommand,
  DescribeResourceServerCommand,
  UpdateResourceServerCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const read = { ScopeName: "read", ScopeDescription: "Read it" };
const write = { ScopeName: "write", ScopeDescription: "Write it" };

const create = (UserPoolId: string, input: Partial<CreateResourceServerCommandInput> = {}) =>
  emulator().idp.send(
    new CreateResourceServerCommand({ UserPoolId, Identifier: "api", Name: "API", ...input }),
  );
const describeServer = (UserPoolId: string, Identifier = "api") =>
  emulator().idp.send(new DescribeResourceServerCommand({ UserPoolId, Identifier }));
const update = (UserPoolId: string, input: Partial<CreateResourceServerCommandInput> = {}) =>
  emulator().idp.send(
    new UpdateResourceServerCommand({ UserPoolId, Identifier: "api", Name: "API", ...input }),
  );
const remove = (UserPoolId: string, Identifier = "api") =>
  emulator().idp.send(new DeleteResourceServerCommand({ UserPoolId, Identifier }));

test("a server is created, changed and removed", async () => {
  const { Id } = await aPool(emulator());
  const created = (await create(Id, { Scopes: [read, write] })).ResourceServer;
  expect(created).toEqual({ UserPoolId: Id, Identifier: "api", Name: "API", Scopes: [read, write] });
  expect((await describeServer(Id)).ResourceServer).toEqual(created);

  const changed = (await update(Id, { Name: "New", Scopes: [write] })).ResourceServer;
  expect(changed).toEqual({ UserPoolId: Id, Identifier: "api", Name: "New", Scopes: [write] });
  expect((await describeServer(Id)).ResourceServer).toEqual(changed);

  const { $metadata: _, ...answer } = await remove(Id);
  expect(answer).toEqual({});
  await refusal(describeServer(Id), "ResourceNotFoundException", "Resource server api does not exist.");
});

test("a server has no scopes unless they are given, at an update too", async () => {
  const { Id } = await aPool(emulator());
  expect((await create(Id)).ResourceServer).toEqual({ UserPoolId: Id, Identifier: "api", Name: "API" });
  await update(Id, { Scopes: [read] });
  expect((await update(Id)).ResourceServer).not.toHaveProperty("Scopes");
});

test("an updated server takes its old scopes away from new clients", async () => {
  const pool = await aPool(emulator());
  await create(pool.Id, { Scopes: [read] });
  await update(pool.Id, { Scopes: [write] });
  await refusal(
    aClient(emulator(), pool, { AllowedOAuthScopes: ["api/read"] }),
    "ScopeDoesNotExistException",
    "Invalid scope requested: api/read",
  );
});

describe("refuses", () => {
  const calls = { create, describeServer, update, remove };

  test.each(Object.entries(calls))("an unknown pool: %s", (_, call) =>
    refusal(
      call("us-east-1_Unknown00"),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    ),
  );

  test.each(Object.entries({ describeServer, update, remove }))("an unknown server: %s", async (_, call) => {
    const { Id } = await aPool(emulator());
    await refusal(call(Id), "ResourceNotFoundException", "Resource server api does not exist.");
  });

  test("an identifier that is taken in the same pool", async () => {
    const { Id } = await aPool(emulator());
    await create(Id);
    await refusal(create(Id), "InvalidParameterException", `api already exists in user pool ${Id}.`);
    const other = await aPool(emulator());
    expect((await create(other.Id)).ResourceServer?.UserPoolId).toBe(other.Id);
  });

  test("the 26th server of a pool", async () => {
    const { Id } = await aPool(emulator());
    for (let i = 0; i < 25; i++) await create(Id, { Identifier: `api${i}` });
    await refusal(
      create(Id),
      "LimitExceededException",
      `User pool ${Id} has reached its limit of resource servers.`,
    );
  });

  test("an identifier with a space, and a scope with a slash", async () => {
    const { Id } = await aPool(emulator());
    await refusal(
      create(Id, { Identifier: "my api" }),
      "InvalidParameterException",
      String.raw`1 validation error detected: Value 'my api' at 'identifier' failed to satisfy constraint: Member must satisfy regular expression pattern: [\x21\x23-\x5B\x5D-\x7E]+`,
    );
    await refusal(
      create(Id, { Scopes: [{ ScopeName: "a/b", ScopeDescription: "x" }] }),
      "InvalidParameterException",
      String.raw`1 validation error detected: Value 'a/b' at 'scopes.1.member.scopeName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+`,
    );
  });
});
