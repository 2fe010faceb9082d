// The login pages in Chromium, by the domain's own name: what people do there, with the keyboard and without scripts.
import { SetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { aSite, type Site } from "../oauth/support.js";
import { lastMessage } from "../support/accounts.js";
import { codeOf } from "../support/authenticator.js";
import { useBrowser } from "../support/browser.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { useWebApp } from "../support/web-app.js";

const emulator = useEmulator();
const browser = useBrowser();
// Any page will do to come back to.
const app = useWebApp("passkeys-sdk");

const domainOf = (site: Site) => `http://${site.name}.auth.localhost:${new URL(emulator().url).port}`;

async function open(site: Site, path = "/oauth2/authorize", javaScriptEnabled = false): Promise<Page> {
  const page = await browser().page({ javaScriptEnabled });
  await page.goto(`${domainOf(site)}${path}?${new URLSearchParams(site.query)}`);
  return page;
}

async function makeSite(input: Parameters<typeof aSite>[1] = {}): Promise<Site> {
  const urls = { CallbackURLs: [app().url], LogoutURLs: [app().url] };
  const site = await aSite(emulator(), { ...input, client: { ...urls, ...input.client } });
  return { ...site, query: { ...site.query, redirect_uri: app().url } };
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
  await page.press(`[name="${Object.keys(fields).at(-1)}"]`, "Enter");
}

/** The application has the browser back, with a code. */
const back = async (page: Page) => {
  await page.waitForURL(`${app().url}?code=*`);
  expect(new URL(page.url()).searchParams.get("code")).toMatch(/^[0-9a-f-]{36}$/);
};

const titleOf = (page: Page) => page.locator("main").getAttribute("data-page");

describe.each([1, 2] as const)("pages of version %i", (version) => {
  test("sign in, come back without asking, sign out", async () => {
    const site = await makeSite({ version });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const page = await open(site);
    await fill(page, { username: "ada", password: "Wrong-1-password" });
    await page.getByRole("alert").waitFor();
    await fill(page, { username: "ada", password: PASSWORD });
    await back(page);
    await page.goto(`${domainOf(site)}/oauth2/authorize?${new URLSearchParams(site.query)}`);
    await back(page);
    const out = new URLSearchParams({ client_id: site.client.ClientId, logout_uri: app().url });
    await page.goto(`${domainOf(site)}/logout?${out}`);
    expect(page.url()).toBe(app().url);
    await page.goto(`${domainOf(site)}/oauth2/authorize?${new URLSearchParams(site.query)}`);
    expect(await titleOf(page)).toBe("sign-in");
  });

  test("sign up and confirm", async () => {
    const site = await makeSite({
      version,
      pool: { Schema: [{ Name: "email", Required: true, Mutable: true }] },
    });
    const page = await open(site);
    await page.click("a[href*='/signup']");
    await fill(page, {
      ...{
        username: "ada",
        "attribute.email": "ada@example.com",
        password: PASSWORD,
        confirmation: PASSWORD,
      },
    });
    await page.waitForSelector("[name=code]");
    await fill(page, { code: lastMessage(emulator(), { poolId: site.pool.Id }).code });
    await back(page);
  });

  test("forget the password", async () => {
    const site = await makeSite({ version });
    await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const page = await open(site);
    await page.click("a[href*='/forgotPassword']");
    await fill(page, { username: "ada" });
    await page.waitForSelector("[name=code]");
    await fill(page, {
      ...{ code: lastMessage(emulator(), { poolId: site.pool.Id }).code },
      ...{ password: "N3w-password!", confirmation: "N3w-password!" },
    });
    await back(page);
  });

  test("set an authenticator up", async () => {
    const site = await makeSite({ version });
    await emulator().idp.send(
      new SetUserPoolMfaConfigCommand({
        ...{ UserPoolId: site.pool.Id, MfaConfiguration: "ON" },
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
    await aConfirmedUser(emulator(), site.pool, "ada");
    const page = await open(site);
    await fill(page, { username: "ada", password: PASSWORD });
    await page.click("form[action*='/mfa/register'] button[type=submit]");
    const secret = (await page.locator("code").first().textContent())?.replaceAll(/\s/g, "");
    await fill(page, { code: codeOf(emulator(), secret) });
    await back(page);
  });
});
