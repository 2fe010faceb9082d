// AdminEnableUser through the official SDK.
import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();
const enable = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminEnableUserCommand({ UserPoolId, Username }));

describe("AdminEnableUser", () => {
  it("accepts a disabled user, who may sign in again; old tokens stay revoked", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool);
    const key = { UserPoolId: pool.Id, Username: await aConfirmedUser(emulator(), pool, "ada") };
    const before = await signIn(emulator(), pool, client, "ada");
    await emulator().idp.send(new AdminDisableUserCommand(key));

    emulator().clock.advance({ seconds: 1 });
    const { $metadata, ...answer } = await enable(pool.Id, "ada");
    expect(answer).toEqual({});
    expect(await emulator().idp.send(new AdminGetUserCommand(key))).toMatchObject({ Enabled: true });

    const after = await signIn(emulator(), pool, client, "ada");
    const { AccessToken } = after;
    expect(await emulator().idp.send(new GetUserCommand({ AccessToken }))).toMatchObject({ Username: "ada" });
    await expect(
      emulator().idp.send(new GetUserCommand({ AccessToken: before.AccessToken })),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("accepts a user who is enabled already", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    const { $metadata, ...answer } = await enable(pool.Id, "ada");
    expect(answer).toEqual({});
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, enable);
  });
});
