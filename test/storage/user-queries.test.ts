// Every statement on users, groups and members is answered by an index, so that its cost does not grow with the pool.
import { afterAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/storage/database.js";
import { createGroupRepository } from "../../src/storage/groups.js";
import { createUserListing } from "../../src/storage/user-listing.js";
import { createUserRepository } from "../../src/storage/users.js";

const database = openDatabase(":memory:");
afterAll(() => database.close());

/** The statements that the repositories prepare. */
function statements(): string[] {
  const seen: string[] = [];
  const sql = new Proxy(database.sql, {
    get(target, member) {
      const value = Reflect.get(target, member);
      if (member !== "prepare") return typeof value === "function" ? value.bind(target) : value;
      return (text: string) => {
        seen.push(text);
        return target.prepare(text);
      };
    },
  });
  const watched: Database = { ...database, sql };
  createUserRepository(watched);
  createUserListing(watched);
  createGroupRepository(watched);
  return seen;
}

/** What SQLite does for a statement, step by step. */
const planOf = (text: string): string[] =>
  database.sql
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text.replace(/[@:]\w+/g, "?")}`)
    .all(...(text.match(/\?|@\w+/g) ?? []).map(() => null))
    .map(({ detail }) => detail);

/** The steps that read a whole table or index. */
const walks = (plan: readonly string[]): string[] =>
  plan.filter((step) => /^SCAN (?!CONSTANT ROW)/.test(step));

const texts = statements();

describe("a statement on users and groups", () => {
  it("is one of many", () => {
    expect(texts.length).toBeGreaterThan(25);
    expect(texts.filter((text) => text.includes("FROM user_search")).length).toBeGreaterThan(0);
  });

  it("would be found out if it walked a table", () => {
    expect(walks(planOf("SELECT * FROM users WHERE attributes = ?"))).toEqual(["SCAN users"]);
  });

  it.each(texts)("walks no table: %s", (text) => {
    expect(walks(planOf(text))).toEqual([]);
  });

  it.each(texts.filter((text) => text.includes("ORDER BY") && text.startsWith("SELECT")))(
    "needs no sorting: %s",
    (text) => {
      expect(planOf(text).filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
    },
  );
});
