// Domains of a state file from before prefixes belonged to regions are found afterwards.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { migrations } from "../../src/storage/migrations/index.js";
import { openStore } from "../../src/storage/store.js";

it("gives prefixes the region of their pool, and custom domains none", () => {
  const folder = mkdtempSync(join(tmpdir(), "domains-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "state.db");
  const old = new Sqlite(file);
  for (const migration of migrations.slice(0, 4)) old.exec(migration);
  old.exec(`INSERT INTO user_pools VALUES ('p', '1', 'eu-west-1', 'n', '{}', 0, 0);
    INSERT INTO user_pool_domains VALUES ('shop', 'p', '{"ManagedLoginVersion":1}', 5);
    INSERT INTO user_pool_domains VALUES ('auth.example.com', 'p', '{}', 6)`);
  old.pragma(`application_id = ${0x434f474e}`);
  old.pragma("user_version = 4");
  old.close();

  const store = openStore(file);
  onTestFinished(() => store.close());
  const shop = { domain: "shop", region: "eu-west-1", poolId: "p", settings: { ManagedLoginVersion: 1 } };
  expect(store.domains.find("shop", "eu-west-1")).toEqual({ ...shop, createdAt: 5 });
  expect(store.domains.find("shop", "eu-west-2")).toBeUndefined();
  expect(store.domains.find("auth.example.com", "")?.poolId).toBe("p");
  store.pools.remove("p");
  expect(store.domains.ofPool("p")).toEqual([]);
});
