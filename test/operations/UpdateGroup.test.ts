// UpdateGroup through the official SDK.
import {
  GetGroupCommand,
  UpdateGroupCommand,
  type UpdateGroupCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aGroup, ROLE, refusesUnknownGroup } from "./groups.js";

const emulator = useEmulator();
const update = (UserPoolId: string, GroupName: string, rest: Partial<UpdateGroupCommandInput> = {}) =>
  emulator().idp.send(new UpdateGroupCommand({ UserPoolId, GroupName, ...rest }));

describe("UpdateGroup", () => {
  it("changes what is given and keeps the rest", async () => {
    const pool = await aPool(emulator());
    const before = await aGroup(emulator(), pool, "readers", { Description: "Who may read", Precedence: 7 });
    emulator().clock.advance({ minutes: 5 });
    const { $metadata, ...answer } = await update(pool.Id, "readers", { RoleArn: ROLE, Precedence: 0 });
    expect(answer).toEqual({
      Group: { ...before, RoleArn: ROLE, Precedence: 0, LastModifiedDate: expect.any(Date) },
    });
    const passed = Number(answer.Group?.LastModifiedDate) - Number(answer.Group?.CreationDate);
    expect(passed).toBeGreaterThanOrEqual(5 * 60_000);
    emulator().clock.reset();

    const found = await emulator().idp.send(
      new GetGroupCommand({ UserPoolId: pool.Id, GroupName: "readers" }),
    );
    expect(found.Group).toEqual(answer.Group);
  });

  it("accepts an empty description", async () => {
    const pool = await aPool(emulator());
    await aGroup(emulator(), pool, "readers", { Description: "Who may read" });
    expect((await update(pool.Id, "readers", { Description: "" })).Group?.Description).toBe("");
  });

  describe("refuses", () => {
    refusesUnknownGroup(emulator, (poolId, name) => update(poolId, name, { Precedence: 1 }));
  });
});
