// DescribeUserPoolClient: a client of the pool that is named, and of no other.
import { DescribeUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const describeClient = (UserPoolId: string, ClientId: string) =>
  emulator().idp.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));

test("shows a client as it was created, its secret included", async () => {
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool, { GenerateSecret: true });
  expect(client.ClientSecret).toBeDefined();
  expect((await describeClient(pool.Id, client.ClientId)).UserPoolClient).toEqual(client);
});

test("refuses an unknown client, and one of another pool", async () => {
  const pool = await aPool(emulator());
  await refusal(
    describeClient(pool.Id, "unknown"),
    "ResourceNotFoundException",
    "User pool client unknown does not exist.",
  );
  const other = await aClient(emulator(), await aPool(emulator()));
  await refusal(
    describeClient(pool.Id, other.ClientId),
    "ResourceNotFoundException",
    `User pool client ${other.ClientId} does not exist.`,
  );
});

test("refuses an unknown pool", () =>
  refusal(
    describeClient("us-east-1_Unknown00", "unknown"),
    "ResourceNotFoundException",
    "User pool us-east-1_Unknown00 does not exist.",
  ));

test("refuses an id of the wrong form", async () => {
  const pool = await aPool(emulator());
  await refusal(
    describeClient(pool.Id, "not-an-id"),
    "InvalidParameterException",
    "1 validation error detected: Value 'not-an-id' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
  );
});
