// ListResourceServers: page by page.
import {
  CreateResourceServerCommand,
  ListResourceServersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const list = (UserPoolId: string, MaxResults?: number, NextToken?: string) =>
  emulator().idp.send(new ListResourceServersCommand({ UserPoolId, MaxResults, NextToken }));

const add = (UserPoolId: string, Identifier: string) =>
  emulator().idp.send(new CreateResourceServerCommand({ UserPoolId, Identifier, Name: Identifier }));

test("pages through the servers of the pool alone", async () => {
  const { Id } = await aPool(emulator());
  await add((await aPool(emulator())).Id, "other");
  expect((await list(Id, 50)).ResourceServers).toEqual([]);
  for (const identifier of ["b", "c", "a"]) await add(Id, identifier);
  const first = await list(Id, 2);
  const second = await list(Id, 2, first.NextToken);
  expect(first.ResourceServers).toHaveLength(2);
  expect(second.NextToken).toBeUndefined();
  const listed = [...(first.ResourceServers ?? []), ...(second.ResourceServers ?? [])];
  expect(listed).toEqual(["a", "b", "c"].map((name) => ({ UserPoolId: Id, Identifier: name, Name: name })));
});

test("refuses a request without MaxResults, as the service does", async () => {
  const { Id } = await aPool(emulator());
  await refusal(
    list(Id),
    "InvalidParameterException",
    "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
});

test("refuses a token that nobody issued, and an unknown pool", async () => {
  const { Id } = await aPool(emulator());
  await refusal(list(Id, 1, "x.y"), "InvalidParameterException", "Invalid pagination token given.");
  await refusal(
    list("us-east-1_Unknown00", 1),
    "ResourceNotFoundException",
    "User pool us-east-1_Unknown00 does not exist.",
  );
});
