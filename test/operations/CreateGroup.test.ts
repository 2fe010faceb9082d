// CreateGroup through the official SDK.
import { CreateGroupCommand, GetGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownPool } from "../support/unknown.js";
import { ROLE } from "./groups.js";

const emulator = useEmulator();
const create = (UserPoolId: string, GroupName: string, rest = {}) =>
  emulator().idp.send(new CreateGroupCommand({ UserPoolId, GroupName, ...rest }));

describe("CreateGroup", () => {
  it("accepts a name alone; what was not given stays absent", async () => {
    const pool = await aPool(emulator());
    emulator().clock.freeze();
    const { $metadata, ...answer } = await create(pool.Id, "readers");
    const now = new Date(emulator().clock.now());
    emulator().clock.resume();
    expect(answer).toEqual({
      Group: { GroupName: "readers", UserPoolId: pool.Id, LastModifiedDate: now, CreationDate: now },
    });
  });

  it("remembers description, role and precedence, also the highest precedence 0", async () => {
    const pool = await aPool(emulator());
    const given = { Description: "Who may read", RoleArn: ROLE, Precedence: 0 };
    const { Group } = await create(pool.Id, "readers", given);
    expect(Group).toMatchObject(given);
    const found = await emulator().idp.send(
      new GetGroupCommand({ UserPoolId: pool.Id, GroupName: "readers" }),
    );
    expect(found.Group).toEqual(Group);
  });

  describe("refuses", () => {
    refusesUnknownPool((poolId) => create(poolId, "readers"));

    it("a name that the pool has already, in the same case of letters", async () => {
      const [pool, other] = [await aPool(emulator()), await aPool(emulator())];
      await create(pool.Id, "readers");
      await refusal(
        create(pool.Id, "readers", { Precedence: 1 }),
        "GroupExistsException",
        "A group with the name already exists.",
      );
      await create(pool.Id, "Readers");
      await create(other.Id, "readers");
    });

    it("more than 10,000 groups", async () => {
      const pool = await aPool(emulator());
      const { store } = emulator().app;
      store.transaction(() => {
        for (let index = 0; index < 9_999; index++)
          store.groups.insert({ poolId: pool.Id, name: `group-${index}`, createdAt: 0, changedAt: 0 });
      });
      await create(pool.Id, "last");
      await refusal(
        create(pool.Id, "one-too-many"),
        "LimitExceededException",
        `User pool ${pool.Id} has reached its limit of groups.`,
      );
    });
  });
});
