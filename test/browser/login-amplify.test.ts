// Amplify v6 in Chromium: signInWithRedirect to the pool's domain, which it reaches by https only, and back.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useBrowser } from "../support/browser.js";
import { PASSWORD } from "../support/builders.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";
import { useWebApp } from "../support/web-app.js";
import type {} from "./apps/login-amplify.js";

const browser = useBrowser();
const app = useWebApp("login-amplify");

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await bootEmulator({ tls: true });
});
afterAll(() => emulator?.close());

/** Not by the SDK: it doesn't trust the emulator's certificate. */
const call = (operation: string, input: object) =>
  emulator.app.call("cognito-idp", operation, input) as Promise<{
    UserPool: { Id: string };
    UserPoolClient: { ClientId: string };
  }>;

let made = 0;

/** A pool with a domain and a user, and a page of an application of it that Amplify serves. */
async function open(responseType: "code" | "token" = "code") {
  const scopes = ["openid", "email", "aws.cognito.signin.user.admin"];
  const { UserPool } = await call("CreateUserPool", { PoolName: "test" });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await call("CreateUserPoolClient", {
    ...{ UserPoolId, ClientName: "test", SupportedIdentityProviders: ["COGNITO"] },
    ...{ AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthScopes: scopes },
    AllowedOAuthFlows: [responseType === "code" ? "code" : "implicit"],
    ...{ CallbackURLs: [app().url], LogoutURLs: [app().url] },
  });
  made += 1;
  const Domain = `amplify-app-${made}`;
  await call("CreateUserPoolDomain", { UserPoolId, Domain, ManagedLoginVersion: 2 });
  await call("CreateManagedLoginBranding", {
    ...{ UserPoolId, ClientId: UserPoolClient.ClientId, UseCognitoProvidedValues: true },
  });
  await call("AdminCreateUser", {
    ...{ UserPoolId, Username: "ada", MessageAction: "SUPPRESS" },
    UserAttributes: [{ Name: "email", Value: "ada@example.com" }],
  });
  await call("AdminSetUserPassword", { UserPoolId, Username: "ada", Password: PASSWORD, Permanent: true });

  const { port } = new URL(emulator.url);
  const page = await browser().page({ ignoreHTTPSErrors: true });
  await page.goto(app().url);
  const domain = `${Domain}.auth.localhost:${port}`;
  const oauth = {
    ...{ domain, scopes, responseType, redirectSignIn: [app().url], redirectSignOut: [app().url] },
  };
  await page.evaluate((config) => window.loginApp.configure(config), {
    Auth: {
      Cognito: {
        ...{ userPoolId: UserPoolId, userPoolClientId: UserPoolClient.ClientId, loginWith: { oauth } },
        userPoolEndpoint: `https://localhost:${port}`,
      },
    },
  });
  return { page, domain };
}

/** Fills in the login page that the browser is sent to, and comes back to the application. */
async function comeBackFrom(page: Page, domain: string): Promise<void> {
  await page.waitForURL(`https://${domain}/login?**`);
  await page.fill("[name=username]", "ada");
  await page.fill("[name=password]", PASSWORD);
  await page.click("button[type=submit]");
  await signedIn(page);
}

async function signedIn(page: Page): Promise<void> {
  await page.waitForURL(`${app().url}**`);
  await page.waitForFunction(async () => "username" in (await window.loginApp.user()));
  expect(await page.evaluate(() => window.loginApp.user())).toMatchObject({ username: "ada" });
}

const cookiesOf = (page: Page, domain: string) => page.context().cookies(`https://${domain}`);

async function signOut(page: Page): Promise<void> {
  const gone = page.waitForEvent("framenavigated");
  await page.evaluate(() => window.loginApp.signOut()).catch(() => undefined);
  await gone;
  await page.waitForURL(app().url);
  await page.waitForFunction(async () => "error" in (await window.loginApp.user()));
}

test("signInWithRedirect signs in, refreshes and signs out", async () => {
  const { page, domain } = await open();
  await page.evaluate(() => window.loginApp.signIn({ customState: "state of my own" }));
  await comeBackFrom(page, domain);
  expect(await page.evaluate(() => window.loginApp.attributes())).toMatchObject({ email: "ada@example.com" });
  expect(await page.evaluate(() => window.loginApp.heard())).toContainEqual({
    ...{ event: "customOAuthState", data: "state of my own" },
  });
  const before = await page.evaluate(() => window.loginApp.claims());
  expect(before.access).toMatchObject({ scope: "openid email aws.cognito.signin.user.admin", version: 2 });
  expect(before.id).toMatchObject({ email: "ada@example.com" });
  const after = await page.evaluate(() => window.loginApp.claims(true));
  expect(after.access?.jti).not.toBe(before.access?.jti);
  expect(after.access?.origin_jti).toBe(before.access?.origin_jti);

  expect((await cookiesOf(page, domain)).find(({ name }) => name === "cognito")).toMatchObject({
    ...{ httpOnly: true, secure: true, sameSite: "Lax" },
  });
  await signOut(page);
  expect((await cookiesOf(page, domain)).map(({ name }) => name)).not.toContain("cognito");
  // The next sign-in asks again.
  await page.evaluate(() => window.loginApp.signIn());
  await comeBackFrom(page, domain);
});

test("the session of the domain spares the login page, and prompt decides about it", async () => {
  const { page, domain } = await open();
  await page.evaluate(() => window.loginApp.signIn());
  await comeBackFrom(page, domain);
  const first = await page.evaluate(() => window.loginApp.claims());
  // What the application keeps is lost; what the domain keeps is not.
  await page.evaluate(() => window.loginApp.forget());
  await page.goto(app().url);
  await page.evaluate(() => window.loginApp.signIn({ options: { prompt: "NONE" } }));
  await signedIn(page);
  const second = await page.evaluate(() => window.loginApp.claims());
  expect(second.id?.auth_time).toBe(first.id?.auth_time);
  expect(second.access?.origin_jti).not.toBe(first.access?.origin_jti);
  await page.evaluate(() => window.loginApp.signIn({ options: { prompt: "LOGIN", loginHint: "ada" } }));
  await page.waitForURL(`https://${domain}/login?**`);
  expect(await page.inputValue("[name=username]")).toBe("ada");
});

test("the implicit flow signs in without a code, and out again", async () => {
  const { page, domain } = await open("token");
  await page.evaluate(() => window.loginApp.signIn());
  await comeBackFrom(page, domain);
  const { id, access } = await page.evaluate(() => window.loginApp.claims());
  expect([id?.email, access?.token_use]).toEqual(["ada@example.com", "access"]);
  // Nothing of it stays in the address.
  expect(page.url()).toBe(app().url);
  await signOut(page);
  expect((await cookiesOf(page, domain)).map(({ name }) => name)).not.toContain("cognito");
});

test("an application learns that nobody is signed in", async () => {
  const { page } = await open();
  await page.evaluate(() => window.loginApp.signIn({ options: { prompt: "NONE" } })).catch(() => undefined);
  await page.waitForURL(`${app().url}**`);
  await page.waitForFunction(() => window.loginApp.heard().some(({ event }) => event.endsWith("failure")));
  expect(await page.evaluate(() => window.loginApp.heard())).toContainEqual({
    ...{ event: "signInWithRedirect_failure", data: expect.stringContaining("login_required") },
  });
});
