// The browser of the tests itself: it starts from what npm installed, reaches only this machine, holds passkeys.
import { expect, test } from "vitest";
import { onLocalhost, useBrowser } from "../support/browser.js";
import { useEmulator } from "../support/emulator.js";

const emulator = useEmulator();
const browser = useBrowser();

const health = () => `${onLocalhost(emulator())}/_emulator/health`;

test("opens a page of the emulator", async () => {
  const page = await browser().page();
  const answer = await page.goto(health());
  expect(answer?.status()).toBe(200);
});

test("reaches no other host", async () => {
  const page = await browser().page();
  await expect(page.goto("http://example.com/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
});

test("pages share no state", async () => {
  const [first, second] = [await browser().page(), await browser().page()];
  await Promise.all([first.goto(health()), second.goto(health())]);
  await first.evaluate(() => localStorage.setItem("a", "1"));
  expect(await first.evaluate(() => localStorage.getItem("a"))).toBe("1");
  expect(await second.evaluate(() => localStorage.getItem("a"))).toBeNull();
});

test("a page's authenticator makes passkeys", async () => {
  const page = await browser().page();
  const keys = await browser().authenticator(page);
  await page.goto(health());
  await page.evaluate(async () => {
    await navigator.credentials.create({
      publicKey: {
        rp: { id: "localhost", name: "test" },
        user: { id: new Uint8Array([1]), name: "ada", displayName: "Ada" },
        challenge: new Uint8Array(32),
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { residentKey: "required" },
      },
    });
  });
  expect(await keys.credentials()).toMatchObject([{ isResidentCredential: true, rpId: "localhost" }]);
  await keys.clear();
  expect(await keys.credentials()).toEqual([]);
});
