// passport-oauth2 as applications on Express use it: a strategy with its own state and PKCE, and the profile from userInfo.
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request } from "express";
import OAuth2Strategy from "passport-oauth2";
import { afterEach, describe, expect, it } from "vitest";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aBrowser, aSite, signInOn, token } from "./support.js";

const emulator = useEmulator();

type Profile = Record<string, string>;
type Outcome =
  | { user: Profile & { refreshToken: string } }
  | { error: string; code?: string }
  | { failure: unknown };

let server: Server | undefined;
afterEach(() => server?.close());

/** An application whose callback answers what its strategy makes of the browser's return. */
async function anApp(
  url: string,
  callbackURL: string,
  credentials: { id: string; secret: string; pkce: boolean },
) {
  const strategy = new OAuth2Strategy(
    {
      ...{ authorizationURL: `${url}/oauth2/authorize`, tokenURL: `${url}/oauth2/token`, callbackURL },
      ...{ clientID: credentials.id, clientSecret: credentials.secret, scope: ["openid", "email"] },
      ...{ state: true, pkce: credentials.pkce },
    },
    (accessToken: string, refreshToken: string, profile: Profile, done: OAuth2Strategy.VerifyCallback) =>
      done(null, { ...profile, accessToken, refreshToken }),
  );
  strategy.userProfile = (accessToken, done) =>
    fetch(`${url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${accessToken}` } })
      .then((response) => response.json())
      .then((profile) => done(null, profile), done);
  // All visitors of the application share one.
  const session: Record<string, unknown> = {};
  const app = express();
  app.get(["/login", "/callback"], (request, response) => {
    Object.assign(request, { session });
    // What passport gives a strategy to answer with.
    const acting = Object.assign(Object.create(strategy), {
      redirect: (address: string) => response.redirect(address),
      success: (user: object) => response.json({ user }),
      fail: (failure: unknown) => response.json({ failure }),
      error: ({ message, code }: Error & { code?: string }) => response.json({ error: message, code }),
    }) as { authenticate(request: Request, options: object): void };
    acting.authenticate(request, {});
  });
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Signs Ada in by way of the application; what its callback answers. */
async function aSignIn({ pkce = true, secret = true }: { pkce?: boolean; secret?: boolean } = {}) {
  const callback = "http://localhost:3000/callback";
  const site = await aSite(emulator(), { client: { GenerateSecret: secret, CallbackURLs: [callback] } });
  await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
  const { ClientId: id, ClientSecret = "" } = site.client;
  const app = await anApp(site.url, callback, { id, secret: ClientSecret, pkce });
  const asked = (await fetch(`${app}/login`, { redirect: "manual" })).headers.get("location") ?? "";
  const query = Object.fromEntries(new URL(asked).searchParams);
  const { left = "" } = await signInOn(aBrowser(emulator()), { ...site, query });
  const comeBack = async (search: string) =>
    (await (await fetch(`${app}/callback${search}`)).json()) as Outcome;
  return { site, query, search: new URL(left).search, comeBack };
}

describe("passport-oauth2", () => {
  it.each([
    ["a secret and PKCE", { pkce: true, secret: true }],
    ["a secret alone", { pkce: false, secret: true }],
    ["PKCE alone", { pkce: true, secret: false }],
  ])("signs people in with %s", async (_name, client) => {
    const { site, query, search, comeBack } = await aSignIn(client);
    expect(query).toMatchObject({ response_type: "code", scope: "openid email", state: expect.any(String) });
    expect("code_challenge" in query).toBe(client.pkce);
    const outcome = (await comeBack(search)) as { user: Profile };
    expect(outcome.user).toMatchObject({ username: "ada", email: "ada@example.com", email_verified: "true" });
    const { status } = await token(site, {
      ...{ grant_type: "refresh_token", refresh_token: outcome.user.refreshToken },
      ...{ client_id: site.client.ClientId, client_secret: site.client.ClientSecret },
    });
    expect(status).toBe(200);
  });

  it("doesn't take what it didn't ask for", async () => {
    const { search, comeBack } = await aSignIn();
    const forged = search.replace(/state=[^&]*/, "state=forged");
    expect(await comeBack(forged)).toEqual({
      failure: { message: "Invalid authorization request state." },
    });
  });

  it("learns that a code is worth nothing", async () => {
    const { search, comeBack } = await aSignIn();
    const other = search.replace(/code=[^&]*/, "code=00000000-0000-4000-8000-000000000000");
    expect(await comeBack(other)).toMatchObject({ code: "invalid_grant" });
  });

  it("learns what the domain refused", async () => {
    const { comeBack } = await aSignIn();
    expect(await comeBack("?error=unauthorized_client")).toMatchObject({ code: "unauthorized_client" });
  });
});
