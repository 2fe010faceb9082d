// Passkeys with Amplify v6 in Chromium: added, listed, deleted, and signed in with.
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { onLocalhost, useBrowser, type VirtualAuthenticator } from "../support/browser.js";
import { aConfirmedUser, type MadeClient, type MadePool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aPasskeyPool } from "../support/passkeys.js";
import { useWebApp } from "../support/web-app.js";
import type {} from "./apps/passkeys-amplify.js";

const emulator = useEmulator();
const browser = useBrowser();
const app = useWebApp("passkeys-amplify");

let page: Page;
let keys: VirtualAuthenticator;

/** A page of the application, of a pool with a user who has signed in with a password. */
async function open(config = {}): Promise<{ pool: MadePool; client: MadeClient }> {
  const { pool, client } = await aPasskeyPool(emulator(), config);
  await aConfirmedUser(emulator(), pool, "ada");
  await page.goto(app().url);
  await page.evaluate(([endpoint, pool, client]) => window.amplifyApp.configure(endpoint, pool, client), [
    onLocalhost(emulator()),
    pool.Id,
    client.ClientId,
  ] as const);
  expect(await withPassword()).toMatchObject(done);
  return { pool, client };
}

const done = { isSignedIn: true, nextStep: { signInStep: "DONE" } };

const withPassword = () =>
  page.evaluate(
    (password) => window.amplifyApp.signIn("ada", password, { preferredChallenge: "PASSWORD" }),
    PASSWORD,
  );
const withPasskey = () =>
  page.evaluate(() => window.amplifyApp.signIn("ada", undefined, { preferredChallenge: "WEB_AUTHN" }));
const signOut = () => page.evaluate(() => window.amplifyApp.signOut());
const addPasskey = () => page.evaluate(() => window.amplifyApp.addPasskey());
const passkeys = () => page.evaluate(() => window.amplifyApp.passkeys());

beforeEach(async () => {
  page = await browser().page();
  keys = await browser().authenticator(page);
});

test("a passkey is added, listed, used and deleted", async () => {
  await open();
  await addPasskey();
  const { credentials } = await passkeys();
  expect(credentials).toEqual([
    {
      credentialId: expect.stringMatching(/^[\w-]+$/),
      friendlyCredentialName: "Platform passkey",
      relyingPartyId: "localhost",
      authenticatorAttachment: "platform",
      authenticatorTransports: ["internal"],
      createdAt: expect.any(Date),
    },
  ]);
  const [held] = await keys.credentials();
  const id = credentials[0]?.credentialId ?? "";
  expect(Buffer.from(held?.credentialId ?? "", "base64").toString("base64url")).toBe(id);

  await signOut();
  expect(await withPasskey()).toEqual(done);
  expect(await page.evaluate(() => window.amplifyApp.user())).toMatchObject({ username: "ada" });

  await page.evaluate((id) => window.amplifyApp.removePasskey(id), id);
  expect((await passkeys()).credentials).toEqual([]);
});

test("a passkey is chosen among the ways to sign in", async () => {
  await open();
  await addPasskey();
  await signOut();
  expect(await page.evaluate(() => window.amplifyApp.signIn("ada", undefined, {}))).toEqual({
    isSignedIn: false,
    nextStep: {
      signInStep: "CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION",
      availableChallenges: ["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"],
    },
  });
  expect(await page.evaluate(() => window.amplifyApp.confirm("WEB_AUTHN"))).toEqual(done);
});

test("a passkey signs in again and again", async () => {
  await open();
  await addPasskey();
  for (const _ of [1, 2, 3]) {
    await signOut();
    expect(await withPasskey()).toEqual(done);
  }
});

test("an authenticator takes one passkey of a user", async () => {
  await open();
  await addPasskey();
  expect(await addPasskey()).toMatchObject({ error: "PasskeyAlreadyExists" });
  expect((await passkeys()).credentials).toHaveLength(1);
});

test("who isn't verified doesn't sign in where that is required", async () => {
  await open({ UserVerification: "required" });
  await addPasskey();
  await signOut();
  await keys.verifies(false);
  expect(await withPasskey()).toMatchObject({ error: expect.stringContaining("Passkey") });
  await keys.verifies(true);
  expect(await withPasskey()).toEqual(done);
});

test("pools of another relying party get no passkey from this page", async () => {
  await open({ RelyingPartyId: "example.com" });
  expect(await addPasskey()).toMatchObject({ error: "RelyingPartyMismatch" });
});
