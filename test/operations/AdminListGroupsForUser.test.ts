// AdminListGroupsForUser through the official SDK.
import {
  AdminListGroupsForUserCommand,
  type AdminListGroupsForUserCommandInput,
  paginateAdminListGroupsForUser,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusesUnknownUser } from "../support/unknown.js";
import { addToGroup, aGroup, ROLE, refusesForeignTokens } from "./groups.js";

const emulator = useEmulator();
const list = (UserPoolId: string, Username: string, rest: Partial<AdminListGroupsForUserCommandInput> = {}) =>
  emulator().idp.send(new AdminListGroupsForUserCommand({ UserPoolId, Username, ...rest }));

/** A pool with the groups a to e, and users who belong to the first three. */
async function aPoolWithMembers(...usernames: string[]) {
  const pool = await aPool(emulator());
  const names = ["e", "d", "c", "b", "a"];
  for (const name of names) await aGroup(emulator(), pool, name);
  for (const username of usernames) {
    await aConfirmedUser(emulator(), pool, username);
    for (const name of ["c", "b", "a"]) await addToGroup(emulator(), pool, name, username);
  }
  return pool;
}

describe("AdminListGroupsForUser", () => {
  it("answers the user's groups whole", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    expect((await list(pool.Id, "ada")).Groups).toEqual([]);
    await aGroup(emulator(), pool, "others");
    const group = await aGroup(emulator(), pool, "readers", {
      Description: "Who may read",
      RoleArn: ROLE,
      Precedence: 3,
    });
    await addToGroup(emulator(), pool, "readers", "ada");
    const { $metadata, ...answer } = await list(pool.Id, "ada");
    expect(answer).toEqual({ Groups: [group] });
  });

  it("by name, page by page", async () => {
    const pool = await aPoolWithMembers("ada");
    const found = [];
    const command = { UserPoolId: pool.Id, Username: "ada", Limit: 2 };
    for await (const { Groups } of paginateAdminListGroupsForUser({ client: emulator().idp }, command))
      found.push(Groups?.map(({ GroupName }) => GroupName));
    expect(found).toEqual([["a", "b"], ["c"]]);
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, list);
    refusesForeignTokens(emulator, async () => {
      const pool = await aPoolWithMembers("ada", "bea");
      return ["ada", "bea"].map((username) => (page) => list(pool.Id, username, page));
    });
  });
});
