// Loading fixtures into an emulator: what is made, that a second load changes nothing, and what a changed file changes.

import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  CreateGroupCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { load, problemsOf } from "./harness.js";

const emulator = useEmulator();

/** A pool of its own for each test: `us-east-1_Name`. */
const pool = (name: string, ...lines: string[]) =>
  [
    `userPools:`,
    `  - name: ${name}`,
    `    id: us-east-1_${name}`,
    ...lines.map((line) => `    ${line}`),
  ].join("\n");

const describePool = async (name: string) => {
  const command = new DescribeUserPoolCommand({ UserPoolId: `us-east-1_${name}` });
  return (await emulator().idp.send(command)).UserPool!;
};
const describeClient = async (name: string, ClientId: string) => {
  const command = new DescribeUserPoolClientCommand({ UserPoolId: `us-east-1_${name}`, ClientId });
  return (await emulator().idp.send(command)).UserPoolClient!;
};
const getUser = async (name: string, Username: string) => {
  const user = await emulator().idp.send(
    new AdminGetUserCommand({ UserPoolId: `us-east-1_${name}`, Username }),
  );
  const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
  return { ...user, attributes };
};
const groupsOf = async (name: string, Username: string) => {
  const command = new AdminListGroupsForUserCommand({ UserPoolId: `us-east-1_${name}`, Username });
  return ((await emulator().idp.send(command)).Groups ?? []).map(({ GroupName }) => GroupName).sort();
};
const signIn = (name: string, ClientId: string, USERNAME: string, PASSWORD: string) =>
  emulator().idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId: `us-east-1_${name}`,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );

const adminClient = (id: string) =>
  `clients: [{ name: c, id: ${id}, ExplicitAuthFlows: [ALLOW_ADMIN_USER_PASSWORD_AUTH] }]`;

describe("user pools", () => {
  it("are made with their id and settings", async () => {
    const { report } = await load(emulator(), pool("Settings1", "AutoVerifiedAttributes: [email]"));
    expect(report).toMatchObject({ created: 1, updated: 0, unchanged: 0 });
    expect(report.userPools).toMatchObject([
      { id: "us-east-1_Settings1", name: "Settings1", region: "us-east-1" },
    ]);
    expect(await describePool("Settings1")).toMatchObject({
      Name: "Settings1",
      AutoVerifiedAttributes: ["email"],
    });
  });

  it("get an id of the service's own when none is given, and are found again by name", async () => {
    const first = await load(emulator(), "userPools: [{ name: by-name }]");
    const second = await load(emulator(), "userPools: [{ name: by-name }]");
    expect(first.report.userPools[0]?.id).toMatch(/^us-east-1_\w{9}$/);
    expect(second.report.userPools[0]?.id).toBe(first.report.userPools[0]?.id);
    expect(second.writes).toEqual([]);
    const { UserPools } = await emulator().idp.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools?.filter(({ Name }) => Name === "by-name")).toHaveLength(1);
  });

  it("cannot be told apart by a name that two of them have", async () => {
    await load(emulator(), "userPools: [{ name: twins, id: us-east-1_Twin00001 }]");
    await emulator().idp.send(new CreateUserPoolCommand({ PoolName: "twins" }));
    expect(await problemsOf(emulator(), "userPools: [{ name: twins }]")).toEqual([
      "seed.yaml:1:15: userPools[0].name: there are 2 user pools of this name; give it an id",
    ]);
  });

  it("change where the file changed, and keep what it does not mention", async () => {
    const UserPoolId = "us-east-1_Changing1";
    await load(
      emulator(),
      pool("Changing1", "DeletionProtection: ACTIVE", "Policies: { PasswordPolicy: { MinimumLength: 10 } }"),
    );
    await emulator().idp.send(
      new UpdateUserPoolCommand({
        UserPoolId,
        DeletionProtection: "ACTIVE",
        Policies: { PasswordPolicy: { MinimumLength: 10, RequireNumbers: true } },
        AutoVerifiedAttributes: ["email"],
      }),
    );

    const changed = pool("Changing1", "Policies: { PasswordPolicy: { MinimumLength: 12 } }");
    expect(await load(emulator(), changed)).toMatchObject({
      writes: ["UpdateUserPool"],
      report: { updated: 1 },
    });
    expect(await describePool("Changing1")).toMatchObject({
      DeletionProtection: "ACTIVE",
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
      AutoVerifiedAttributes: ["email"],
    });
    expect((await load(emulator(), changed)).writes).toEqual([]);
  });

  it("are renamed when the id is known", async () => {
    await load(emulator(), pool("Renamed01"));
    const { report } = await load(emulator(), "userPools: [{ name: new name, id: us-east-1_Renamed01 }]");
    expect(report.updated).toBe(1);
    expect(await describePool("Renamed01")).toMatchObject({ Name: "new name" });
  });

  it("gain attributes but keep those that they have", async () => {
    const attribute = (max: number) =>
      `Schema: [{ Name: tier, AttributeDataType: String, Mutable: true, StringAttributeConstraints: { MaxLength: ${max} } }]`;
    await load(emulator(), pool("Attribut1"));
    const added = await load(emulator(), pool("Attribut1", attribute(20)));
    expect(added).toMatchObject({ writes: ["AddCustomAttributes"], report: { updated: 1 } });
    expect((await load(emulator(), pool("Attribut1", attribute(20)))).writes).toEqual([]);
    expect(await problemsOf(emulator(), pool("Attribut1", attribute(30)))).toEqual([
      "seed.yaml:4:14: userPools[0].Schema[0]: an attribute cannot change once the pool has it; reset the emulator",
    ]);
  });

  it("keep for life how users sign in", async () => {
    await load(emulator(), pool("Lifelong1", "UsernameAttributes: [email]"));
    expect(await problemsOf(emulator(), pool("Lifelong1", "UsernameAttributes: [phone_number]"))).toEqual([
      "seed.yaml:4:5: userPools[0].UsernameAttributes: cannot change once the pool exists; delete the pool, or reset the emulator",
    ]);
  });

  it("lie in the region of their id and the account of the file", async () => {
    const { report } = await load(
      emulator(),
      'account: "123456789012"\nuserPools: [{ name: elsewhere, id: eu-west-1_Elsewhere }]',
    );
    expect(report.userPools[0]).toMatchObject({ id: "eu-west-1_Elsewhere", region: "eu-west-1" });
    const { UserPool } = (await emulator().app.call(
      "cognito-idp",
      "DescribeUserPool",
      { UserPoolId: "eu-west-1_Elsewhere" },
      { scope: { account: "123456789012", region: "eu-west-1" } },
    )) as { UserPool: { Arn: string } };
    expect(UserPool.Arn).toBe("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Elsewhere");
  });

  it("are as the service makes them where it has words of its own, and do not change again", async () => {
    // The service takes 0 for the default of 7 days.
    const zero = pool(
      "OwnWords1",
      "Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 0 } }",
    );
    await load(emulator(), zero);
    expect((await load(emulator(), zero)).writes).toEqual([]);
  });
});

describe("clients", () => {
  it("are made with their id, secret and settings", async () => {
    const secret = "client1secret1client1secret1";
    await load(
      emulator(),
      pool(
        "Clients01",
        `clients: [{ name: web, id: clients01web, secret: ${secret}, AccessTokenValidity: 2 }]`,
      ),
    );
    expect(await describeClient("Clients01", "clients01web")).toMatchObject({
      ClientName: "web",
      ClientSecret: secret,
      AccessTokenValidity: 2,
    });
  });

  it("are found by name, and have a random secret on request", async () => {
    const text = pool("Clients02", "clients: [{ name: web, GenerateSecret: true }]");
    const { report } = await load(emulator(), text);
    const [client] = report.userPools[0]!.clients;
    expect(client).toEqual({ id: expect.stringMatching(/^[0-9a-z]{26}$/), name: "web", confidential: true });
    expect((await load(emulator(), text)).writes).toEqual([]);
  });

  it("change by a full update that keeps what the file does not mention", async () => {
    const before =
      "clients: [{ name: web, id: clients03web, AccessTokenValidity: 2, CallbackURLs: [http://localhost/a] }]";
    const after = "clients: [{ name: web, id: clients03web, CallbackURLs: [http://localhost/b] }]";
    await load(emulator(), pool("Clients03", before));
    expect(await load(emulator(), pool("Clients03", after))).toMatchObject({
      writes: ["UpdateUserPoolClient"],
      report: { updated: 1, unchanged: 1 },
    });
    expect(await describeClient("Clients03", "clients03web")).toMatchObject({
      AccessTokenValidity: 2,
      CallbackURLs: ["http://localhost/b"],
    });
  });

  it("get a new secret beside the old one", async () => {
    const secret = (n: number) => `client4secret${n}client4secret${n}`;
    const text = (n: number) =>
      pool("Clients04", `clients: [{ name: web, id: clients04web, secret: ${secret(n)} }]`);
    await load(emulator(), text(1));
    expect((await load(emulator(), text(2))).writes).toEqual(["AddUserPoolClientSecret"]);
    expect((await load(emulator(), text(2))).writes).toEqual([]);
    expect((await load(emulator(), text(3))).writes).toEqual([
      "DeleteUserPoolClientSecret",
      "AddUserPoolClientSecret",
    ]);
    expect((await load(emulator(), text(3))).writes).toEqual([]);
    expect((await describeClient("Clients04", "clients04web")).ClientSecret).toBe(secret(2));
  });
});

describe("groups", () => {
  it("are made and changed", async () => {
    const UserPoolId = "us-east-1_Groups001";
    const text = (more: string) =>
      pool("Groups001", `groups: [{ name: admins, precedence: 1, description: first${more} }]`);
    await load(emulator(), text(""));
    expect((await load(emulator(), text(""))).writes).toEqual([]);
    expect((await load(emulator(), text(", role: arn:aws:iam::000000000000:role/admin"))).writes).toEqual([
      "UpdateGroup",
    ]);
    const { Group } = await emulator().idp.send(new GetGroupCommand({ UserPoolId, GroupName: "admins" }));
    expect(Group).toMatchObject({
      Precedence: 1,
      Description: "first",
      RoleArn: "arn:aws:iam::000000000000:role/admin",
    });
  });
});

describe("users", () => {
  it("are confirmed, enabled and able to sign in when they have a password", async () => {
    const sub = "11111111-1001-7011-8711-000000000001";
    await load(
      emulator(),
      pool(
        "Users0001",
        adminClient("users0001c"),
        "groups: [{ name: a }, { name: b }]",
        "users:",
        `  - { username: ada, password: Abcdef1!, sub: ${sub}, attributes: { email: a@x.example }, verified: [email], groups: [a] }`,
      ),
    );
    expect(await getUser("Users0001", "ada")).toMatchObject({
      Username: "ada",
      Enabled: true,
      UserStatus: "CONFIRMED",
      attributes: { sub, email: "a@x.example", email_verified: "true" },
    });
    expect(await groupsOf("Users0001", "ada")).toEqual(["a"]);
    const { AuthenticationResult } = await signIn("Users0001", "users0001c", "ada", "Abcdef1!");
    expect(AuthenticationResult?.IdToken).toBeDefined();
  });

  it("have the status that the file gives them", async () => {
    await load(
      emulator(),
      pool(
        "Users0002",
        adminClient("users0002c"),
        "AutoVerifiedAttributes: [email]",
        "users:",
        "  - { username: forced, password: Abcdef1!, status: FORCE_CHANGE_PASSWORD }",
        "  - { username: invited }",
        "  - { username: signed-up, password: Abcdef1!, status: UNCONFIRMED, attributes: { email: u@x.example } }",
        "  - { username: reset, password: Abcdef1!, status: RESET_REQUIRED, attributes: { email: r@x.example }, verified: [email] }",
        "  - { username: former, password: Abcdef1!, enabled: false }",
      ),
    );
    expect(await getUser("Users0002", "forced")).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD" });
    expect(await getUser("Users0002", "invited")).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD" });
    expect(await getUser("Users0002", "signed-up")).toMatchObject({
      UserStatus: "UNCONFIRMED",
      attributes: { email: "u@x.example" },
    });
    expect(await getUser("Users0002", "reset")).toMatchObject({ UserStatus: "RESET_REQUIRED" });
    expect(await getUser("Users0002", "former")).toMatchObject({ Enabled: false });

    const { ChallengeName } = await signIn("Users0002", "users0002c", "forced", "Abcdef1!");
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const [message] = emulator().inbox.list({ username: "signed-up" });
    expect(message).toMatchObject({
      kind: "SignUp",
      to: "u@x.example",
      code: expect.stringMatching(/^\d{6}$/),
    });
  });

  it("need no password where the pool asks for none", async () => {
    const text = pool(
      "Users0014",
      "Policies: { SignInPolicy: { AllowedFirstAuthFactors: [PASSWORD, EMAIL_OTP] } }",
      "users: [{ username: ada, attributes: { email: a@x.example }, verified: [email] }]",
    );
    await load(emulator(), text);
    expect(await getUser("Users0014", "ada")).toMatchObject({ UserStatus: "CONFIRMED" });
    expect((await load(emulator(), text)).writes).toEqual([]);
  });

  it("sign up through a client with a secret, too", async () => {
    await load(
      emulator(),
      pool(
        "Users0003",
        "clients: [{ name: c, id: users0003c, secret: users0003secretusers0003secret }]",
        "users: [{ username: ada, password: Abcdef1!, status: UNCONFIRMED }]",
      ),
    );
    expect(await getUser("Users0003", "ada")).toMatchObject({ UserStatus: "UNCONFIRMED" });
  });

  it("change their attributes, and only those", async () => {
    const text = (email: string) =>
      pool(
        "Users0004",
        `users: [{ username: ada, attributes: { email: ${email}, name: Ada }, verified: [email] }]`,
      );
    await load(emulator(), text("a@x.example"));
    expect((await load(emulator(), text("a@x.example"))).writes).toEqual([]);
    expect((await load(emulator(), text("b@x.example"))).writes).toEqual(["AdminUpdateUserAttributes"]);
    expect((await getUser("Users0004", "ada")).attributes).toMatchObject({
      email: "b@x.example",
      email_verified: "true",
      name: "Ada",
    });
    const { writes } = await load(emulator(), pool("Users0004", "users: [{ username: ada }]"));
    expect(writes).toEqual([]);
    expect((await getUser("Users0004", "ada")).attributes).toMatchObject({ name: "Ada" });
  });

  it("change their password when the file does, and keep their own otherwise", async () => {
    const text = (password: string) =>
      pool("Users0005", adminClient("users0005c"), `users: [{ username: ada, password: ${password} }]`);
    await load(emulator(), text("Abcdef1!"));
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: "us-east-1_Users0005",
        Username: "ada",
        Password: "Herown1!",
        Permanent: true,
      }),
    );
    expect((await load(emulator(), text("Abcdef1!"))).writes).toEqual([]);
    await signIn("Users0005", "users0005c", "ada", "Herown1!");

    expect((await load(emulator(), text("Abcdef2!"))).writes).toEqual(["AdminSetUserPassword"]);
    await signIn("Users0005", "users0005c", "ada", "Abcdef2!");
    expect((await load(emulator(), text("Abcdef2!"))).writes).toEqual([]);
  });

  it("change their status when the file does, and are not thrown back otherwise", async () => {
    const text = (status: string) =>
      pool("Users0006", `users: [{ username: ada, password: Abcdef1!, status: ${status} }]`);
    const status = async () => (await getUser("Users0006", "ada")).UserStatus;
    await load(emulator(), text("FORCE_CHANGE_PASSWORD"));
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: "us-east-1_Users0006",
        Username: "ada",
        Password: "Herown1!",
        Permanent: true,
      }),
    );
    expect((await load(emulator(), text("FORCE_CHANGE_PASSWORD"))).writes).toEqual([]);
    expect(await status()).toBe("CONFIRMED");
    await load(emulator(), text("CONFIRMED"));
    await load(emulator(), text("FORCE_CHANGE_PASSWORD"));
    expect(await status()).toBe("FORCE_CHANGE_PASSWORD");
  });

  it("are enabled and disabled", async () => {
    const text = (enabled: boolean) => pool("Users0007", `users: [{ username: ada, enabled: ${enabled} }]`);
    await load(emulator(), text(true));
    expect((await load(emulator(), text(false))).writes).toEqual(["AdminDisableUser"]);
    expect((await load(emulator(), text(false))).writes).toEqual([]);
    expect((await load(emulator(), text(true))).writes).toEqual(["AdminEnableUser"]);
  });

  it("belong to the groups of the file that it names, and to groups that it does not know", async () => {
    const UserPoolId = "us-east-1_Users0008";
    const text = (groups: string) =>
      pool(
        "Users0008",
        "groups: [{ name: a }, { name: b }]",
        `users: [{ username: ada, groups: [${groups}] }]`,
      );
    await load(emulator(), text("a"));
    await emulator().idp.send(new CreateGroupCommand({ UserPoolId, GroupName: "other" }));
    await emulator().idp.send(
      new AdminAddUserToGroupCommand({ UserPoolId, GroupName: "other", Username: "ada" }),
    );
    const { writes } = await load(emulator(), text("b"));
    expect([...writes].sort()).toEqual(["AdminAddUserToGroup", "AdminRemoveUserFromGroup"]);
    expect(await groupsOf("Users0008", "ada")).toEqual(["b", "other"]);
    expect((await load(emulator(), text("b"))).writes).toEqual([]);
  });

  it("who were there before get the password of the file", async () => {
    const UserPoolId = "us-east-1_Users0009";
    await load(emulator(), pool("Users0009", adminClient("users0009c")));
    await emulator().idp.send(
      new AdminCreateUserCommand({ UserPoolId, Username: "ada", MessageAction: "SUPPRESS" }),
    );
    const text = pool(
      "Users0009",
      adminClient("users0009c"),
      "users: [{ username: ada, password: Abcdef1! }]",
    );
    expect((await load(emulator(), text)).writes).toEqual(["AdminSetUserPassword"]);
    await signIn("Users0009", "users0009c", "ada", "Abcdef1!");
  });

  it("are found by their e-mail address where it is the username", async () => {
    const text = pool(
      "Users0010",
      "UsernameAttributes: [email]",
      "users: [{ username: ada@x.example, password: Abcdef1!, sub: 33333333-1001-7011-8711-000000000001 }]",
    );
    await load(emulator(), text);
    expect((await load(emulator(), text)).writes).toEqual([]);
    expect(await getUser("Users0010", "ada@x.example")).toMatchObject({
      Username: "33333333-1001-7011-8711-000000000001",
      attributes: { email: "ada@x.example" },
    });
  });

  it("cannot change their sub", async () => {
    const text = (n: number) =>
      pool("Users0011", `users: [{ username: ada, sub: 44444444-1001-7011-8711-00000000000${n} }]`);
    await load(emulator(), text(1));
    expect(await problemsOf(emulator(), text(2))).toEqual([
      "seed.yaml:4:30: userPools[0].users[0].sub: the user exists with another sub, 44444444-1001-7011-8711-000000000001; delete the user first",
    ]);
  });

  it("whose password breaks the policy are not made, and do not keep others from being made", async () => {
    const text = pool(
      "Users0012",
      "users:",
      "  - { username: weak, password: abcdef }",
      "  - { username: fine }",
    );
    expect(await problemsOf(emulator(), text)).toEqual([
      expect.stringMatching(
        /^seed\.yaml:5:9: userPools\[0\]\.users\[0\]: AdminCreateUser: InvalidPasswordException: Password did not conform/,
      ),
    ]);
    const { Users } = await emulator().idp.send(new ListUsersCommand({ UserPoolId: "us-east-1_Users0012" }));
    expect(Users?.map(({ Username }) => Username)).toEqual(["fine"]);
  });

  it("keep no trace of their password in the ledger", async () => {
    await load(emulator(), pool("Users0013", "users: [{ username: ada, password: Very-Secret-1 }]"));
    expect(emulator().app.store.seedLedger.get("user ada of us-east-1_Users0013")).toMatch(/^[\w+/]{43}=$/);
  });
});

describe("resource servers and domains", () => {
  const text = (scopes: string, version: number) =>
    pool(
      "Servers01",
      `domains: [{ name: servers01, ManagedLoginVersion: ${version} }]`,
      `resourceServers: [{ identifier: https://api.example, scopes: { ${scopes} } }]`,
    );

  it("are made, kept and changed", async () => {
    const made = await load(emulator(), text("read: Read", 1));
    expect(made.writes).toEqual(["CreateUserPool", "CreateResourceServer", "CreateUserPoolDomain"]);
    expect((await load(emulator(), text("read: Read", 1))).writes).toEqual([]);
    const changed = await load(emulator(), text("write: Write", 2));
    expect(changed.writes).toEqual(["UpdateResourceServer", "UpdateUserPoolDomain"]);
    // The scope that the second file did not mention is still there.
    expect((await load(emulator(), text("read: Read, write: Write", 2))).writes).toEqual([]);
  });

  it("clients of a pool with managed login get the style without which it shows no pages", async () => {
    const text = pool(
      "Managed01",
      "domains: [{ name: managed01, ManagedLoginVersion: 2 }]",
      "clients: [{ name: web }]",
    );
    expect((await load(emulator(), text)).writes).toContain("CreateManagedLoginBranding");
    expect((await load(emulator(), text)).writes).toEqual([]);
  });

  it("a domain of another pool is not taken away", async () => {
    await load(emulator(), pool("Domains01", "domains: [domains-one]"));
    expect(await problemsOf(emulator(), pool("Domains02", "domains: [domains-one]"))).toEqual([
      "seed.yaml:4:15: userPools[0].domains[0]: the domain belongs to another user pool, us-east-1_Domains01",
    ]);
  });
});

describe("identity pools", () => {
  const id = (n: number) => `us-east-1:00000000-0000-4000-8000-00000000000${n}`;
  const text = (n: number, ...lines: string[]) =>
    [
      pool(`Identity${n}`, `clients: [{ name: web, id: identity${n}web }]`),
      "identityPools:",
      `  - name: identity${n}`,
      `    id: ${id(n)}`,
      ...lines.map((line) => `    ${line}`),
    ].join("\n");

  it("refer to pools and clients of the file by name", async () => {
    const made = text(
      1,
      "userPools:",
      "  - pool: Identity1",
      "    client: web",
      "    ServerSideTokenCheck: true",
      "    roleMapping: { Type: Token, AmbiguousRoleResolution: Deny }",
      "    principalTags: { tier: custom:tier }",
      "roles: { authenticated: arn:aws:iam::000000000000:role/user }",
    );
    const { report } = await load(emulator(), made);
    expect(report.identityPools).toEqual([{ id: id(1), name: "identity1", region: "us-east-1" }]);
    expect((await load(emulator(), made)).writes).toEqual([]);

    const provider = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Identity1";
    const { identity } = emulator();
    expect(await identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id(1) }))).toMatchObject({
      IdentityPoolName: "identity1",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [
        { ProviderName: provider, ClientId: "identity1web", ServerSideTokenCheck: true },
      ],
    });
    expect(await identity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: id(1) }))).toMatchObject({
      Roles: { authenticated: "arn:aws:iam::000000000000:role/user" },
      RoleMappings: { [`${provider}:identity1web`]: { Type: "Token", AmbiguousRoleResolution: "Deny" } },
    });
    expect(
      await identity.send(
        new GetPrincipalTagAttributeMapCommand({ IdentityPoolId: id(1), IdentityProviderName: provider }),
      ),
    ).toMatchObject({ UseDefaults: false, PrincipalTags: { tier: "custom:tier" } });
  });

  it("change where the file changed", async () => {
    await load(emulator(), text(2, "roles: { authenticated: arn:aws:iam::000000000000:role/one }"));
    const changed = text(
      2,
      "AllowUnauthenticatedIdentities: true",
      "roles: { unauthenticated: arn:aws:iam::000000000000:role/guest }",
    );
    expect((await load(emulator(), changed)).writes).toEqual(["UpdateIdentityPool", "SetIdentityPoolRoles"]);
    expect(
      await emulator().identity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: id(2) })),
    ).toMatchObject({
      Roles: {
        authenticated: "arn:aws:iam::000000000000:role/one",
        unauthenticated: "arn:aws:iam::000000000000:role/guest",
      },
    });
    expect((await load(emulator(), changed)).writes).toEqual([]);
  });
});

it("a file with a mistake changes nothing", async () => {
  const text = `${pool("Mistake01", "users: [{ username: ada }]")}\n    clinets: []`;
  expect(await problemsOf(emulator(), text)).toHaveLength(1);
  await expect(describePool("Mistake01")).rejects.toThrow("does not exist");
});

it("a report tells what a banner needs", async () => {
  const { report } = await load(
    emulator(),
    pool(
      "Reports01",
      "clients: [{ name: web, id: reports01web }]",
      "users:",
      "  - { username: disabled, password: Abcdef1!, enabled: false }",
      "  - { username: forced, password: Abcdef1!, status: FORCE_CHANGE_PASSWORD }",
      "  - { username: ada, password: Abcdef1! }",
    ),
  );
  expect(report).toEqual({
    created: 5,
    updated: 0,
    unchanged: 0,
    entries: [
      { kind: "user pool", name: "Reports01", outcome: "created", file: "seed.yaml", line: 2 },
      { kind: "client", name: "web", outcome: "created", file: "seed.yaml", line: 4 },
      { kind: "user", name: "disabled", outcome: "created", file: "seed.yaml", line: 6 },
      { kind: "user", name: "forced", outcome: "created", file: "seed.yaml", line: 7 },
      { kind: "user", name: "ada", outcome: "created", file: "seed.yaml", line: 8 },
    ],
    userPools: [
      {
        id: "us-east-1_Reports01",
        name: "Reports01",
        region: "us-east-1",
        clients: [{ id: "reports01web", name: "web", confidential: false }],
        signIn: { username: "ada", password: "Abcdef1!" },
        loginPage: undefined,
      },
    ],
    identityPools: [],
  });
});
