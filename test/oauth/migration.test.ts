// Users of an old directory on the pages: brought along by a password there, or by having forgotten it.
import { join } from "node:path";
import { expect, it } from "vitest";
import { account, lastMessage } from "../support/accounts.js";
import { PASSWORD } from "../support/builders.js";
import { sourcesOf, useTriggers } from "../triggers/obedient.js";
import { aBrowser, addressOf, answerIn, aSite, pageOf, signInOn } from "./support.js";

const { emulator } = useTriggers({
  triggers: { legacy: `${join(import.meta.dirname, "../triggers/handlers/legacy-directory.mjs")}#migrate` },
});
const LambdaConfig = { UserMigration: "arn:aws:lambda:us-east-1:123456789012:function:legacy" };

it("brings who signs in with the old password", async () => {
  const site = await aSite(emulator(), { pool: { LambdaConfig } });
  const browser = aBrowser(emulator());
  const refused = await signInOn(browser, site, {}, "ada", "wrong");
  expect(pageOf(refused)).toMatchObject({ kind: "sign-in", error: expect.stringContaining("ser") });
  expect(answerIn(await browser.submit(refused, { username: "ada", password: "weak" }))).toHaveProperty(
    "code",
  );
  expect((await account(emulator(), site.pool, "ada")).status).toBe("CONFIRMED");
  expect(sourcesOf(emulator(), site.pool)).toEqual([
    "UserMigration_Authentication",
    "UserMigration_Authentication",
  ]);
});

it("brings who has forgotten it", async () => {
  const site = await aSite(emulator(), { pool: { LambdaConfig } });
  const browser = aBrowser(emulator());
  const form = await browser.open(addressOf(site, "/forgotPassword", site.query));
  const reset = await browser.submit(form, { username: "ada" });
  expect(pageOf(reset)).toMatchObject({ kind: "reset-password" });
  const { code } = lastMessage(emulator(), { poolId: site.pool.Id });
  const back = await browser.submit(reset, { code, password: PASSWORD, confirmation: PASSWORD });
  expect(answerIn(back)).toHaveProperty("code");
  expect(sourcesOf(emulator(), site.pool)).toEqual(["UserMigration_ForgotPassword"]);
});
