// A process that is killed at any moment has kept all that it acknowledged, whole: users, groups, tokens, keys.
//
// KILLS=50 makes the run longer than the suite needs.
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import Sqlite from "better-sqlite3";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { aFolder, type Command, start } from "../cli/command.js";
import { aClient, aPool, PASSWORD } from "../support/builders.js";
import type { TestEmulator } from "../support/emulator.js";
import { type Random, seeded } from "./random.js";

const KILLS = Number(process.env.KILLS ?? 3);
const WRITERS = 4;
const GROUP = "staff";

/** What the emulator has acknowledged of a user. */
interface Acknowledged {
  readonly email: string;
  signsIn: boolean;
  /** Undefined while a change is under way: either outcome is right. */
  isMember: boolean | undefined;
}

interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

interface Running {
  readonly child: Command["child"];
  readonly url: string;
  readonly idp: CognitoIdentityProviderClient;
}

async function run(db: string): Promise<Running> {
  const { child, url } = await start(["--db", db]);
  const credentials = { accessKeyId: "000000000000", secretAccessKey: "x" };
  const idp = new CognitoIdentityProviderClient({
    endpoint: url,
    region: "us-east-1",
    credentials,
    maxAttempts: 1,
  });
  return { child, url, idp };
}

/** Makes users and moves them in and out of a group until the process is gone. */
async function write(
  { idp }: Running,
  UserPoolId: string,
  name: string,
  users: Map<string, Acknowledged>,
): Promise<void> {
  try {
    for (let number = 0; ; number++) {
      const Username = `${name}-${number}`;
      const email = `${Username}@example.com`;
      await idp.send(
        new AdminCreateUserCommand({
          ...{ UserPoolId, Username, MessageAction: "SUPPRESS" },
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "true" },
          ],
        }),
      );
      const user: Acknowledged = { email, signsIn: false, isMember: false };
      users.set(Username, user);
      await idp.send(
        new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }),
      );
      user.signsIn = true;
      for (const Command of [
        AdminAddUserToGroupCommand,
        AdminRemoveUserFromGroupCommand,
        AdminAddUserToGroupCommand,
      ]) {
        user.isMember = undefined;
        await idp.send(new Command({ UserPoolId, Username, GroupName: GROUP }));
        user.isMember = Command === AdminAddUserToGroupCommand;
      }
    }
  } catch (error) {
    // The connection broke: anything that the service says itself is a failure.
    if ((error as { $response?: unknown }).$response !== undefined) throw error;
  }
}

const ended = ({ child }: Running) => new Promise((resolve) => child.once("exit", resolve));

async function signIn({ idp }: Running, ClientId: string, username: string): Promise<Tokens> {
  const { AuthenticationResult: result } = await idp.send(
    new InitiateAuthCommand({
      ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH" },
      AuthParameters: { USERNAME: username, PASSWORD },
    }),
  );
  const { AccessToken = "", IdToken = "", RefreshToken = "" } = result ?? {};
  return { accessToken: AccessToken, idToken: IdToken, refreshToken: RefreshToken };
}

it(
  "acknowledged writes outlive SIGKILL",
  async () => {
    const random = seeded(7);
    const db = join(aFolder(), "state.db");
    let running = await run(db);
    const emulator = running as unknown as TestEmulator;
    const { Id } = await aPool(emulator, { AliasAttributes: ["email"] });
    const { ClientId } = await aClient(emulator, { Id });
    await running.idp.send(new CreateGroupCommand({ UserPoolId: Id, GroupName: GROUP }));
    const users = new Map<string, Acknowledged>();
    const tokens: Tokens[] = [];

    for (let kill = 0; kill < KILLS; kill++) {
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        write(running, Id, `user-${kill}-${writer}`, users),
      );
      await new Promise((resolve) => setTimeout(resolve, 100 + random.int(400)));
      const end = ended(running);
      running.child.kill("SIGKILL");
      await Promise.all([end, ...writers]);
      requireWhole(db);

      running = await run(db);
      await requireAll(running, Id, users);
      for (const each of tokens) await requireGood(running, Id, ClientId, each);
      tokens.push(await requireSignIn(running, ClientId, random, users));
    }
    expect(users.size).toBeGreaterThan(KILLS * 5);
  },
  20_000 + KILLS * 10_000,
);

/** Nothing in the file contradicts anything else in it. */
function requireWhole(db: string): void {
  // A copy: recovering the file itself is the emulator's work.
  const copy = join(aFolder(), "state.db");
  for (const suffix of ["", "-wal"]) if (existsSync(db + suffix)) copyFileSync(db + suffix, copy + suffix);
  const sql = new Sqlite(copy);
  const count = (query: string) => sql.prepare(`SELECT count(*) FROM ${query}`).pluck().get();
  try {
    expect(sql.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(sql.pragma("foreign_key_check")).toEqual([]);
    const all = count("users");
    expect({
      counted: sql.prepare("SELECT sum(count) FROM user_counts").pluck().get() ?? 0,
      searchable: count(
        "user_search WHERE name = 'email' AND value = (SELECT username || '@example.com' FROM users WHERE id = user_id)",
      ),
      aliased: count(
        "user_aliases WHERE value = (SELECT username || '@example.com' FROM users WHERE id = user_id)",
      ),
    }).toEqual({ counted: all, searchable: all, aliased: all });
  } finally {
    sql.close();
  }
}

async function requireAll(
  { idp }: Running,
  UserPoolId: string,
  users: Map<string, Acknowledged>,
): Promise<void> {
  const listed: UserType[] = [];
  let PaginationToken: string | undefined;
  do {
    const page: { Users?: UserType[]; PaginationToken?: string } = await idp.send(
      new ListUsersCommand({ UserPoolId, PaginationToken }),
    );
    listed.push(...(page.Users ?? []));
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  const { UserPool } = await idp.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool?.EstimatedNumberOfUsers).toBe(listed.length);
  const statuses = new Map(listed.map(({ Username, UserStatus }) => [Username, UserStatus]));

  for (const [Username, { email, signsIn, isMember }] of users) {
    if (signsIn) expect(statuses.get(Username), Username).toBe("CONFIRMED");
    else expect(["FORCE_CHANGE_PASSWORD", "CONFIRMED"], Username).toContain(statuses.get(Username));
    // By the alias: it was written together with the user.
    const byAlias = await idp.send(new AdminGetUserCommand({ UserPoolId, Username: email }));
    expect(byAlias.Username).toBe(Username);
    if (isMember === undefined) continue;
    const { Groups } = await idp.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
    expect(
      Groups?.map(({ GroupName }) => GroupName),
      Username,
    ).toEqual(isMember ? [GROUP] : []);
  }
}

async function requireSignIn(
  running: Running,
  ClientId: string,
  random: Random,
  users: Map<string, Acknowledged>,
): Promise<Tokens> {
  const able = [...users.values()].filter(({ signsIn }) => signsIn);
  return signIn(running, ClientId, random.pick(able).email);
}

/** Tokens of an earlier life of the process: known, verifiable by what is published, refreshable. */
async function requireGood(
  { idp, url }: Running,
  poolId: string,
  ClientId: string,
  tokens: Tokens,
): Promise<void> {
  await idp.send(new GetUserCommand({ AccessToken: tokens.accessToken }));
  const keys = createRemoteJWKSet(new URL(`${url}/${poolId}/.well-known/jwks.json`));
  await jwtVerify(tokens.idToken, keys);
  const refreshed = await idp.send(
    new InitiateAuthCommand({
      ...{ ClientId, AuthFlow: "REFRESH_TOKEN_AUTH" },
      AuthParameters: { REFRESH_TOKEN: tokens.refreshToken },
    }),
  );
  expect(refreshed.AuthenticationResult?.AccessToken).toBeTypeOf("string");
}
