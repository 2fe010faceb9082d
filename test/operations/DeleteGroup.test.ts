// DeleteGroup through the official SDK.
import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  DeleteGroupCommand,
  GetGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { addToGroup, aGroup, refusesUnknownGroup } from "./groups.js";

const emulator = useEmulator();
const remove = (UserPoolId: string, GroupName: string) =>
  emulator().idp.send(new DeleteGroupCommand({ UserPoolId, GroupName }));

describe("DeleteGroup", () => {
  it("removes the group and its memberships; the members stay", async () => {
    const pool = await aPool(emulator());
    const user = { UserPoolId: pool.Id, Username: await aConfirmedUser(emulator(), pool, "ada") };
    for (const name of ["readers", "writers"]) {
      await aGroup(emulator(), pool, name);
      await addToGroup(emulator(), pool, name, "ada");
    }
    const { $metadata, ...answer } = await remove(pool.Id, "readers");
    expect(answer).toEqual({});

    const find = new GetGroupCommand({ UserPoolId: pool.Id, GroupName: "readers" });
    await refusal(emulator().idp.send(find), "ResourceNotFoundException", "Group not found.");
    const groupsOf = async () =>
      (await emulator().idp.send(new AdminListGroupsForUserCommand(user))).Groups?.map((g) => g.GroupName);
    expect(await groupsOf()).toEqual(["writers"]);
    expect(await emulator().idp.send(new AdminGetUserCommand(user))).toMatchObject({ Username: "ada" });
    // A group of the same name is another one.
    await aGroup(emulator(), pool, "readers");
    expect(await groupsOf()).toEqual(["writers"]);
  });

  describe("refuses", () => {
    refusesUnknownGroup(emulator, remove);
  });
});
