// Every error of /oauth2/token by who asks and with what: all ways to authenticate for every grant, and every state in
// which a refresh token, a code or a client can be.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  DeleteUserPoolClientCommand,
  RevokeTokenCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aMachine } from "../support/machines.js";
import { authorize, exchange, type Tokens, tokensOf } from "./relying-party.js";
import { aBrowser, answerIn, aSite, CALLBACK, OAUTH, type Site, token } from "./support.js";

const emulator = useEmulator();

async function aUserSite(client: Parameters<typeof aSite>[1] = {}) {
  const site = await aSite(emulator(), client);
  await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
  return { site, browser: aBrowser(emulator()) };
}

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

type Form = Record<string, string | undefined>;
type Proof = (id: string, secret: string) => { form?: Form; authorization?: string };
const NONE = { error: "invalid_client" };
const WRONG = { error: "invalid_client", error_description: "invalid_client_secret" };

/** How a client says who it is, and what a client with and one without a secret is answered; undefined for tokens. */
const PROOFS: [name: string, proof: Proof, confidential: object | undefined, open: object | undefined][] = [
  ["nothing", () => ({}), { error: "invalid_request" }, { error: "invalid_request" }],
  ["its id", (client_id) => ({ form: { client_id } }), NONE, undefined],
  ["id and secret", (client_id, client_secret) => ({ form: { client_id, client_secret } }), undefined, NONE],
  ["id and a wrong secret", (client_id) => ({ form: { client_id, client_secret: "x" } }), WRONG, NONE],
  ["id and an empty secret", (client_id) => ({ form: { client_id, client_secret: "" } }), NONE, undefined],
  ["Basic", (id, secret) => ({ authorization: basic(id, secret) }), undefined, NONE],
  [
    "Basic in small letters",
    (id, secret) => ({ authorization: basic(id, secret).replace("Basic", "basic") }),
    undefined,
    NONE,
  ],
  ["Basic with a wrong secret", (id) => ({ authorization: basic(id, "x") }), WRONG, NONE],
  ["Basic without a secret", (id) => ({ authorization: basic(id, "") }), NONE, undefined],
  ["Basic for nobody", (_id, secret) => ({ authorization: basic("nobody", secret) }), NONE, NONE],
  ["Basic that can't be read", () => ({ authorization: "Basic ???" }), NONE, NONE],
  ["Basic without a colon", () => ({ authorization: `Basic ${btoa("nobody")}` }), NONE, NONE],
  ["a bearer token", (client_id) => ({ form: { client_id }, authorization: "Bearer x" }), NONE, NONE],
  [
    "Basic, and its id again",
    (id, secret) => ({ form: { client_id: id }, authorization: basic(id, secret) }),
    undefined,
    NONE,
  ],
  [
    "Basic, and another id",
    (id, secret) => ({ form: { client_id: "other" }, authorization: basic(id, secret) }),
    NONE,
    NONE,
  ],
  [
    "Basic, and another secret",
    (id, secret) => ({ form: { client_secret: "x" }, authorization: basic(id, secret) }),
    NONE,
    NONE,
  ],
];

describe.each([
  ["authorization_code", true],
  ["authorization_code", false],
  ["refresh_token", true],
  ["refresh_token", false],
] as const)("%s of a client with a secret: %s", (grant, GenerateSecret) => {
  it.each(PROOFS)("that shows %s", async (_name, proof, confidential, open) => {
    const { site, browser } = await aUserSite({ client: { GenerateSecret } });
    const grantForm = async (): Promise<Form> => {
      if (grant === "refresh_token") {
        const { refresh_token } = await tokensOf(browser, site);
        return { refresh_token };
      }
      return { code: answerIn(await authorize(browser, site)).code, redirect_uri: CALLBACK };
    };
    const { form, authorization } = proof(site.client.ClientId, site.client.ClientSecret ?? "a-secret");
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await token(
      site,
      { grant_type: grant, ...(await grantForm()), ...form },
      headers as Record<string, string>,
    );
    const refusal = GenerateSecret ? confidential : open;
    if (refusal) expect([answer.status, answer.body]).toEqual([400, refusal]);
    else expect([answer.status, answer.body.token_type]).toEqual([200, "Bearer"]);
  });
});

describe("client_credentials", () => {
  it.each(PROOFS)("of a program that shows %s", async (_name, proof, confidential) => {
    const { site } = await aUserSite();
    const machine = await aMachine(emulator(), site.pool, {
      ...{ ExplicitAuthFlows: [], AllowedOAuthFlowsUserPoolClient: true },
      AllowedOAuthFlows: ["client_credentials"],
    });
    const { form, authorization } = proof(machine.ClientId, machine.ClientSecret);
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await token(
      site,
      { grant_type: "client_credentials", ...form },
      headers as Record<string, string>,
    );
    if (confidential) expect([answer.status, answer.body]).toEqual([400, confidential]);
    else
      expect([answer.status, Object.keys(answer.body)]).toEqual([
        200,
        ["access_token", "expires_in", "token_type"],
      ]);
  });
});

describe("a refresh token is worth nothing", () => {
  const user = (site: Site) => ({ UserPoolId: site.pool.Id, Username: "ada" });
  const cases: [string, (site: Site, tokens: Tokens) => Promise<unknown> | unknown][] = [
    ["when its time is over", () => emulator().clock.advance({ days: 30 })],
    ["when its user was disabled", (site) => emulator().idp.send(new AdminDisableUserCommand(user(site)))],
    ["when its user was deleted", (site) => emulator().idp.send(new AdminDeleteUserCommand(user(site)))],
    [
      "when its user signed out everywhere",
      (site) => emulator().idp.send(new AdminUserGlobalSignOutCommand(user(site))),
    ],
    [
      "when it was revoked",
      ({ client }, { refresh_token }) =>
        emulator().idp.send(new RevokeTokenCommand({ ClientId: client.ClientId, Token: refresh_token })),
    ],
  ];
  it.each(cases)("%s", async (_name, spoil) => {
    const { site, browser } = await aUserSite();
    const tokens = await tokensOf(browser, site);
    await spoil(site, tokens);
    const { status, body } = await token(site, {
      ...{
        grant_type: "refresh_token",
        client_id: site.client.ClientId,
        refresh_token: tokens.refresh_token,
      },
    });
    expect([status, body]).toEqual([400, { error: "invalid_grant" }]);
  });

  it.each(["access_token", "id_token"] as const)("when it is an %s", async (name) => {
    const { site, browser } = await aUserSite();
    const tokens = await tokensOf(browser, site);
    const form = {
      grant_type: "refresh_token",
      client_id: site.client.ClientId,
      refresh_token: tokens[name],
    };
    expect((await token(site, form)).body).toEqual({ error: "invalid_grant" });
  });

  it("in another pool", async () => {
    const [{ site, browser }, other] = [await aUserSite(), await aUserSite()];
    const { refresh_token } = await tokensOf(browser, site);
    const form = { grant_type: "refresh_token", client_id: other.site.client.ClientId, refresh_token };
    expect((await token(other.site, form)).body).toEqual({ error: "invalid_grant" });
  });

  it("for a scope that it doesn't widen: what was granted stays", async () => {
    const { site, browser } = await aUserSite();
    const { refresh_token } = await tokensOf(browser, site, { scope: "openid" });
    const form = { grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token };
    const { body } = await token(site, { ...form, scope: "openid email aws.cognito.signin.user.admin" });
    const [, payload = ""] = body.access_token?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({ scope: "openid" });
  });
});

it("a refresh token of the API is good here, too", async () => {
  const { site } = await aUserSite();
  const { RefreshToken } = await signIn(emulator(), site.pool, site.client, "ada");
  const form = { grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token: RefreshToken };
  expect((await token(site, form)).status).toBe(200);
});

describe("between the page and the token", () => {
  const update = (site: Site, change: object) =>
    emulator().idp.send(
      new UpdateUserPoolClientCommand({
        ...OAUTH,
        UserPoolId: site.pool.Id,
        ClientId: site.client.ClientId,
        ...change,
      }),
    );
  it.each<[string, (site: Site) => Promise<unknown>, string | undefined]>([
    [
      "the code flow was taken away",
      (site) => update(site, { AllowedOAuthFlows: ["implicit"] }),
      "unauthorized_client",
    ],
    [
      "OAuth was taken away",
      (site) =>
        update(site, {
          AllowedOAuthFlowsUserPoolClient: false,
          AllowedOAuthFlows: [],
          AllowedOAuthScopes: [],
        }),
      "unauthorized_client",
    ],
    [
      "the address was taken away",
      (site) => update(site, { CallbackURLs: ["https://b.example"] }),
      "unauthorized_client",
    ],
    [
      "the client was deleted",
      ({ pool, client }) =>
        emulator().idp.send(
          new DeleteUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: client.ClientId }),
        ),
      "invalid_client",
    ],
    [
      "the user was deleted",
      ({ pool }) => emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" })),
      "invalid_grant",
    ],
    [
      "the password was reset: the sign-in was before",
      ({ pool }) =>
        emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada" })),
      undefined,
    ],
    ["another client came", ({ pool }) => aClient(emulator(), pool, OAUTH), undefined],
  ])("%s", async (_name, change, error) => {
    const { site, browser } = await aUserSite();
    const back = await authorize(browser, site);
    await change(site);
    const { status, body } = await exchange(site, back);
    expect([status, body.error]).toEqual([error ? 400 : 200, error]);
  });
});

it.each(["GET", "PUT", "DELETE", "HEAD"])("%s is no way to ask for tokens", async (method) => {
  const { site } = await aUserSite();
  const response = await fetch(`${site.url}/oauth2/token?grant_type=client_credentials`, { method });
  expect([404, 405]).toContain(response.status);
});
