// A reset leaves nothing of what was: no pool, token, session, page or credential; and other emulators feel nothing.
import { GetIdCommand, ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, PASSWORD, signIn } from "../support/builders.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";
import { aFamily } from "./world.js";

const POOL = { UserPoolTags: { _custom_id_: "us-east-1_Again0001" } };

const running: TestEmulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function boot(): Promise<TestEmulator> {
  const emulator = await bootEmulator();
  running.push(emulator);
  return emulator;
}

it("nothing is left, and nothing comes back with a pool of the same id", async () => {
  const emulator = await boot();
  const { idp, identity, inbox, app } = emulator;
  const family = await aFamily(emulator, 0);
  const pool = await aPool(emulator, POOL);
  const client = await aClient(emulator, pool);
  await aConfirmedUser(emulator, pool, "ada");
  const old = await signIn(emulator, pool, client, "ada");
  expect(inbox.list()).not.toEqual([]);

  app.reset();
  expect((await idp.send(new ListUserPoolsCommand({ MaxResults: 60 }))).UserPools).toEqual([]);
  expect((await identity.send(new ListIdentityPoolsCommand({ MaxResults: 60 }))).IdentityPools).toEqual([]);
  expect(inbox.list()).toEqual([]);
  const [IdentityPoolId] = family.IdentityPoolId ?? [];
  await expect(identity.send(new GetIdCommand({ IdentityPoolId }))).rejects.toThrow("not found");
  expect((await fetch(`${emulator.url}/${pool.Id}/.well-known/jwks.json`)).status).toBe(404);
  const { ClientId } = client;
  const AuthParameters = { USERNAME: "ada", PASSWORD };
  const again = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  await expect(idp.send(again)).rejects.toThrow("does not exist");

  // The same names once more, with another password: nothing remembered may let the old one in.
  const anew = await aPool(emulator, POOL);
  const newClient = await aClient(emulator, anew);
  await aConfirmedUser(emulator, anew, "ada", {}, "An0ther-Horse!");
  await expect(signIn(emulator, anew, newClient, "ada")).rejects.toThrow("Incorrect username or password.");
  const uses = [
    new GetUserCommand({ AccessToken: old.AccessToken }),
    new GetTokensFromRefreshTokenCommand({ ClientId: newClient.ClientId, RefreshToken: old.RefreshToken }),
  ] as const;
  await expect(idp.send(uses[0])).rejects.toThrow();
  await expect(idp.send(uses[1])).rejects.toThrow("Invalid Refresh Token");
});

it("another emulator of the same process keeps what it has and knows nothing of this one's", async () => {
  const [one, other] = [await boot(), await boot()];
  const pool = await aPool(one, POOL);
  const client = await aClient(one, pool);
  await aConfirmedUser(one, pool, "ada");
  const { AccessToken } = await signIn(one, pool, client, "ada");
  await expect(other.idp.send(new GetUserCommand({ AccessToken }))).rejects.toThrow();
  // The same id may be taken in both.
  await aPool(other, POOL);
  await expect(other.idp.send(new GetUserCommand({ AccessToken }))).rejects.toThrow();

  other.clock.advance({ days: 2 });
  other.app.reset();
  expect((await one.idp.send(new GetUserCommand({ AccessToken }))).Username).toBe("ada");
});
