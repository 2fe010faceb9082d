// Messages that were there before the emulator listened, or before it knew what messages have today.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { foundation } from "../../src/storage/migrations/001-foundation.js";
import { openStore } from "../../src/storage/store.js";
import { aDeadPort, anEmulator } from "./support.js";

function aFile(name: string, content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "messages-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  if (content !== undefined) writeFileSync(file, content);
  return file;
}

it("keeps what fixtures send in the inbox, whatever the mail server does", async () => {
  const seed = aFile(
    "pool.yaml",
    `userPools:
  - name: shop
    AutoVerifiedAttributes: [email]
    VerificationMessageTemplate: { DefaultEmailOption: CONFIRM_WITH_LINK }
    clients: [{ name: web }]
    users:
      - { username: ada, status: UNCONFIRMED, password: Ada-Lovelace-1815, attributes: { email: ada@example.com } }
`,
  );
  const emulator = await anEmulator({ seeds: [seed], smtp: `smtp://127.0.0.1:${await aDeadPort()}` });
  const [message] = emulator.inbox.list({ to: "ada@example.com" });
  expect(message).toMatchObject({ kind: "SignUp", deliveries: [] });
  const page = await fetch(new URL(message?.link ?? "", emulator.url));
  expect(await page.text()).toContain("Your account is confirmed");
});

it("reads messages of the first version", () => {
  const file = aFile("state.db");
  const old = new Sqlite(file);
  old.exec(foundation);
  old.exec(`INSERT INTO user_pools VALUES ('p', '1', 'r', 'n', '{}', 0, 0);
    INSERT INTO messages (id, at, pool_id, username, medium, recipient, kind, text)
    VALUES ('m', 1, 'p', 'ada', 'SMS', '+1', 'SignUp', 'hi')`);
  old.pragma(`application_id = ${0x434f474e}`);
  old.pragma("user_version = 1");
  old.close();

  const store = openStore(file);
  onTestFinished(() => store.close());
  const message = { id: "m", at: 1, poolId: "p", username: "ada", medium: "SMS", to: "+1", kind: "SignUp" };
  expect(store.messages.list({})).toEqual([{ seq: 1, ...message, text: "hi", deliveries: [] }]);
});
