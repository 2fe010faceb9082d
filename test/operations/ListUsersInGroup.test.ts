// ListUsersInGroup through the official SDK.
import {
  AdminGetUserCommand,
  ListUsersInGroupCommand,
  type ListUsersInGroupCommandInput,
  paginateListUsersInGroup,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { addToGroup, aGroup, refusesForeignTokens, refusesUnknownGroup } from "./groups.js";

const emulator = useEmulator();
const list = (UserPoolId: string, GroupName: string, rest: Partial<ListUsersInGroupCommandInput> = {}) =>
  emulator().idp.send(new ListUsersInGroupCommand({ UserPoolId, GroupName, ...rest }));

/** A pool with five users, and groups to which the first three belong. */
async function aPoolWithMembers(...groupNames: string[]) {
  const pool = await aPool(emulator());
  const usernames = ["zoe", "bea", "ada", "cleo", "dora"];
  for (const username of usernames) await aConfirmedUser(emulator(), pool, username);
  for (const name of groupNames) {
    await aGroup(emulator(), pool, name);
    for (const username of usernames.slice(0, 3).reverse())
      await addToGroup(emulator(), pool, name, username);
  }
  return pool;
}

describe("ListUsersInGroup", () => {
  it("answers members as ListUsers does", async () => {
    const pool = await aPool(emulator());
    await aGroup(emulator(), pool, "readers");
    expect((await list(pool.Id, "readers")).Users).toEqual([]);
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com" });
    await aConfirmedUser(emulator(), pool, "bea");
    await addToGroup(emulator(), pool, "readers", "ada");
    const { $metadata, UserAttributes, ...user } = await emulator().idp.send(
      new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }),
    );
    const { $metadata: _, ...answer } = await list(pool.Id, "readers");
    expect(answer).toEqual({ Users: [{ ...user, Attributes: UserAttributes }] });
  });

  it("the oldest account first, page by page", async () => {
    const pool = await aPoolWithMembers("readers");
    const found = [];
    const command = { UserPoolId: pool.Id, GroupName: "readers", Limit: 2 };
    for await (const { Users } of paginateListUsersInGroup({ client: emulator().idp }, command))
      found.push(Users?.map(({ Username }) => Username));
    expect(found).toEqual([["zoe", "bea"], ["ada"]]);
  });

  describe("refuses", () => {
    refusesUnknownGroup(emulator, list);
    refusesForeignTokens(emulator, async () => {
      const pool = await aPoolWithMembers("readers", "writers");
      return ["readers", "writers"].map((name) => (page) => list(pool.Id, name, page));
    });
  });
});
