// The endpoints beside /oauth2/token that programs speak to: userInfo, revocation, and requests of browsers from afar.
import {
  DeleteUserCommand,
  GetUserCommand,
  GlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aCode, aSite, CALLBACK, OAUTH, type Site, token } from "./support.js";

const emulator = useEmulator();

async function tokensOf(
  site: Site,
  query: Record<string, string> = {},
  attributes: Record<string, string> = {},
) {
  const code = await aCode(emulator(), site, query, attributes);
  const form = {
    grant_type: "authorization_code",
    redirect_uri: CALLBACK,
    client_id: site.client.ClientId,
    code,
  };
  return (await token(site, form)).body as { access_token: string; refresh_token: string; id_token: string };
}

describe("/oauth2/userInfo", () => {
  async function userInfo(site: Pick<Site, "url">, accessToken?: string, method = "GET") {
    const response = await fetch(`${site.url}/oauth2/userInfo`, {
      ...{ method, headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` } },
    });
    const { status, headers } = response;
    return { status, body: await response.json(), challenge: headers.get("www-authenticate"), headers };
  }

  const ADA = { email: "ada@example.com", email_verified: "true", phone_number: "+15550100" };

  it.each(["GET", "POST"])("tells what the scopes let through, all of it as text (%s)", async (method) => {
    const site = await aSite(emulator());
    const { access_token } = await tokensOf(site, { scope: "openid email" }, ADA);
    const { status, body, headers } = await userInfo(site, access_token, method);
    expect([status, body]).toEqual([
      200,
      { sub: expect.any(String), email: "ada@example.com", email_verified: "true", username: "ada" },
    ]);
    expect(headers.get("access-control-allow-origin")).toBe("*");
  });

  it("refuses requests without a token", async () => {
    expect(await userInfo(await aSite(emulator()))).toMatchObject({
      status: 400,
      body: { error: "invalid_request", error_description: "Bad OAuth2 request at UserInfo Endpoint" },
      challenge: 'error="invalid_request", error_description="Bad OAuth2 request at UserInfo Endpoint"',
    });
  });

  const GONE = "Access token is expired, disabled, or deleted, or the user has globally signed out.";
  it.each<[string, (site: Site) => Promise<string>]>([
    ["no token at all", async () => "x.y.z"],
    ["an ID token", async (site) => (await tokensOf(site)).id_token],
    [
      "an expired one",
      async (site) => {
        const { access_token } = await tokensOf(site);
        emulator().clock.advance({ hours: 1 });
        return access_token;
      },
    ],
    [
      "one without openid",
      async (site) => (await tokensOf(site, { scope: "aws.cognito.signin.user.admin" })).access_token,
    ],
    [
      "one of the API",
      async (site) => {
        await aConfirmedUser(emulator(), site.pool, "ada");
        return (await signIn(emulator(), site.pool, site.client, "ada")).AccessToken;
      },
    ],
    ["one of another pool", async () => (await tokensOf(await aSite(emulator()))).access_token],
    [
      "one of a user who signed out everywhere",
      async (site) => {
        const { access_token } = await tokensOf(site);
        await emulator().idp.send(new GlobalSignOutCommand({ AccessToken: access_token }));
        return access_token;
      },
    ],
    [
      "one of a user who is gone",
      async (site) => {
        const { access_token } = await tokensOf(site);
        await emulator().idp.send(new DeleteUserCommand({ AccessToken: access_token }));
        return access_token;
      },
    ],
  ])("refuses %s", async (_name, make) => {
    const site = await aSite(emulator());
    expect(await userInfo(site, await make(site))).toMatchObject({
      ...{ status: 401, body: { error: "invalid_token", error_description: GONE } },
      challenge: `error="invalid_token", error_description="${GONE}"`,
    });
  });
});

describe("/oauth2/revoke", () => {
  async function revoke(
    site: Pick<Site, "url">,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`${site.url}/oauth2/revoke`, {
      ...{ method: "POST", body: new URLSearchParams(form), headers },
    });
    return { status: response.status, body: await response.text() };
  }

  it("ends the refresh token and all that descends from it", async () => {
    const site = await aSite(emulator());
    const { access_token, refresh_token } = await tokensOf(site);
    const form = { client_id: site.client.ClientId, token: refresh_token };
    expect(await revoke(site, form)).toEqual({ status: 200, body: "" });
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken: access_token })),
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    const refresh = { grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token };
    expect((await token(site, refresh)).body).toEqual({ error: "invalid_grant" });
    // Again, and for what never was one.
    expect(await revoke(site, form)).toEqual({ status: 200, body: "" });
    expect(await revoke(site, { ...form, token: "x" })).toEqual({ status: 200, body: "" });
  });

  it("refuses in AWS's words", async () => {
    const site = await aSite(emulator(), { client: { GenerateSecret: true } });
    const { ClientId: client_id, ClientSecret: client_secret = "" } = site.client;
    const form = { client_id, client_secret, token: "x" };
    const refused = async (change: Record<string, string>, status: number, body: object) => {
      const answer = await revoke(site, { ...form, ...change });
      expect([answer.status, JSON.parse(answer.body)]).toEqual([status, body]);
    };
    await refused({ token: "" }, 400, { error: "invalid_request" });
    await refused({ client_secret: "" }, 401, { error: "invalid_client" });
    await refused({ client_secret: "x" }, 401, {
      error: "invalid_client",
      error_description: "invalid_client_secret",
    });
    await refused({ client_id: "nobody" }, 401, { error: "invalid_client" });
    await refused({ token: "a.b.c" }, 400, { error: "unsupported_token_type" });
    const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
    expect((await revoke(site, { token: "x" }, { authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it("refuses tokens of other clients, and clients without revocation", async () => {
    const site = await aSite(emulator());
    const { refresh_token } = await tokensOf(site);
    const other = await aClient(emulator(), site.pool, OAUTH);
    expect(await revoke(site, { client_id: other.ClientId, token: refresh_token })).toEqual({
      ...{ status: 401, body: '{"error":"invalid_client"}' },
    });
    const without = await aClient(emulator(), site.pool, { ...OAUTH, EnableTokenRevocation: false });
    expect(await revoke(site, { client_id: without.ClientId, token: refresh_token })).toEqual({
      ...{ status: 400, body: '{"error":"invalid_request"}' },
    });
  });
});

describe("domains", () => {
  it("answer by their Host as by their path", async () => {
    const site = await aSite(emulator());
    const { port } = new URL(emulator().url);
    const { request } = await import("node:http");
    const location = await new Promise((resolve) =>
      request(
        {
          ...{
            host: "127.0.0.1",
            port,
            path: `/login?${new URLSearchParams({ ...site.query, scope: "x" })}`,
          },
          headers: { host: `${site.name}.auth.localhost:${port}` },
        },
        (response) => resolve([response.statusCode, response.headers.location]),
      ).end(),
    );
    expect(location).toEqual([302, `${CALLBACK}?error_description=invalid_scope&error=invalid_request`]);
  });

  it.each(["/_domains/nobody/login", "/_domains/nobody/oauth2/token"])(
    "that nobody has: %s",
    async (path) => {
      const response = await fetch(`${emulator().url}${path}`);
      expect([response.status, await response.text()]).toEqual([400, "User pool domain does not exist.\n"]);
    },
  );

  it("let pages of any origin call what programs call, and nothing else", async () => {
    const site = await aSite(emulator());
    const ask = (path: string) =>
      fetch(`${site.url}${path}`, { method: "OPTIONS", headers: { origin: "https://a.example" } });
    for (const path of ["/oauth2/token", "/oauth2/userInfo", "/oauth2/revoke"])
      expect((await ask(path)).headers.get("access-control-allow-origin")).toBe("*");
    expect((await ask("/login")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it("by a method that they don't have", async () => {
    const site = await aSite(emulator());
    for (const [method, path] of [
      ["GET", "/oauth2/token"],
      ["PUT", "/oauth2/token"],
      ["GET", "/oauth2/revoke"],
      ["DELETE", "/oauth2/userInfo"],
    ]) {
      const response = await fetch(`${site.url}${path}`, { method: method as string });
      const allowed = response.headers.get("access-control-allow-origin");
      expect([path, response.status, await response.text(), allowed]).toEqual([path, 405, "", "*"]);
    }
  });

  it.each([
    ["too long", {}, `grant_type=${"x".repeat(100_000)}`],
    [
      "in a charset that nobody has",
      { "content-type": "application/x-www-form-urlencoded; charset=utf-99" },
      "a=b",
    ],
    ["in an encoding that it hasn't", { "content-encoding": "gzip" }, "grant_type=refresh_token"],
  ])("with a body that can't be read: %s", async (_, given, body) => {
    const site = await aSite(emulator());
    const headers = { "content-type": "application/x-www-form-urlencoded", ...(given as object) };
    const response = await fetch(`${site.url}/oauth2/token`, { method: "POST", headers, body });
    expect([response.status, await response.json()]).toEqual([400, { error: "invalid_request" }]);
    // Scripts of other origins learn why.
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const page = await fetch(`${site.url}/login?${new URLSearchParams(site.query)}`, {
      ...{ method: "POST", headers, body },
    });
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(await page.text()).toContain("An error was encountered with the requested page.");
  });
});
