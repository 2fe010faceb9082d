// How many pools a region and how many clients a pool can have (quotas page).
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

/** Past the API, because so many calls take seconds. */
function times(count: number, make: () => unknown): void {
  emulator().app.store.transaction(() => {
    for (let i = 0; i < count; i++) make();
  });
}

test("an account has 1,000 pools in a region, and more in another one", async () => {
  const account = "111122223333";
  const { core } = emulator().app;
  times(999, () => core.pools.create({ account, region: "eu-west-1" }, "p", {}));

  const credentials = { accessKeyId: account, secretAccessKey: "x" };
  const create = async (region: string) => {
    const idp = new CognitoIdentityProviderClient({ ...emulator().clientConfig, credentials, region });
    return (await idp.send(new CreateUserPoolCommand({ PoolName: "p" }))).UserPool?.Id;
  };
  expect(await create("eu-west-1")).toMatch(/^eu-west-1_/);
  await refusal(
    create("eu-west-1"),
    "LimitExceededException",
    "Account 111122223333 has reached its limit of user pools.",
  );
  expect(await create("eu-west-2")).toMatch(/^eu-west-2_/);
});

test("a pool has 1,000 clients", async () => {
  const { idp, app } = emulator();
  const { Id: UserPoolId } = await aPool(emulator());
  const pool = app.core.pools.findAnywhere(UserPoolId);
  if (!pool) throw new Error("no pool");
  times(999, () => app.core.clients.create(pool, { name: "c", settings: {} }));

  const create = async () =>
    (await idp.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "c" }))).UserPoolClient;
  const ClientId = (await create())?.ClientId;
  await refusal(
    create(),
    "LimitExceededException",
    `User pool ${UserPoolId} has reached its limit of app clients.`,
  );
  await idp.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));
  expect((await create())?.ClientId).toMatch(/^\w{26}$/);
});
