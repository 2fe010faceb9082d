// Passkeys with the SDK in Chromium, through the browser's own functions for JSON.
import {
  CreateUserPoolDomainCommand,
  ListWebAuthnCredentialsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type AuthenticatorOptions, onLocalhost, useBrowser } from "../support/browser.js";
import { aClient, aConfirmedUser, aPool, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aPasskeyPool } from "../support/passkeys.js";
import { useWebApp } from "../support/web-app.js";
import type {} from "./apps/passkeys-sdk.js";

const emulator = useEmulator();
const browser = useBrowser();
const app = useWebApp("passkeys-sdk");

/** A page of the application with a passkey of the user ada. */
async function aRegisteredUser(options: AuthenticatorOptions = {}) {
  const { pool, client } = await aPasskeyPool(emulator());
  await aConfirmedUser(emulator(), pool, "ada");
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const page = await browser().page();
  const keys = await browser().authenticator(page, options);
  await page.goto(app().url);
  const id = await register(page, AccessToken);
  return { pool, client, page, keys, id, AccessToken };
}

const register = (page: Page, AccessToken: string, change?: object) =>
  page.evaluate(([endpoint, token, change]) => window.sdkApp.register(endpoint, token, change), [
    onLocalhost(emulator()),
    AccessToken,
    change,
  ] as const);

const withPasskey = (page: Page, client: { ClientId: string }, change?: object) =>
  page.evaluate(([endpoint, client, change]) => window.sdkApp.signIn(endpoint, client, "ada", change), [
    onLocalhost(emulator()),
    client.ClientId,
    change,
  ] as const);

test("signs in with a platform's passkey", async () => {
  const { page, client } = await aRegisteredUser();
  expect(await withPasskey(page, client)).toMatchObject({ AccessToken: expect.any(String) });
});

test("signs in with a security key, which is listed as one", async () => {
  const { page, client, AccessToken } = await aRegisteredUser({ transport: "usb" });
  expect(await withPasskey(page, client)).toMatchObject({ AccessToken: expect.any(String) });
  const { Credentials } = await emulator().idp.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
  expect(Credentials).toMatchObject([
    {
      FriendlyCredentialName: "Roaming passkey",
      AuthenticatorAttachment: "cross-platform",
      AuthenticatorTransports: ["usb"],
    },
  ]);
});

test("signs in with what the authenticator finds by itself", async () => {
  const { page, client } = await aRegisteredUser();
  expect(await withPasskey(page, client, { allowCredentials: [] })).toMatchObject({
    AccessToken: expect.any(String),
  });
});

test("refuses a copy of the authenticator that has signed less often", async () => {
  const { page, client, keys } = await aRegisteredUser();
  const [copy] = await keys.credentials();
  if (!copy) throw new Error("no passkey");
  await withPasskey(page, client);
  await withPasskey(page, client);
  await keys.clear();
  await keys.add(copy);
  await expect(withPasskey(page, client)).rejects.toThrow("Incorrect username or password.");
});

test("serves the pages of a subdomain's relying party at that subdomain", async () => {
  const { pool, client } = await aPasskeyPool(emulator(), { RelyingPartyId: "app.localhost" });
  await aConfirmedUser(emulator(), pool, "ada");
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const page = await browser().page();
  await browser().authenticator(page);
  await page.goto(app().url);
  await expect(register(page, AccessToken)).rejects.toThrow("SecurityError");
  await page.goto(app().url.replace("localhost", "app.localhost"));
  await register(page, AccessToken);
  expect(await withPasskey(page, client)).toMatchObject({ AccessToken: expect.any(String) });
});

test("serves the pages of a prefix domain without a relying party of its own", async () => {
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const, "WEB_AUTHN" as const] } };
  const pool = await aPool(emulator(), { Policies });
  const client = await aClient(emulator(), pool, {
    ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
  });
  const domain = { UserPoolId: pool.Id, Domain: "passkey-pages", ManagedLoginVersion: 2 };
  await emulator().idp.send(new CreateUserPoolDomainCommand(domain));
  await aConfirmedUser(emulator(), pool, "ada");
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const page = await browser().page();
  await browser().authenticator(page);
  await page.goto(app().url.replace("localhost", "passkey-pages.auth.localhost"));
  await register(page, AccessToken, { rp: { name: "pages" } });
  expect(await withPasskey(page, client, { rpId: undefined })).toMatchObject({
    AccessToken: expect.any(String),
  });
});
