// DeleteUserPool: everything goes, unless something stands in the way.
import {
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const remove = (UserPoolId: string) => emulator().idp.send(new DeleteUserPoolCommand({ UserPoolId }));
const describePool = (UserPoolId: string) => emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId }));

test("removes a pool with its clients", async () => {
  const { idp } = emulator();
  const pool = await aPool(emulator());
  const client = await aClient(emulator(), pool);
  // Read once before, so that no cache can still know it afterwards.
  const describeClient = () =>
    idp.send(new DescribeUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: client.ClientId }));
  await describeClient();
  const { $metadata, ...answer } = await remove(pool.Id);
  expect($metadata.httpStatusCode).toBe(200);
  expect(answer).toEqual({});

  const missing = `User pool ${pool.Id} does not exist.`;
  await refusal(describePool(pool.Id), "ResourceNotFoundException", missing);
  await refusal(describeClient(), "ResourceNotFoundException", missing);
});

test("leaves nothing to a new pool of the same id", async () => {
  const { idp } = emulator();
  const UserPoolTags = { _custom_id_: "us-east-1_Again" };
  const pool = await aPool(emulator(), { UserPoolTags });
  const client = await aClient(emulator(), pool);
  await remove(pool.Id);
  await idp.send(new CreateUserPoolCommand({ PoolName: "again", UserPoolTags }));
  await refusal(
    idp.send(new DescribeUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: client.ClientId })),
    "ResourceNotFoundException",
    `User pool client ${client.ClientId} does not exist.`,
  );
});

test("takes the signing keys along", async () => {
  const UserPoolTags = { _custom_id_: "us-east-1_Keys" };
  const kids = async (): Promise<string[]> => {
    const response = await fetch(`${emulator().url}/us-east-1_Keys/.well-known/jwks.json`);
    if (response.status === 404) return [];
    const { keys } = (await response.json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };
  const pool = await aPool(emulator(), { UserPoolTags });
  const before = await kids();
  expect(before).toHaveLength(2);
  await remove(pool.Id);
  expect(await kids()).toEqual([]);
  await aPool(emulator(), { UserPoolTags });
  const after = await kids();
  expect(after).toHaveLength(2);
  expect(after).not.toContain(before[0]);
});

test("refuses an unknown pool", () =>
  refusal(
    remove("us-east-1_Unknown00"),
    "ResourceNotFoundException",
    "User pool us-east-1_Unknown00 does not exist.",
  ));

test("refuses a protected pool until the protection is off", async () => {
  const pool = await aPool(emulator(), { DeletionProtection: "ACTIVE" });
  await refusal(
    remove(pool.Id),
    "InvalidParameterException",
    "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
  );
  expect((await describePool(pool.Id)).UserPool).toEqual(pool);
  await emulator().idp.send(
    new UpdateUserPoolCommand({ UserPoolId: pool.Id, DeletionProtection: "INACTIVE" }),
  );
  await remove(pool.Id);
});

test("refuses a pool with a domain until the domain is gone", async () => {
  const { idp } = emulator();
  const pool = await aPool(emulator());
  const domain = { UserPoolId: pool.Id, Domain: "in-the-way" };
  await idp.send(new CreateUserPoolDomainCommand(domain));
  await refusal(
    remove(pool.Id),
    "InvalidParameterException",
    "User pool cannot be deleted. It has a domain configured that should be deleted first.",
  );
  await idp.send(new DeleteUserPoolDomainCommand(domain));
  await remove(pool.Id);
});
