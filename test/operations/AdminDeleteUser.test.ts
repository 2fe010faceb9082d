// AdminDeleteUser through the official SDK.
import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  CreateGroupCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();
const remove = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId, Username }));

describe("AdminDeleteUser", () => {
  it("accepts an enabled user, and nothing of them remains", async () => {
    const pool = await aPool(emulator(), { AliasAttributes: ["email"] });
    const client = await aClient(emulator(), pool);
    const address = { email: "ada@example.com", email_verified: "true" };
    await aConfirmedUser(emulator(), pool, "ada", address);
    const group = { UserPoolId: pool.Id, GroupName: "admins" };
    await emulator().idp.send(new CreateGroupCommand(group));
    await emulator().idp.send(new AdminAddUserToGroupCommand({ ...group, Username: "ada" }));
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");

    const { $metadata, ...answer } = await remove(pool.Id, "ada@example.com");
    expect(answer).toEqual({});

    const find = new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" });
    await refusal(emulator().idp.send(find), "UserNotFoundException", "User does not exist.");
    const { Users } = await emulator().idp.send(new ListUsersInGroupCommand(group));
    expect(Users).toEqual([]);
    await expect(emulator().idp.send(new GetUserCommand({ AccessToken }))).rejects.toThrow();
    const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
    expect(UserPool?.EstimatedNumberOfUsers).toBe(0);
    // Name and alias are free again.
    expect(await aConfirmedUser(emulator(), pool, "ada", address)).toBe("ada");
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, remove);
  });
});
