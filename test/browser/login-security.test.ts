// What a hostile web page can do to the login pages in a real browser: neither frame them, nor send their forms, nor read
// what programs are answered; and what people type never runs.
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { addressOf, aSite, type Site } from "../oauth/support.js";
import { useBrowser } from "../support/browser.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { useWebApp } from "../support/web-app.js";

const emulator = useEmulator();
const browser = useBrowser();
const app = useWebApp("login-amplify");

/** A page of another site on this machine: what comes from elsewhere, Chromium keeps from local pages by itself. */
const evil = () => app().url.replace("//localhost", "//evil.localhost");

let site: Site;
let page: Page;
/** What the browser complained about. */
let complaints: string[];
let dialogs: string[];

beforeEach(async () => {
  const { url } = app();
  const made = await aSite(emulator(), { version: 2, client: { CallbackURLs: [url] } });
  const { port } = new URL(emulator().url);
  const query = { ...made.query, redirect_uri: url };
  site = { ...made, query, url: `http://${made.name}.auth.localhost:${port}` };
  await aConfirmedUser(emulator(), site.pool, "ada");
  page = await browser().page();
  [complaints, dialogs] = [[], []];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
});

const login = (query: Record<string, string> = {}) => addressOf(site, "/login", { ...site.query, ...query });

async function signIn(): Promise<void> {
  await page.goto(login());
  await page.fill("[name=username]", "ada");
  await page.fill("[name=password]", PASSWORD);
  await Promise.all([page.waitForURL(`${app().url}?code=*`), page.click("button[type=submit]")]);
}

const sessionCookie = async () =>
  (await page.context().cookies(site.url)).find(({ name }) => name === "cognito");

test("signing in is nothing that the page's own policy forbids", async () => {
  await signIn();
  expect(complaints).toEqual([]);
  expect(await sessionCookie()).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("no other page can frame the login page", async () => {
  await page.goto(evil());
  const failed = page.waitForEvent("requestfailed");
  await page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener("load", resolve));
  }, login());
  expect(page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  expect((await failed).failure()?.errorText).toBe("net::ERR_BLOCKED_BY_RESPONSE");
});

test("no other page can send the form, whatever token it makes up", async () => {
  await signIn();
  const before = await sessionCookie();
  await page.goto(evil());
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.evaluate(
    ([action, password]) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = action;
      for (const [name, value] of Object.entries({ username: "ada", password, _csrf: "a".repeat(43) })) {
        const input = document.createElement("input");
        [input.name, input.value] = [name, value];
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    [login({ prompt: "login" }), PASSWORD] as const,
  );
  expect((await answered).status()).toBe(403);
  expect(await sessionCookie()).toEqual(before);
});

test("no other page can read pages, or use the session to get a code", async () => {
  await signIn();
  await page.goto(evil());
  const read = (address: string) =>
    page.evaluate(
      (address) => fetch(address, { credentials: "include" }).then((response) => response.text(), String),
      address,
    );
  expect(await read(login())).toContain("Failed to fetch");
  expect(await read(addressOf(site, "/oauth2/authorize", site.query))).toContain("Failed to fetch");
  expect(complaints.filter((text) => text.includes("blocked by CORS policy"))).toHaveLength(2);
});

test("what people type, and what links bring along, never runs", async () => {
  const typed = `'"></script><img src=x onerror=alert(1)><script>alert(2)</script>`;
  for (const path of ["/login", "/signup", "/forgotPassword"])
    await page.goto(addressOf(site, path, { ...site.query, login_hint: typed, state: typed, lang: typed }));
  await page.goto(addressOf(site, "/error", { error: typed, error_description: typed }));
  await page.goto(login());
  await page.fill("[name=username]", typed);
  await page.fill("[name=password]", typed);
  await page.click("button[type=submit]");
  await page.waitForSelector("[role=alert]");
  expect(await page.inputValue("[name=username]")).toBe(typed);
  expect([dialogs, await page.locator("img[src=x]").count()]).toEqual([[], 0]);
  expect(complaints.filter((text) => text.includes("Content Security Policy"))).toEqual([]);
});

test("a script that got into a page all the same would not run", async () => {
  await page.goto(login());
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "alert(1)";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<img src=data:, onerror=alert(2)>");
  });
  await expect.poll(() => complaints.filter((text) => text.includes("script-src")).length).toBe(2);
  expect(dialogs).toEqual([]);
});
