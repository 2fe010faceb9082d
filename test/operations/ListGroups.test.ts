// ListGroups through the official SDK.
import {
  ListGroupsCommand,
  type ListGroupsCommandInput,
  paginateListGroups,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownPool } from "../support/unknown.js";
import { aGroup, refusesForeignTokens } from "./groups.js";

const emulator = useEmulator();
const list = (UserPoolId: string, rest: Partial<ListGroupsCommandInput> = {}) =>
  emulator().idp.send(new ListGroupsCommand({ UserPoolId, ...rest }));

async function aPoolWithGroups(...names: string[]) {
  const pool = await aPool(emulator());
  for (const name of names) await aGroup(emulator(), pool, name);
  return pool;
}

describe("ListGroups", () => {
  it("answers the pool's groups by name", async () => {
    const pool = await aPool(emulator());
    expect((await list(pool.Id)).Groups).toEqual([]);
    const b = await aGroup(emulator(), pool, "b", { Precedence: 1 });
    const a = await aGroup(emulator(), pool, "a");
    const { $metadata, ...answer } = await list(pool.Id);
    expect(answer).toEqual({ Groups: [a, b] });
  });

  it("page by page, also while groups come and go", async () => {
    const pool = await aPoolWithGroups("a", "b", "c", "d", "e");
    const found = [];
    const command = { UserPoolId: pool.Id, Limit: 2 };
    for await (const { Groups } of paginateListGroups({ client: emulator().idp }, command)) {
      found.push(Groups?.map(({ GroupName }) => GroupName));
      if (found.length === 1) for (const name of ["aa", "cc"]) await aGroup(emulator(), pool, name);
    }
    expect(found).toEqual([
      ["a", "b"],
      ["c", "cc"],
      ["d", "e"],
    ]);
  });

  it("60 to a page unless told otherwise", async () => {
    const pool = await aPoolWithGroups(...Array.from({ length: 61 }, (_, index) => `group-${index}`));
    const first = await list(pool.Id);
    expect(first.Groups).toHaveLength(60);
    const second = await list(pool.Id, { NextToken: first.NextToken });
    expect(second.Groups).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
  });

  describe("refuses", () => {
    refusesUnknownPool((poolId) => list(poolId));
    refusesForeignTokens(emulator, async () => {
      const pools = [await aPoolWithGroups("a", "b", "c"), await aPoolWithGroups("a", "b", "c")];
      return pools.map((pool) => (page) => list(pool.Id, page));
    });

    it("a Limit beyond 60", async () => {
      const pool = await aPool(emulator());
      await refusal(
        list(pool.Id, { Limit: 61 }),
        "InvalidParameterException",
        "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
      );
    });
  });
});
