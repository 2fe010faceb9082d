// Passkeys on the pages of managed login: added at /passkeys/add, then signed in with, in Chromium.
import { SetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aSite } from "../oauth/support.js";
import { onLocalhost, useBrowser } from "../support/browser.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { useWebApp } from "../support/web-app.js";

const emulator = useEmulator();
const browser = useBrowser();
const app = useWebApp("passkeys-sdk");

async function aPasskeySite(version: 1 | 2 = 2) {
  const site = await aSite(emulator(), {
    version,
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
    client: { CallbackURLs: [app().url], ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"] },
  });
  await emulator().idp.send(
    new SetUserPoolMfaConfigCommand({
      ...{ UserPoolId: site.pool.Id, WebAuthnConfiguration: { UserVerification: "preferred" } },
    }),
  );
  await aConfirmedUser(emulator(), site.pool, "ada");
  const query = new URLSearchParams({ ...site.query, redirect_uri: app().url });
  const at = (path: string) =>
    `http://${site.name}.auth.localhost:${new URL(emulator().url).port}${path}?${query}`;
  return { site, at };
}

test("a passkey is added after signing in, and signs in from then on", async () => {
  const { at } = await aPasskeySite();
  const page = await browser().page();
  const keys = await browser().authenticator(page);
  // Who isn't signed in is asked to do so, and comes back.
  await page.goto(at("/passkeys/add"));
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.fill("[name=password]", PASSWORD);
  await page.press("[name=password]", "Enter");
  await page.waitForURL(/\/passkeys\/add\?/);
  await page.locator("form:has([name=credential]) button").click();
  await page.waitForURL(`${app().url}?code=*`);
  expect(await keys.credentials()).toHaveLength(1);

  await page.context().clearCookies();
  await page.goto(at("/login"));
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.locator("form:has([name=answer][value=WEB_AUTHN]) button").click();
  await page.locator("form:has([name=credential]) button").click();
  await page.waitForURL(`${app().url}?code=*`);

  // Another authenticator's answer is no proof.
  await keys.clear();
  await page.context().clearCookies();
  await page.goto(at("/login"));
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.locator("form:has([name=answer][value=WEB_AUTHN]) button").click();
  await page.locator("form:has([name=credential]) button").click();
  await page.getByRole("alert").waitFor();
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("cognito");
});

test("the offer can be declined, and classic pages have none", async () => {
  const { at } = await aPasskeySite();
  const page = await browser().page();
  await page.goto(at("/passkeys/add"));
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.fill("[name=password]", PASSWORD);
  await page.press("[name=password]", "Enter");
  await page.waitForURL(/\/passkeys\/add\?/);
  await page.locator("form:has([name=skip]) button").click();
  await page.waitForURL(`${app().url}?code=*`);

  const classic = await aPasskeySite(1);
  const answer = await page.goto(classic.at("/passkeys/add"));
  expect(answer?.status()).toBe(400);
});

test("a domain by its path has passkeys as well, of localhost", async () => {
  const { site } = await aPasskeySite();
  const query = new URLSearchParams({ ...site.query, redirect_uri: app().url });
  const at = (path: string) => `${onLocalhost(emulator())}/_domains/${site.name}${path}?${query}`;
  const page = await browser().page();
  await browser().authenticator(page);
  await page.goto(at("/passkeys/add"));
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.fill("[name=password]", PASSWORD);
  await page.press("[name=password]", "Enter");
  await page.waitForURL(/\/passkeys\/add\?/);
  await page.locator("form:has([name=credential]) button").click();
  await page.waitForURL(`${app().url}?code=*`);
  await page.context().clearCookies();
  await page.goto(at("/login"));
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.locator("form:has([name=answer][value=WEB_AUTHN]) button").click();
  await page.locator("form:has([name=credential]) button").click();
  await page.waitForURL(`${app().url}?code=*`);

  // At an address no browser has any.
  const byAddress = at("").replace("localhost", "127.0.0.1").split("?")[0];
  await page.context().clearCookies();
  const answer = await page.goto(`${byAddress}/passkeys/add?${query}`);
  expect(answer?.status()).toBe(400);
  expect(await page.getByRole("alert").innerText()).toContain("open this page at localhost");
  await page.goto(`${byAddress}/login?${query}`);
  await page.fill("[name=username]", "ada");
  await page.press("[name=username]", "Enter");
  await page.waitForSelector("[name=password]");
  expect(await page.locator("[value=WEB_AUTHN]").count()).toBe(0);
});
