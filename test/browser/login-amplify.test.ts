// Amplify v6 in Chromium: signInWithRedirect to the pool's domain, which it reaches by https only, and back.
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

async function aPool() {
  const { UserPool } = await call("CreateUserPool", { PoolName: "test" });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await call("CreateUserPoolClient", {
    ...{ UserPoolId, ClientName: "test", SupportedIdentityProviders: ["COGNITO"] },
    ...{ AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ["code"] },
    AllowedOAuthScopes: ["openid", "email", "aws.cognito.signin.user.admin"],
    ...{ CallbackURLs: [app().url], LogoutURLs: [app().url] },
  });
  await call("CreateUserPoolDomain", { UserPoolId, Domain: "amplify-app" });
  await call("AdminCreateUser", {
    ...{ UserPoolId, Username: "ada", MessageAction: "SUPPRESS" },
    UserAttributes: [{ Name: "email", Value: "ada@example.com" }],
  });
  await call("AdminSetUserPassword", { UserPoolId, Username: "ada", Password: PASSWORD, Permanent: true });
  return { UserPoolId, ClientId: UserPoolClient.ClientId };
}

test("signInWithRedirect signs in, refreshes and signs out", async () => {
  const { UserPoolId: userPoolId, ClientId: userPoolClientId } = await aPool();
  const { port } = new URL(emulator.url);
  const page = await browser().page({ ignoreHTTPSErrors: true });
  await page.goto(app().url);
  const domain = `amplify-app.auth.localhost:${port}`;
  const oauth = {
    ...{
      domain,
      scopes: ["openid", "email", "aws.cognito.signin.user.admin"],
      responseType: "code" as const,
    },
    ...{ redirectSignIn: [app().url], redirectSignOut: [app().url] },
  };
  const userPoolEndpoint = `https://localhost:${port}`;
  await page.evaluate((config) => window.loginApp.configure(config), {
    Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint, loginWith: { oauth } } },
  });
  await page.evaluate(() => window.loginApp.signIn("state of my own"));
  await page.waitForURL(`https://${domain}/login?**`);
  await page.fill("[name=username]", "ada");
  await page.fill("[name=password]", PASSWORD);
  await page.click("button[type=submit]");
  await page.waitForURL(`${app().url}**`);
  await page.waitForFunction(async () => "username" in (await window.loginApp.user()));
  expect(await page.evaluate(() => window.loginApp.user())).toMatchObject({ username: "ada" });
  expect(await page.evaluate(() => window.loginApp.attributes())).toMatchObject({ email: "ada@example.com" });
  const before = await page.evaluate(() => window.loginApp.claims());
  expect(before.access).toMatchObject({ scope: "openid email aws.cognito.signin.user.admin", version: 2 });
  expect(before.id).toMatchObject({ email: "ada@example.com" });
  const after = await page.evaluate(() => window.loginApp.claims(true));
  expect(after.access?.jti).not.toBe(before.access?.jti);
  expect(after.access?.origin_jti).toBe(before.access?.origin_jti);

  // The session of the browser spares the login page.
  const cookies = await page.context().cookies(`https://${domain}`);
  expect(cookies.find(({ name }) => name === "cognito")).toMatchObject({
    ...{ httpOnly: true, secure: true, sameSite: "Lax" },
  });
  await Promise.all([
    page.waitForURL(`${app().url}`),
    page.evaluate(() => window.loginApp.signOut()).catch(() => undefined),
  ]);
  await page.waitForFunction(async () => "error" in (await window.loginApp.user()));
  expect((await page.context().cookies(`https://${domain}`)).map(({ name }) => name)).not.toContain(
    "cognito",
  );
});
