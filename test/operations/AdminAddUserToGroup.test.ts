// AdminAddUserToGroup through the official SDK, and what tokens make of groups.
import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";
import { addToGroup, aGroup, ROLE } from "./groups.js";

const emulator = useEmulator();
const add = (UserPoolId: string, GroupName: string, Username: string) =>
  emulator().idp.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username }));
const groupsOf = async (UserPoolId: string, Username: string) =>
  (await emulator().idp.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }))).Groups?.map(
    ({ GroupName }) => GroupName,
  );

describe("AdminAddUserToGroup", () => {
  it("makes a user a member, once", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    await aGroup(emulator(), pool, "readers");
    for (let times = 0; times < 2; times++) {
      const { $metadata, ...answer } = await add(pool.Id, "readers", "ada");
      expect(answer).toEqual({});
      expect(await groupsOf(pool.Id, "ada")).toEqual(["readers"]);
    }
  });

  it("accepts an alias or a sub for the user", async () => {
    const pool = await aPool(emulator(), { UsernameAttributes: ["email"] });
    const sub = await aConfirmedUser(emulator(), pool, "ada@example.com");
    for (const name of ["readers", "writers"]) await aGroup(emulator(), pool, name);
    await add(pool.Id, "readers", "ada@example.com");
    await add(pool.Id, "writers", sub);
    expect(await groupsOf(pool.Id, sub)).toEqual(["readers", "writers"]);
  });

  it("shows in the tokens that are issued from then on", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool);
    await aConfirmedUser(emulator(), pool, "ada");
    await aGroup(emulator(), pool, "readers", { RoleArn: ROLE, Precedence: 2 });
    await aGroup(emulator(), pool, "writers", { RoleArn: `${ROLE}-2`, Precedence: 1 });
    await aGroup(emulator(), pool, "nobodies");

    const before = await signIn(emulator(), pool, client, "ada");
    expect(decodeJwt(before.IdToken)).not.toHaveProperty("cognito:groups");
    for (const name of ["writers", "readers", "nobodies"]) await add(pool.Id, name, "ada");
    const { AuthenticationResult } = await emulator().idp.send(
      new InitiateAuthCommand({
        ClientId: client.ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: before.RefreshToken },
      }),
    );
    const groups = ["nobodies", "readers", "writers"];
    const id = decodeJwt(AuthenticationResult?.IdToken ?? "");
    expect((id["cognito:groups"] as string[]).toSorted()).toEqual(groups);
    expect((id["cognito:roles"] as string[]).toSorted()).toEqual([ROLE, `${ROLE}-2`]);
    expect(id["cognito:preferred_role"]).toBe(`${ROLE}-2`);
    const access = decodeJwt(AuthenticationResult?.AccessToken ?? "");
    expect((access["cognito:groups"] as string[]).toSorted()).toEqual(groups);
    expect(access).not.toHaveProperty("cognito:roles");
  });

  it.each([
    ["different roles of the same precedence", [1, ROLE], [1, `${ROLE}-2`], undefined],
    ["the same role of the same precedence", [1, ROLE], [1, ROLE], ROLE],
    ["one precedence and none", [undefined, ROLE], [100, `${ROLE}-2`], `${ROLE}-2`],
    ["precedence 0", [1, ROLE], [0, `${ROLE}-2`], `${ROLE}-2`],
  ] as const)("decides the preferred role: %s", async (_, one, two, preferred) => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool);
    await aConfirmedUser(emulator(), pool, "ada");
    for (const [name, [Precedence, RoleArn]] of [
      ["one", one],
      ["two", two],
    ] as const) {
      await aGroup(emulator(), pool, name, { Precedence, RoleArn });
      await addToGroup(emulator(), pool, name, "ada");
    }
    const { IdToken } = await signIn(emulator(), pool, client, "ada");
    expect(decodeJwt(IdToken)["cognito:preferred_role"]).toBe(preferred);
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, (poolId, username) => add(poolId, "readers", username));

    it("a group that does not exist", async () => {
      const pool = await aPool(emulator());
      await aConfirmedUser(emulator(), pool, "ada");
      await refusal(add(pool.Id, "readers", "ada"), "ResourceNotFoundException", "Group not found.");
    });

    it("more than 100 groups for a user", async () => {
      const pool = await aPool(emulator());
      await aConfirmedUser(emulator(), pool, "ada");
      for (let index = 0; index <= 100; index++) await aGroup(emulator(), pool, `group-${index}`);
      for (let index = 0; index < 100; index++) await add(pool.Id, `group-${index}`, "ada");
      await refusal(
        add(pool.Id, "group-100", "ada"),
        "LimitExceededException",
        "User has reached the limit of 100 groups.",
      );
      // Being added once more to one of them is no addition.
      await add(pool.Id, "group-0", "ada");
    });
  });
});
