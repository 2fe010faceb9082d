// What an application must not get by registering itself, whatever it sends.
import {
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { APP, dcrSite, initialToken, OPEN, register } from "../registering.js";
import { aBrowser, addressOf, CALLBACK, pageOf, type Site } from "../support.js";

const emulator = useEmulator();

const clientsOf = async ({ pool }: Site) =>
  (
    await emulator().idp.send(
      new ListUserPoolClientsCommand({ UserPoolId: pool.Id, MaxResults: 60, ClientType: "DCR" }),
    )
  ).UserPoolClients ?? [];

const INVALID = "A redirect URI is not valid.";
const HTTP = (uri: string) => `${uri} cannot use the HTTP protocol.`;

describe("redirect addresses that are refused", () => {
  it.each<[string, string, string?]>([
    ["a script", "javascript:alert(1)"],
    ["a script in other letters", "JavaScript://app.example.com/%0aalert(1)"],
    ["a document", "data:text/html,hello"],
    ["a file", "file:///etc/passwd"],
    ["a space before the scheme", " https://app.example.com/"],
    ["a line break", "https://app.example.com/\r\nset-cookie:a=b"],
    ["a NUL", "https://app.example.com/\0"],
    ["an empty text", ""],
    ["1,025 characters", `https://app.example.com/${"a".repeat(1001)}`],
    ["a fragment", "https://app.example.com/#a", "https://app.example.com/#a cannot use fragment"],
    ["an empty fragment", "https://app.example.com/#", "https://app.example.com/# cannot use fragment"],
    ["no scheme", "//app.example.com/", "//app.example.com/ is not an absolute URI."],
    ["a path", "/callback", "/callback is not an absolute URI."],
    ...[
      "http://app.example.com/",
      "http://localhost.example.com/",
      "http://localhost@example.com/",
      "http://localhost:80@example.com/",
      "http://localhost\\@example.com/",
      "http://127.0.0.1.example.com/",
      "http://10.0.0.1/",
      "HTTP://example.com/",
    ].map((uri): [string, string, string] => [`plain HTTP: ${uri}`, uri, HTTP(uri)]),
  ])("%s", async (_name, uri, error_description = INVALID) => {
    const site = await dcrSite(emulator(), OPEN);
    // Beside a good one, too.
    for (const redirect_uris of [[uri], [CALLBACK, uri]])
      expect(await register(site, { ...APP, redirect_uris })).toEqual({
        status: 400,
        body: { error: "invalid_redirect_uri", error_description },
      });
    expect(await clientsOf(site)).toEqual([]);
  });

  it("a hundred and one of them", async () => {
    const site = await dcrSite(emulator(), OPEN);
    const redirect_uris = Array.from({ length: 101 }, (_, i) => `https://app.example.com/${i}`);
    expect(await register(site, { ...APP, redirect_uris })).toEqual({
      ...{ status: 400 },
      body: {
        error: "invalid_redirect_uri",
        error_description: "More than 100 redirect_uris are not allowed.",
      },
    });
    const { status, body } = await register(site, { ...APP, redirect_uris: redirect_uris.slice(1) });
    expect([status, body.redirect_uris]).toEqual([201, redirect_uris.slice(1)]);
  });
});

it("wildcards and credentials in an address stand for nothing but themselves", async () => {
  const site = await dcrSite(emulator(), OPEN);
  const redirect_uris = ["https://*.example.com/*", "https://app.example.com@evil.example/", "myapp:*"];
  const { status, body } = await register(site, { ...APP, redirect_uris });
  expect(status).toBe(201);
  for (const redirect_uri of [
    "https://app.example.com/cb",
    "https://app.example.com/",
    "myapp:x",
    CALLBACK,
  ]) {
    const query = { ...site.query, client_id: body.client_id, redirect_uri };
    const shown = await aBrowser(emulator()).open(addressOf(site, "/oauth2/authorize", query));
    expect([shown.status, shown.left, pageOf(shown)]).toMatchObject([400, undefined, { kind: "error" }]);
  }
});

describe("metadata that is refused", () => {
  const deep = `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;

  it.each<[string, unknown]>([
    ["a text", JSON.stringify("x")],
    ["null", "null"],
    ["more than 64 KiB", { ...APP, software_statement: "x".repeat(70_000) }],
    ["a name that is no text", { ...APP, client_name: { toString: "x" } }],
    ["a name of 129 characters", { ...APP, client_name: "x".repeat(129) }],
    ["no name", { ...APP, client_name: "" }],
    ["an address that is no list", { redirect_uris: CALLBACK }],
    ["an address that is null", { redirect_uris: [CALLBACK, null] }],
    ["a list of lists", { redirect_uris: [[CALLBACK]] }],
    ["null for the addresses", { redirect_uris: null }],
    ["a grant that is no list", { ...APP, grant_types: "authorization_code" }],
    ["no grant at all", { ...APP, grant_types: [] }],
    ["only the refresh token's", { ...APP, grant_types: ["refresh_token"] }],
    ["the implicit grant", { ...APP, grant_types: ["authorization_code", "implicit"] }],
    ["a method that is a number", { ...APP, token_endpoint_auth_method: 1 }],
    ["a property of objects as method", { ...APP, token_endpoint_auth_method: "constructor" }],
    ["scopes that are a list", { ...APP, scope: ["openid"] }],
    ["the right to register others, among others", { ...APP, scope: "openid aws.cognito/dcr/register" }],
    ["administration", { ...APP, scope: "openid aws.cognito.signin.user.admin" }],
  ])("%s", async (_name, body) => {
    const site = await dcrSite(emulator(), OPEN);
    const answer = await register(site, body);
    expect([answer.status, answer.body.error]).toEqual([400, "invalid_client_metadata"]);
    expect(await clientsOf(site)).toEqual([]);
  });

  it("not what is deep or unknown, which changes nothing", async () => {
    const site = await dcrSite(emulator(), OPEN);
    expect((await register(site, deep)).body.error).toBe("invalid_redirect_uri");
    const given = `{"redirect_uris":["${CALLBACK}"],"__proto__":{"scope":"aws.cognito/dcr/register"},
      "client_id":"mine","client_secret":"chosen","ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"],
      "AllowedOAuthScopes":["aws.cognito.signin.user.admin"],"ClientType":"REGULAR"}`;
    const { status, body } = await register(site, given);
    expect([status, body.scope]).toEqual([201, "openid email phone profile"]);
    expect([body.client_id, body.client_secret]).not.toContain("mine");
    const named = { UserPoolId: site.pool.Id, ClientId: String(body.client_id) };
    const { UserPoolClient } = await emulator().idp.send(new DescribeUserPoolClientCommand(named));
    expect(UserPoolClient).toMatchObject({
      ...{ ClientType: "DCR", ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] },
      AllowedOAuthScopes: ["openid", "email", "phone", "profile"],
    });
    expect(UserPoolClient?.ClientSecret).not.toBe("chosen");
  });
});

describe("an initial access token", () => {
  const REFUSED = {
    ...{ status: 401 },
    body: { error: "invalid_token", error_description: "The initial access token is not valid." },
  };

  it("is an access token: good until it expires, for clients that are all different", async () => {
    const site = await dcrSite(emulator(), {});
    const header = await initialToken(emulator(), site);
    const made = await Promise.all([1, 2, 3].map(() => register(site, APP, header)));
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(made.flatMap(({ body }) => [body.client_id, body.client_secret])).size).toBe(6);
    emulator().clock.advance({ hours: 1 });
    expect(await register(site, APP, header)).toEqual(REFUSED);
  });

  it("is nothing once its client is gone, and nothing when it was changed", async () => {
    const site = await dcrSite(emulator(), {});
    const header = await initialToken(emulator(), site);
    const token = String(header.authorization).slice("Bearer ".length);
    const [head = "", payload = "", signature = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const forged of [
      `${encoded({ alg: "none" })}.${payload}.`,
      `${head}.${encoded({ ...claims, exp: claims.exp + 9999 })}.${signature}`,
    ])
      expect(await register(site, APP, { authorization: `Bearer ${forged}` })).toEqual(REFUSED);
    await emulator().idp.send(
      new DeleteUserPoolClientCommand({ UserPoolId: site.pool.Id, ClientId: claims.client_id }),
    );
    expect(await register(site, APP, header)).toEqual(REFUSED);
    expect(await clientsOf(site)).toEqual([]);
  });
});
