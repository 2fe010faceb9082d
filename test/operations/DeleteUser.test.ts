// DeleteUser through the official SDK.
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  CreateGroupCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aSignedInUser, atOnce, output, signUp } from "../support/accounts.js";
import { aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const remove = (AccessToken: string) => emulator().idp.send(new DeleteUserCommand({ AccessToken }));
const GONE = ["UserNotFoundException", "User does not exist."] as const;

it("DeleteUser accepts an access token", async () => {
  const { AccessToken } = await aSignedInUser(emulator());
  expect(output(await remove(AccessToken))).toEqual({});
});

it("DeleteUser refuses bad access tokens, also the one that it made one", async () => {
  await refusesBadTokens(emulator(), remove);
  const { AccessToken } = await aSignedInUser(emulator());
  await remove(AccessToken);
  await refusal(remove(AccessToken), ...GONE);
});

it("DeleteUser succeeds once of two calls at once", async () => {
  const { AccessToken } = await aSignedInUser(emulator());
  const outcomes = await atOnce(emulator(), AccessToken, "DeleteUser", [{}, {}]);
  expect(outcomes.sort()).toEqual(["fulfilled", "rejected"]);
});

describe("DeleteUser remembers", () => {
  it("nothing of the user, and everything of the others", async () => {
    const { pool, client, AccessToken } = await aSignedInUser(emulator(), { email: "ada@example.com" });
    const { idp } = emulator();
    await aConfirmedUser(emulator(), pool, "bob", { email: "bob@example.com" });
    await idp.send(new CreateGroupCommand({ UserPoolId: pool.Id, GroupName: "staff" }));
    for (const Username of ["ada", "bob"])
      await idp.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.Id, Username, GroupName: "staff" }));

    await remove(AccessToken);
    await refusal(idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" })), ...GONE);
    await refusal(idp.send(new GetUserCommand({ AccessToken })), ...GONE);
    await refusal(signIn(emulator(), pool, client, "ada"), ...GONE);
    const names = ({ Users }: { Users?: { Username?: string }[] }) => Users?.map(({ Username }) => Username);
    const list = new ListUsersCommand({ UserPoolId: pool.Id });
    expect(names(await idp.send(list))).toEqual(["bob"]);
    const members = new ListUsersInGroupCommand({ UserPoolId: pool.Id, GroupName: "staff" });
    expect(names(await idp.send(members))).toEqual(["bob"]);
  });

  it("that the name and the address are free again", async () => {
    const { client, AccessToken } = await aSignedInUser(
      emulator(),
      { email: "ada@example.com", email_verified: "true" },
      { UsernameAttributes: ["email"] },
    );
    await remove(AccessToken);
    expect((await signUp(emulator(), client, "ada@example.com")).UserSub).toEqual(expect.any(String));
  });
});

it("DeleteUser notifies nobody", async () => {
  const { pool, AccessToken } = await aSignedInUser(emulator(), { email: "ada@example.com" });
  await remove(AccessToken);
  expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
});
