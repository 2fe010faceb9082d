// ListUserPoolClients: names and ids, page by page.
import { ListUserPoolClientsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const list = (UserPoolId: string, options: { MaxResults?: number; NextToken?: string } = {}) =>
  emulator().idp.send(new ListUserPoolClientsCommand({ UserPoolId, ...options }));

test("shows only name and ids", async () => {
  const pool = await aPool(emulator());
  expect((await list(pool.Id)).UserPoolClients).toEqual([]);
  const { ClientId } = await aClient(emulator(), pool, { ClientName: "web", GenerateSecret: true });
  const { UserPoolClients, NextToken } = await list(pool.Id);
  expect(UserPoolClients).toEqual([{ ClientId, UserPoolId: pool.Id, ClientName: "web" }]);
  expect(NextToken).toBeUndefined();
});

test("pages through the clients of the pool alone", async () => {
  const pool = await aPool(emulator());
  await aClient(emulator(), await aPool(emulator()));
  const ids: string[] = [];
  for (const ClientName of ["a", "b", "c"])
    ids.push((await aClient(emulator(), pool, { ClientName })).ClientId);

  const first = await list(pool.Id, { MaxResults: 2 });
  expect(first.UserPoolClients).toHaveLength(2);
  const second = await list(pool.Id, { MaxResults: 2, NextToken: first.NextToken });
  expect(second.NextToken).toBeUndefined();
  const listed = [...(first.UserPoolClients ?? []), ...(second.UserPoolClients ?? [])];
  expect(listed.map(({ ClientId }) => ClientId).sort()).toEqual(ids.sort());
});

test("refuses the token of another pool", async () => {
  const pool = await aPool(emulator());
  await aClient(emulator(), pool);
  await aClient(emulator(), pool);
  const { NextToken } = await list(pool.Id, { MaxResults: 1 });
  const other = await aPool(emulator());
  await refusal(
    list(other.Id, { MaxResults: 1, NextToken }),
    "InvalidParameterException",
    "Invalid pagination token given.",
  );
});

test("refuses an unknown pool", () =>
  refusal(
    list("us-east-1_Unknown00"),
    "ResourceNotFoundException",
    "User pool us-east-1_Unknown00 does not exist.",
  ));
