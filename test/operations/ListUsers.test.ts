// ListUsers through the official SDK.
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
  paginateListUsers,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, it } from "vitest";
import { aClient, aPool, attributeList, type MadePool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

const list = (pool: { Id: string }, input: Partial<ListUsersCommandInput> = {}) =>
  emulator().idp.send(new ListUsersCommand({ UserPoolId: pool.Id, ...input }));

const names = async (pool: { Id: string }, Filter?: string) =>
  (await list(pool, { Filter })).Users?.map(({ Username }) => Username);

async function add(pool: { Id: string }, Username: string, attributes: Record<string, string> = {}) {
  const { User } = await emulator().idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.Id,
      Username,
      MessageAction: "SUPPRESS",
      UserAttributes: attributeList(attributes),
    }),
  );
  return User;
}

/** Adds `count` users called user-000, user-001 ... */
async function addMany(pool: { Id: string }, count: number, attributes: Record<string, string> = {}) {
  const added = Array.from({ length: count }, (_, index) => `user-${String(index).padStart(3, "0")}`);
  for (const username of added) await add(pool, username, attributes);
  return added;
}

/** All pages, one after the other. */
async function pages(pool: { Id: string }, input: Partial<ListUsersCommandInput>) {
  const found: (string | undefined)[][] = [];
  const command = { UserPoolId: pool.Id, ...input };
  for await (const page of paginateListUsers({ client: emulator().idp }, command))
    found.push((page.Users ?? []).map(({ Username }) => Username));
  return found;
}

describe("ListUsers accepts", () => {
  it("a pool, and answers its users, the oldest first", async () => {
    const pool = await aPool(emulator());
    expect((await list(pool)).Users).toEqual([]);
    const users = [await add(pool, "zoe", { email: "zoe@example.com" }), await add(pool, "ada")];
    const { $metadata, ...answer } = await list(pool);
    expect(answer).toEqual({ Users: users });
  });

  it("60 users to a page, or as many as Limit says", async () => {
    const pool = await aPool(emulator());
    const added = await addMany(pool, 61);
    expect(await pages(pool, {})).toEqual([added.slice(0, 60), added.slice(60)]);
    expect(await pages(pool, { Limit: 60 })).toEqual([added.slice(0, 60), added.slice(60)]);
    expect((await pages(pool, { Limit: 25 })).map((page) => page.length)).toEqual([25, 25, 11]);
    expect((await list(pool, { Limit: 0 })).Users).toHaveLength(60);
    expect((await list(pool, { Limit: 1 })).Users).toHaveLength(1);
  });

  it("names of attributes, and answers no others", async () => {
    const pool = await aPool(emulator());
    await add(pool, "ada", { email: "ada@example.com", name: "Ada" });
    await add(pool, "bea", { email: "bea@example.com" });
    const { Users } = await list(pool, { AttributesToGet: ["email"] });
    expect(Users?.map(({ Attributes }) => Attributes)).toEqual([
      [{ Name: "email", Value: "ada@example.com" }],
      [{ Name: "email", Value: "bea@example.com" }],
    ]);
    const chosen = await list(pool, { AttributesToGet: ["name", "sub"], Filter: 'name = "Ada"' });
    expect(chosen.Users?.[0]?.Attributes?.map(({ Name }) => Name)).toEqual(["sub", "name"]);
    expect((await list(pool, { AttributesToGet: [] })).Users?.[0]?.Attributes).toHaveLength(3);
  });
});

describe("ListUsers with a filter", () => {
  let pool: MadePool;

  beforeAll(async () => {
    pool = await aPool(emulator());
    await add(pool, "Ann", {
      email: "Ann@Example.com",
      phone_number: "+15555550100",
      name: 'Ann "the \\ one" Lee',
      given_name: "Ann",
      family_name: "Lee",
      preferred_username: "ann.lee",
      locale: "en",
    });
    await add(pool, "anna", {
      email: "anna@example.com",
      phone_number: "+15555550101",
      name: "Anna Ärö",
      given_name: "anna",
      family_name: "Ärö",
      preferred_username: "aero",
    });
    await add(pool, "bob", { email: "bob@example.org", phone_number: "+4915555550100", name: "Bob" });
  });

  it.each([
    ['email = "ann@example.com"', ["Ann"]],
    ['email ^= "ANN"', ["Ann", "anna"]],
    ['email ^= "ann@"', ["Ann"]],
    ['email = "ann"', []],
    ['phone_number = "+15555550101"', ["anna"]],
    ['phone_number ^= "+155555501"', ["Ann", "anna"]],
    ['phone_number ^= "1555"', []],
    [String.raw`name = "Ann \"the \\ one\" Lee"`, ["Ann"]],
    [String.raw`name ^= "ann \"THE"`, ["Ann"]],
    ['name ^= "Ann"', ["Ann", "anna"]],
    ['name ^= "ann%"', []],
    ['name ^= "_nn"', []],
    ['given_name = "ANN"', ["Ann"]],
    ['given_name ^= "an"', ["Ann", "anna"]],
    ['family_name = "ärö"', ["anna"]],
    ['family_name ^= "ÄR"', ["anna"]],
    ['preferred_username = "Ann.Lee"', ["Ann"]],
    ['preferred_username ^= "a"', ["anna", "Ann"]],
    ['username = "Ann"', ["Ann"]],
    ['username = "ann"', []],
    ['username ^= "ann"', ["anna"]],
    ['username ^= "A"', ["Ann"]],
    ['username ^= ""', ["Ann", "anna", "bob"]],
    ['name ^= ""', ["Ann", "anna", "bob"]],
    ['given_name ^= ""', ["Ann", "anna"]],
    ["", ["Ann", "anna", "bob"]],
  ])("%s finds %j", async (filter, expected) => {
    expect(await names(pool, filter)).toEqual(expected);
  });

  it("finds a user by the sub, or by how it begins", async () => {
    const sub = (await list(pool, { Filter: 'username = "bob"' })).Users?.[0]?.Attributes?.[0]?.Value ?? "";
    expect(await names(pool, `sub = "${sub}"`)).toEqual(["bob"]);
    expect(await names(pool, `sub = "${sub.toUpperCase()}"`)).toEqual(["bob"]);
    expect(await names(pool, `sub ^= "${sub.slice(0, 18)}"`)).toEqual(["bob"]);
    expect(await names(pool, 'sub = "00000000-0000-0000-0000-000000000000"')).toEqual([]);
  });

  it("answers users in the order of the attribute, whatever their age", async () => {
    const mixed = await aPool(emulator());
    for (const [username, name] of [
      ["u1", "Cleo"],
      ["u2", "adam"],
      ["u3", "Berta"],
      ["u4", "ADAM"],
    ] as const)
      await add(mixed, username, { name });
    expect(await names(mixed, 'name ^= ""')).toEqual(["u2", "u4", "u3", "u1"]);
  });

  it("finds users by status, in any case of letters, and by being enabled, in one", async () => {
    const mixed = await aPool(emulator());
    const { ClientId } = await aClient(emulator(), mixed);
    await emulator().idp.send(new SignUpCommand({ ClientId, Username: "unconfirmed", Password: PASSWORD }));
    const verified = { email: "a@example.com", email_verified: "true" };
    for (const username of ["forced", "confirmed", "reset"]) await add(mixed, username, verified);
    for (const Username of ["confirmed", "reset"])
      await emulator().idp.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: mixed.Id,
          Username,
          Password: PASSWORD,
          Permanent: true,
        }),
      );
    const key = { UserPoolId: mixed.Id, Username: "reset" };
    await emulator().idp.send(new AdminResetUserPasswordCommand(key));
    await emulator().idp.send(new AdminDisableUserCommand(key));

    expect(await names(mixed, 'cognito:user_status = "Confirmed"')).toEqual(["confirmed"]);
    expect(await names(mixed, 'cognito:user_status = "UNCONFIRMED"')).toEqual(["unconfirmed"]);
    expect(await names(mixed, 'cognito:user_status = "force_change_password"')).toEqual(["forced"]);
    expect(await names(mixed, 'cognito:user_status = "RESET_REQUIRED"')).toEqual(["reset"]);
    expect(await names(mixed, 'cognito:user_status = "EXTERNAL_PROVIDER"')).toEqual([]);
    expect(await names(mixed, 'cognito:user_status = "NONSENSE"')).toEqual([]);
    expect(await names(mixed, 'status = "Disabled"')).toEqual(["reset"]);
    expect(await names(mixed, 'status = "Enabled"')).toEqual(["unconfirmed", "forced", "confirmed"]);
    expect(await names(mixed, 'status = "enabled"')).toEqual([]);
    expect(await pages(mixed, { Filter: 'cognito:user_status ^= ""', Limit: 1 })).toEqual([
      ["confirmed"],
      ["forced"],
      ["reset"],
      ["unconfirmed"],
    ]);
  });

  it("follows changes: what a user no longer has finds nobody", async () => {
    const changing = await aPool(emulator());
    await add(changing, "ada", { name: "Ada", email: "ada@example.com" });
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: changing.Id,
        Username: "ada",
        UserAttributes: attributeList({ name: "Countess", email: "" }),
      }),
    );
    expect(await names(changing, 'name = "Ada"')).toEqual([]);
    expect(await names(changing, 'name = "Countess"')).toEqual(["ada"]);
    expect(await names(changing, 'email ^= ""')).toEqual([]);
  });

  it("finds nobody of another pool", async () => {
    const other = await aPool(emulator());
    expect(await names(other, 'email ^= "ann"')).toEqual([]);
  });

  it.each([
    ["foo", "Error while parsing filter."],
    ["name = Ada", "Error while parsing filter."],
    ['email ^= "".""@example.com"', "Error while parsing filter."],
    ['name = "a" and email = "b"', "Error while parsing filter."],
    ['custom:tier = "7"', "Invalid search attribute: custom:tier"],
    ['locale = "en"', "Invalid search attribute: locale"],
  ])("refuses %s", async (filter, message) => {
    await refusal(list(pool, { Filter: filter }), "InvalidParameterException", message);
  });
});

describe("ListUsers page by page", () => {
  it("keeps the order while users come and go", async () => {
    const pool = await aPool(emulator());
    const added = await addMany(pool, 6);
    const first = await list(pool, { Limit: 2 });
    await add(pool, "later");
    // The user where the page ended, one that was seen, and one that was not.
    for (const Username of [added[1], added[0], added[3]])
      await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username }));
    const rest = await list(pool, { Limit: 10, PaginationToken: first.PaginationToken });
    expect(rest.Users?.map(({ Username }) => Username)).toEqual([added[2], added[4], added[5], "later"]);
    expect(rest.PaginationToken).toBeUndefined();
  });

  it.each([
    'name = "Ada"',
    'name ^= "a"',
    'username ^= "user"',
    'status = "Enabled"',
    'cognito:user_status ^= "F"',
  ])("meets everybody once: %s", async (Filter) => {
    const pool = await aPool(emulator());
    const added = await addMany(pool, 7, { name: "Ada" });
    expect(await pages(pool, { Filter, Limit: 3 })).toEqual([
      added.slice(0, 3),
      added.slice(3, 6),
      added.slice(6),
    ]);
    // A page that ends with the last user announces no other.
    expect(await pages(pool, { Filter, Limit: 7 })).toEqual([added]);
  });

  it("repeats a page for the same token", async () => {
    const pool = await aPool(emulator());
    await addMany(pool, 5);
    const { PaginationToken } = await list(pool, { Limit: 2 });
    const [once, again] = [
      await list(pool, { Limit: 2, PaginationToken }),
      await list(pool, { Limit: 2, PaginationToken }),
    ];
    expect(once.Users).toEqual(again.Users);
  });

  it("refuses tokens that are invented, of another pool, of another filter or too old", async () => {
    const [pool, other] = [await aPool(emulator()), await aPool(emulator())];
    await addMany(pool, 3);
    await addMany(other, 3);
    const Filter = 'username ^= "user"';
    const { PaginationToken } = await list(pool, { Limit: 1, Filter });
    const refused = (call: Promise<unknown>) =>
      refusal(call, "InvalidParameterException", "Invalid pagination token given.");

    await refused(list(pool, { PaginationToken: "invented" }));
    await refused(list(pool, { Filter, PaginationToken: `${PaginationToken}x` }));
    await refused(list(other, { Filter, PaginationToken }));
    await refused(list(pool, { PaginationToken }));
    await refused(list(pool, { Filter: 'username ^= "use"', PaginationToken }));

    emulator().clock.advance({ minutes: 59 });
    expect((await list(pool, { Filter, PaginationToken })).Users).toHaveLength(2);
    emulator().clock.advance({ minutes: 2 });
    await refused(list(pool, { Filter, PaginationToken }));
    emulator().clock.reset();
  });
});

describe("ListUsers refuses", () => {
  refusesUnknownPool((poolId) => list({ Id: poolId }));

  it("attributes that the pool does not know, or that a user of the page lacks", async () => {
    const pool = await aPool(emulator());
    const refused = (AttributesToGet: string[], Filter?: string) =>
      refusal(
        list(pool, { AttributesToGet, Filter }),
        "InvalidParameterException",
        "One or more requested attributes do not exist.",
      );
    await refused(["custom:foo"]);
    await add(pool, "ada", { email: "ada@example.com", name: "Ada" });
    await add(pool, "bea", { email: "bea@example.com" });
    await refused(["email", "custom:foo"]);
    await refused(["email", "name"]);
    // Only those who are found have to have it.
    expect((await list(pool, { AttributesToGet: ["name"], Filter: 'name ^= "A"' })).Users).toHaveLength(1);
  });

  it("a Limit beyond 60", async () => {
    const pool = await aPool(emulator());
    await refusal(
      list(pool, { Limit: 61 }),
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });
});
