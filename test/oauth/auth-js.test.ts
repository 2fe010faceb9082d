// Auth.js (next-auth) with its own Cognito provider against the emulator: the library is given nothing but the issuer.
import { Auth, type AuthConfig, customFetch, skipCSRFCheck } from "@auth/core";
import Cognito from "@auth/core/providers/cognito";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aBrowser, aSite, CALLBACK, type Site } from "./support.js";

const emulator = useEmulator({ issuer: "local" });

const APP = "https://app.example.com";
const AUTH_CALLBACK = `${APP}/auth/callback/cognito`;

type Options = Parameters<typeof Cognito>[0] & { idToken?: boolean };

/** The server of a web application, and the cookies that a browser keeps for it. */
function anApp(site: Site, options: Options = {}) {
  const cookies = new Map<string, string>();
  const told: Error[] = [];
  const details: unknown[] = [];
  const sent: Request[] = [];
  const config: AuthConfig = {
    ...{ basePath: "/auth", secret: "a secret of the application", trustHost: true, skipCSRFCheck },
    logger: {
      error: (error) => told.push(error),
      warn: () => {},
      debug: (_message, more) => details.push(more),
    },
    providers: [
      Cognito({
        ...{ clientId: site.client.ClientId, clientSecret: site.client.ClientSecret },
        issuer: `${emulator().url}/${site.pool.Id}`,
        [customFetch]: (...args: Parameters<typeof fetch>) => {
          const request = new Request(...args);
          sent.push(request.clone());
          return fetch(request);
        },
        ...options,
      }),
    ],
    callbacks: {
      jwt: ({ token, account }) => ({ ...token, ...(account && { scope: account.scope }) }),
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub } }),
    },
  };
  return {
    ...{ told, details, sent },
    async visit(address: string, init: RequestInit = {}): Promise<Response> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const request = new Request(new URL(address, APP), { ...init, headers: { ...init.headers, cookie } });
      const response = (await Auth(request, config)) as Response;
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
  };
}

const locationOf = (response: Response): string => response.headers.get("location") ?? "";

async function aUserSite(client = {}): Promise<Site> {
  const site = await aSite(emulator(), {
    client: { GenerateSecret: true, CallbackURLs: [AUTH_CALLBACK, CALLBACK], ...client },
  });
  await aConfirmedUser(emulator(), site.pool, "ada", {
    ...{ email: "ada@example.com", email_verified: "true", name: "Ada Lovelace" },
  });
  return site;
}

/** From the application's button to its callback. */
async function signIn(app: ReturnType<typeof anApp>): Promise<{ asked: URL; back: string }> {
  const asked = locationOf(await app.visit("/auth/signin/cognito", { method: "POST" }));
  const browser = aBrowser(emulator());
  const login = await browser.open(asked);
  const { left = "" } = await browser.submit(login, { username: "ada", password: PASSWORD });
  return { asked: new URL(asked), back: left };
}

const session = async (app: ReturnType<typeof anApp>) => (await app.visit("/auth/session")).json();

describe("Auth.js", () => {
  it.each<[string, Options]>([
    ["as it is by itself", {}],
    ["with every check", { checks: ["pkce", "state", "nonce"] }],
    ["with the nonce alone", { checks: ["nonce"] }],
    ["with the secret in the form", { client: { token_endpoint_auth_method: "client_secret_post" } }],
    ["with the profile from userInfo", { idToken: false }],
  ])("signs people in %s", async (_name, options) => {
    const site = await aUserSite();
    const app = anApp(site, options);
    const { asked, back } = await signIn(app);
    const checks = (options.checks ?? ["pkce"]) as string[];
    expect([asked.searchParams.has("code_challenge"), asked.searchParams.has("nonce")]).toEqual([
      checks.includes("pkce"),
      checks.includes("nonce"),
    ]);
    expect(back).toMatch(`${AUTH_CALLBACK}?code=`);
    expect(locationOf(await app.visit(back))).toBe(APP);
    expect(app.told).toEqual([]);
    expect(await session(app)).toMatchObject({
      user: { name: "Ada Lovelace", email: "ada@example.com", id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(app.sent.some(({ url }) => url.endsWith("/oauth2/userInfo"))).toBe(options.idToken === false);
  });

  it("signs people in as a client without a secret", async () => {
    const site = await aUserSite({ GenerateSecret: false });
    const app = anApp(site, { client: { token_endpoint_auth_method: "none" } });
    const { back } = await signIn(app);
    expect(locationOf(await app.visit(back))).toBe(APP);
    expect(await session(app)).toMatchObject({ user: { email: "ada@example.com" } });
  });

  it("learns that a code was used, and signs nobody in", async () => {
    const site = await aUserSite();
    const [app, thief] = [anApp(site, { checks: ["none"] }), anApp(site, { checks: ["none"] })];
    const { back } = await signIn(app);
    await app.visit(back);
    expect(locationOf(await thief.visit(back))).toContain("/auth/error?error=Configuration");
    expect(JSON.stringify(thief.told.map(({ cause }) => cause))).toContain("invalid_grant");
    expect(await session(thief)).toBeNull();
  });

  it("learns why the domain sent the browser back", async () => {
    const site = await aUserSite({ AllowedOAuthFlows: ["implicit"] });
    const app = anApp(site);
    const asked = locationOf(await app.visit("/auth/signin/cognito", { method: "POST" }));
    const { left = "" } = await aBrowser(emulator()).open(asked);
    await app.visit(left);
    expect(app.told).toEqual([expect.objectContaining({ type: "OAuthCallbackError" })]);
    expect(app.details).toContainEqual({ providerId: "cognito", error: "unauthorized_client" });
    expect(await session(app)).toBeNull();
  });
});
