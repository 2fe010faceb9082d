// What the tests of groups share.
import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  type CreateGroupCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { it } from "vitest";
import { aPool } from "../support/builders.js";
import type { TestEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownPool } from "../support/unknown.js";

export const ROLE = "arn:aws:iam::123456789012:role/readers";

export async function aGroup(
  { idp }: TestEmulator,
  pool: { Id: string },
  GroupName: string,
  rest: Partial<CreateGroupCommandInput> = {},
) {
  const { Group } = await idp.send(new CreateGroupCommand({ UserPoolId: pool.Id, GroupName, ...rest }));
  return Group;
}

export const addToGroup = (
  { idp }: TestEmulator,
  pool: { Id: string },
  GroupName: string,
  Username: string,
) => idp.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.Id, GroupName, Username }));

/** Declares the tests that every operation on a group has in common. */
export function refusesUnknownGroup(
  emulator: () => TestEmulator,
  send: (poolId: string, groupName: string) => Promise<unknown>,
): void {
  refusesUnknownPool((poolId) => send(poolId, "readers"));

  it("a group that does not exist, or only in another pool, or in another case of letters", async () => {
    const [pool, other] = [await aPool(emulator()), await aPool(emulator())];
    await aGroup(emulator(), other, "readers");
    await aGroup(emulator(), pool, "Readers");
    await refusal(send(pool.Id, "readers"), "ResourceNotFoundException", "Group not found.");
  });
}

/** Declares that tokens of a listing are refused when invented, of another listing, or too old. */
export function refusesForeignTokens(
  emulator: () => TestEmulator,
  /** Two listings of three entries each, of which only the first is asked for. */
  prepare: () => Promise<
    readonly ((page: { Limit?: number; NextToken?: string | undefined }) => Promise<{
      NextToken?: string | undefined;
    }>)[]
  >,
): void {
  it("tokens that are invented, of another listing, or too old", async () => {
    const [list, other] = await prepare();
    if (!list || !other) throw new Error("two listings are needed");
    const { NextToken } = await list({ Limit: 1 });
    const refused = (call: Promise<unknown>) =>
      refusal(call, "InvalidParameterException", "Invalid pagination token given.");
    await refused(list({ NextToken: "invented" }));
    await refused(other({ NextToken }));
    emulator().clock.advance({ minutes: 59 });
    await list({ NextToken });
    emulator().clock.advance({ minutes: 2 });
    await refused(list({ NextToken }));
    emulator().clock.reset();
  });
}
