// AdminRemoveUserFromGroup through the official SDK.
import {
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";
import { addToGroup, aGroup } from "./groups.js";

const emulator = useEmulator();
const remove = (UserPoolId: string, GroupName: string, Username: string) =>
  emulator().idp.send(new AdminRemoveUserFromGroupCommand({ UserPoolId, GroupName, Username }));
const groupsOf = async (UserPoolId: string, Username: string) =>
  (await emulator().idp.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }))).Groups?.map(
    ({ GroupName }) => GroupName,
  );

describe("AdminRemoveUserFromGroup", () => {
  it("ends one membership of one user", async () => {
    const pool = await aPool(emulator());
    for (const name of ["readers", "writers"]) await aGroup(emulator(), pool, name);
    for (const username of ["ada", "bea"]) {
      await aConfirmedUser(emulator(), pool, username);
      for (const name of ["readers", "writers"]) await addToGroup(emulator(), pool, name, username);
    }
    const { $metadata, ...answer } = await remove(pool.Id, "readers", "ada");
    expect(answer).toEqual({});
    expect(await groupsOf(pool.Id, "ada")).toEqual(["writers"]);
    expect(await groupsOf(pool.Id, "bea")).toEqual(["readers", "writers"]);
  });

  it("accepts who is no member", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    await aGroup(emulator(), pool, "readers");
    const { $metadata, ...answer } = await remove(pool.Id, "readers", "ada");
    expect(answer).toEqual({});
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, (poolId, username) => remove(poolId, "readers", username));

    it("a group that does not exist", async () => {
      const pool = await aPool(emulator());
      await aConfirmedUser(emulator(), pool, "ada");
      await refusal(remove(pool.Id, "readers", "ada"), "ResourceNotFoundException", "Group not found.");
    });
  });
});
