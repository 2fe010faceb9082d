// DeleteUserPoolClient: the client is gone.
import {
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const remove = (UserPoolId: string, ClientId: string) =>
  emulator().idp.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));

test("removes a client and leaves the others", async () => {
  const { idp } = emulator();
  const pool = await aPool(emulator());
  const gone = await aClient(emulator(), pool);
  const kept = await aClient(emulator(), pool);
  const { $metadata: _, ...answer } = await remove(pool.Id, gone.ClientId);
  expect(answer).toEqual({});

  const missing = `User pool client ${gone.ClientId} does not exist.`;
  await refusal(
    idp.send(new DescribeUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: gone.ClientId })),
    "ResourceNotFoundException",
    missing,
  );
  await refusal(remove(pool.Id, gone.ClientId), "ResourceNotFoundException", missing);
  const { UserPoolClients } = await idp.send(new ListUserPoolClientsCommand({ UserPoolId: pool.Id }));
  expect(UserPoolClients?.map(({ ClientId }) => ClientId)).toEqual([kept.ClientId]);
});

test("refuses an unknown pool, and a client of another pool", async () => {
  await refusal(
    remove("us-east-1_Unknown00", "x"),
    "ResourceNotFoundException",
    "User pool us-east-1_Unknown00 does not exist.",
  );
  const other = await aClient(emulator(), await aPool(emulator()));
  const pool = await aPool(emulator());
  await refusal(
    remove(pool.Id, other.ClientId),
    "ResourceNotFoundException",
    `User pool client ${other.ClientId} does not exist.`,
  );
});
