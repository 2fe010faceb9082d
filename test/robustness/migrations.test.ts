// A state file of every older schema version is brought to the newest one, with what it holds.
import { join } from "node:path";
import {
  AdminGetUserCommand,
  GetUserCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { srpVerifier } from "../../src/core/credentials/srp.js";
import { openDatabase } from "../../src/storage/database.js";
import { migrations } from "../../src/storage/migrations/index.js";
import { aFolder } from "../cli/command.js";
import { PASSWORD, signIn } from "../support/builders.js";
import { bootEmulator } from "../support/emulator.js";

const POOL = "us-east-1_Migrated1";
const CLIENT = "migratedclient0000000000001";
const APPLICATION_ID = 0x434f474e;

/** A file as the version of that number left it: a pool with a client, a user and a message. */
function fileOf(version: number): string {
  const file = join(aFolder(), "state.db");
  const sql = new Sqlite(file);
  for (const migration of migrations.slice(0, version)) sql.exec(migration);
  sql.pragma(`application_id = ${APPLICATION_ID}`);
  sql.pragma(`user_version = ${version}`);
  const insert = (table: string, row: Record<string, unknown>) =>
    sql
      .prepare(
        `INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map((name) => `@${name}`)})`,
      )
      .run(row);
  const dates = { created_at: 1, changed_at: 1 };
  const scope = { account: "000000000000", region: "us-east-1" };
  insert("user_pools", { id: POOL, ...scope, name: "old", settings: "{}", ...dates });
  const settings = JSON.stringify({ ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
  insert("clients", { id: CLIENT, pool_id: POOL, name: "app", settings, ...dates });
  const salt = Buffer.alloc(16, 7);
  insert("users", {
    ...{
      id: 1,
      pool_id: POOL,
      sub: "00000000-0000-4000-8000-000000000001",
      username: "ada",
      username_key: "ada",
    },
    ...{ status: "CONFIRMED", attributes: JSON.stringify({ name: "Ada" }), ...dates },
    ...{ srp_salt: salt, srp_verifier: srpVerifier("Migrated1", "ada", PASSWORD, salt) },
  });
  insert("user_search", { pool_id: POOL, name: "name", value: "ada", user_id: 1 });
  insert("messages", {
    ...{ id: "m1", at: 1, pool_id: POOL, username: "ada", medium: "EMAIL", recipient: "ada@example.com" },
    ...{ kind: "SignUp", text: "Your code is 123456", code: "123456" },
  });
  sql.close();
  return file;
}

/** Tables with their columns, and indexes, triggers and keys as SQLite describes them. */
function schemaOf(file: string) {
  const { sql, close } = openDatabase(file);
  const names = sql
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const tables = names.map((name) => [
    name,
    sql.pragma(`table_xinfo(${name})`),
    sql.pragma(`foreign_key_list(${name})`),
  ]);
  const others = sql
    .prepare("SELECT type, name, tbl_name FROM sqlite_schema WHERE type <> 'table' ORDER BY name")
    .all();
  close();
  return { tables, others };
}

it.each(migrations.slice(1).map((_, index) => index + 1))("version %i", async (version) => {
  const file = fileOf(version);
  expect(schemaOf(file)).toEqual(schemaOf(":memory:"));

  const emulator = await bootEmulator({ database: file });
  try {
    const { idp, inbox } = emulator;
    const user = await idp.send(new AdminGetUserCommand({ UserPoolId: POOL, Username: "ada" }));
    expect(user.UserStatus).toBe("CONFIRMED");
    const found = await idp.send(new ListUsersCommand({ UserPoolId: POOL, Filter: 'name = "ADA"' }));
    expect(found.Users).toHaveLength(1);
    expect(inbox.list()).toMatchObject([{ id: "m1", code: "123456", username: "ada" }]);
    const tokens = await signIn(emulator, { Id: POOL }, { ClientId: CLIENT }, "ada");
    await idp.send(new GetUserCommand({ AccessToken: tokens.AccessToken }));
  } finally {
    await emulator.close();
  }
});

it("a migration that fails leaves the file as it was", () => {
  const file = fileOf(1);
  const before = new Sqlite(file);
  // What a later migration adds is there already: it cannot succeed.
  before.exec("ALTER TABLE messages ADD COLUMN deliveries TEXT");
  before.close();
  expect(() => openDatabase(file)).toThrow();
  const after = new Sqlite(file);
  expect(after.pragma("user_version", { simple: true })).toBe(1);
  expect(after.pragma("table_info(messages)")).not.toContainEqual(
    expect.objectContaining({ name: "sender" }),
  );
  after.close();
});
