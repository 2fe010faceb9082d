// AdminGetUser through the official SDK.
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
const get = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminGetUserCommand({ UserPoolId, Username }));

describe("AdminGetUser accepts", () => {
  it("a username, and answers everything but factors that were never set up", async () => {
    const pool = await aPool(emulator());
    emulator().clock.freeze();
    const { User } = await emulator().idp.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributes: [{ Name: "email", Value: "ada@example.com" }],
      }),
    );
    const { $metadata, ...user } = await get(pool.Id, "ada");
    expect(user).toEqual({
      Username: "ada",
      UserAttributes: [
        { Name: "sub", Value: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) },
        { Name: "email", Value: "ada@example.com" },
      ],
      UserCreateDate: User?.UserCreateDate,
      UserLastModifiedDate: User?.UserLastModifiedDate,
      Enabled: true,
      UserStatus: "FORCE_CHANGE_PASSWORD",
    });
    expect(user.UserCreateDate?.getTime()).toBe(emulator().clock.now());
    emulator().clock.resume();
  });

  it("a sub, in either case of letters", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    const sub = (await get(pool.Id, "ada")).UserAttributes?.[0]?.Value ?? "";
    expect((await get(pool.Id, sub)).Username).toBe("ada");
    expect((await get(pool.Id, sub.toUpperCase())).Username).toBe("ada");
  });

  it("an alias once it is verified", async () => {
    const pool = await aPool(emulator(), { AliasAttributes: ["email", "preferred_username"] });
    await aConfirmedUser(emulator(), pool, "ada", {
      email: "ada@example.com",
      preferred_username: "countess",
    });
    expect((await get(pool.Id, "countess")).Username).toBe("ada");
    await refusal(get(pool.Id, "ada@example.com"), "UserNotFoundException", "User does not exist.");

    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributes: [{ Name: "email_verified", Value: "true" }],
      }),
    );
    expect((await get(pool.Id, "ada@example.com")).Username).toBe("ada");
  });

  it("the address of a user in a pool whose usernames are addresses", async () => {
    const pool = await aPool(emulator(), { UsernameAttributes: ["email"] });
    const username = await aConfirmedUser(emulator(), pool, "ada@example.com");
    const user = await get(pool.Id, "ada@example.com");
    expect(user.Username).toBe(username);
    expect(user.UserAttributes).toContainEqual({ Name: "sub", Value: username });
  });

  it("another case of letters only where the pool ignores it", async () => {
    const folding = await aPool(emulator(), { UsernameConfiguration: { CaseSensitive: false } });
    await aConfirmedUser(emulator(), folding, "Ada");
    expect((await get(folding.Id, "ADA")).Username).toBe("ada");

    const exact = await aPool(emulator());
    await aConfirmedUser(emulator(), exact, "Ada");
    expect((await get(exact.Id, "Ada")).Username).toBe("Ada");
    await refusal(get(exact.Id, "ada"), "UserNotFoundException", "User does not exist.");
  });
});

describe("AdminGetUser refuses", () => {
  it("a user who does not exist", async () => {
    const pool = await aPool(emulator());
    await refusal(get(pool.Id, "nobody"), "UserNotFoundException", "User does not exist.");
  });

  it("a user of another pool", async () => {
    const [pool, other] = [await aPool(emulator()), await aPool(emulator())];
    await aConfirmedUser(emulator(), other, "ada");
    await refusal(get(pool.Id, "ada"), "UserNotFoundException", "User does not exist.");
  });

  it("a pool that does not exist", async () => {
    await refusal(
      get("us-east-1_nothere00", "ada"),
      "ResourceNotFoundException",
      "User pool us-east-1_nothere00 does not exist.",
    );
  });
});
