// /oauth2/authorize and /login: every request that is refused, and where the refusal is told.
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  CALLBACK,
  OAUTH,
  pageOf,
  type Site,
  signInOn,
} from "./support.js";

const emulator = useEmulator();

const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async function locationOf(address: string) {
  const response = await fetch(address, { redirect: "manual" });
  return { status: response.status, location: response.headers.get("location") };
}

/** Both pages read a request alike. */
const PATHS = ["/oauth2/authorize", "/authorize", "/login", "/signup", "/forgotPassword"] as const;

describe("errors that only the person is told", () => {
  const cases: [name: string, change: Record<string, string | undefined>, error: (site: Site) => string][] = [
    ["no client_id", { client_id: undefined }, () => "Required String parameter 'client_id' is not present"],
    ["a client that doesn't exist", { client_id: "nobody" }, () => "User pool client nobody does not exist."],
    [
      "no redirect_uri",
      { redirect_uri: undefined },
      () => "Required String parameter 'redirect_uri' is not present",
    ],
    ["another redirect_uri", { redirect_uri: "https://evil.example/callback" }, () => "redirect_mismatch"],
    ["a longer redirect_uri", { redirect_uri: `${CALLBACK}/` }, () => "redirect_mismatch"],
    [
      "a redirect_uri in capitals",
      { redirect_uri: CALLBACK.replace("app", "APP") },
      () => "redirect_mismatch",
    ],
    ["a redirect_uri with a query", { redirect_uri: `${CALLBACK}?a=b` }, () => "redirect_mismatch"],
    [
      "a redirect_uri with dots",
      { redirect_uri: CALLBACK.replace("/callback", "/x/../callback") },
      () => "redirect_mismatch",
    ],
  ];

  it.each(cases)("%s", async (_name, change, error) => {
    const site = await aSite(emulator());
    const query = { ...site.query, ...change };
    for (const path of PATHS) {
      const { status, location } = await locationOf(addressOf(site, path, query));
      const expected = new URLSearchParams({
        error: error(site),
        ...(query.client_id && { client_id: query.client_id }),
      });
      expect([path, status, location]).toEqual([path, 302, `/_domains/${site.name}/error?${expected}`]);
    }
    const shown = await aBrowser(emulator()).open(addressOf(site, "/login", query));
    expect(shown.status).toBe(400);
    expect(pageOf(shown)).toMatchObject({
      ...{ kind: "error", title: "An error was encountered with the requested page.", error: error(site) },
    });
  });

  it("a client of another pool", async () => {
    const site = await aSite(emulator());
    const other = await aClient(emulator(), await aPool(emulator()), OAUTH);
    const shown = await aBrowser(emulator()).open(
      addressOf(site, "/login", { ...site.query, client_id: other.ClientId }),
    );
    expect(pageOf(shown).error).toBe(`User pool client ${other.ClientId} does not exist.`);
  });

  it("a client without identity providers", async () => {
    const site = await aSite(emulator(), { client: { SupportedIdentityProviders: [] } });
    const shown = await aBrowser(emulator()).open(addressOf(site, "/login", site.query));
    expect([shown.status, pageOf(shown).error]).toEqual([
      400,
      "Login pages unavailable. Please contact an administrator.",
    ]);
  });

  it("what the error page is given never becomes markup", async () => {
    const site = await aSite(emulator());
    const shown = await aBrowser(emulator()).open(
      addressOf(site, "/error", { error: "<script>alert(1)</script>" }),
    );
    expect(shown.html).not.toContain("<script>alert");
    expect(pageOf(shown).error).toBe("<script>alert(1)</script>");
  });
});

describe("errors that the application is told", () => {
  const cases: [name: string, change: Record<string, string | undefined>, answer: Record<string, string>][] =
    [
      ["no response_type", { response_type: undefined }, { error: "invalid_request" }],
      ["another response_type", { response_type: "id_token" }, { error: "invalid_request" }],
      ["a challenge without method", { code_challenge: CHALLENGE }, { error: "invalid_request" }],
      ["a method without challenge", { code_challenge_method: "S256" }, { error: "invalid_request" }],
      [
        "the method plain",
        { code_challenge: CHALLENGE, code_challenge_method: "plain" },
        { error: "invalid_request" },
      ],
      [
        "a challenge that is too short",
        { code_challenge: "short", code_challenge_method: "S256" },
        { error: "invalid_request" },
      ],
      [
        "an unknown scope",
        { scope: "openid other" },
        { error: "invalid_request", error_description: "invalid_scope" },
      ],
      [
        "a claim's scope without openid",
        { scope: "email" },
        { error: "invalid_request", error_description: "invalid_scope" },
      ],
      ["a resource that is no address", { resource: "api" }, { error: "invalid_request" }],
      ["a resource over plain HTTP", { resource: "http://api.example.com" }, { error: "invalid_request" }],
      ["an age that is no number", { max_age: "soon" }, { error: "invalid_request" }],
    ];

  it.each(cases)("%s", async (_name, change, answer) => {
    const site = await aSite(emulator());
    for (const path of PATHS) {
      const address = addressOf(site, path, { ...site.query, state: "s 1", ...change });
      const { status, location } = await locationOf(address);
      expect([path, status, location?.split("?")[0]]).toEqual([path, 302, CALLBACK]);
      expect(answerIn({ left: location } as never)).toEqual({ ...answer, state: "s 1" });
    }
  });

  it("stand behind the # in the implicit flow", async () => {
    const site = await aSite(emulator());
    const query = { ...site.query, response_type: "token", scope: "other", state: "s" };
    const { location } = await locationOf(addressOf(site, "/oauth2/authorize", query));
    expect(location).toBe(`${CALLBACK}#error_description=invalid_scope&state=s&error=invalid_request`);
  });

  it.each([
    ["code", ["implicit"]],
    ["token", ["code"]],
  ] as const)("a client that may not use response_type=%s", async (response_type, AllowedOAuthFlows) => {
    const site = await aSite(emulator(), { client: { AllowedOAuthFlows: [...AllowedOAuthFlows] } });
    const { location } = await locationOf(addressOf(site, "/login", { ...site.query, response_type }));
    expect(answerIn({ left: location } as never)).toEqual({ error: "unauthorized_client" });
  });

  it("a client without OAuth", async () => {
    const site = await aSite(emulator(), {
      client: { AllowedOAuthFlowsUserPoolClient: false, AllowedOAuthFlows: [], AllowedOAuthScopes: [] },
    });
    const { location } = await locationOf(addressOf(site, "/login", site.query));
    expect(answerIn({ left: location } as never)).toEqual({ error: "unauthorized_client" });
  });

  it.each([["none login"], ["sometimes"]])("prompt=%s of managed login", async (prompt) => {
    const site = await aSite(emulator(), { version: 2 });
    const { location } = await locationOf(addressOf(site, "/oauth2/authorize", { ...site.query, prompt }));
    expect(answerIn({ left: location } as never)).toEqual({ error: "invalid_request" });
  });

  it("prompt=none of managed login while nobody is signed in", async () => {
    const site = await aSite(emulator(), { version: 2 });
    const query = { ...site.query, prompt: "none", state: "s" };
    const { location } = await locationOf(addressOf(site, "/oauth2/authorize", query));
    expect(answerIn({ left: location } as never)).toEqual({ error: "login_required", state: "s" });
  });
});

describe("good requests", () => {
  it("go on to the login page with the same parameters", async () => {
    const site = await aSite(emulator());
    const query = { ...site.query, state: "a&b=c", scope: "openid", login_hint: "ada" };
    const { status, location } = await locationOf(addressOf(site, "/oauth2/authorize", query));
    expect(status).toBe(302);
    const to = new URL(location ?? "", site.url);
    expect(to.pathname).toBe(`/_domains/${site.name}/login`);
    expect(Object.fromEntries(to.searchParams)).toEqual(query);
    const shown = await aBrowser(emulator()).open(to.href);
    expect(shown.html).toContain('value="ada"');
  });

  it("may come by POST", async () => {
    const site = await aSite(emulator());
    const response = await fetch(`${site.url}/oauth2/authorize`, {
      ...{ method: "POST", body: new URLSearchParams(site.query), redirect: "manual" },
    });
    expect(response.status).toBe(303);
    expect(
      (await locationOf(new URL(response.headers.get("location") ?? "", site.url).href)).location,
    ).toContain("/login?");
  });

  it("use the client's default address when they name none", async () => {
    const site = await aSite(emulator(), { client: { DefaultRedirectURI: CALLBACK } });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const back = await signInOn(aBrowser(emulator()), site, { redirect_uri: undefined });
    expect(back.left).toMatch(`${CALLBACK}?code=`);
  });

  it("keep a redirect_uri of a custom scheme and its query to the letter", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada");
    const back = await signInOn(aBrowser(emulator()), site, {
      redirect_uri: "myapp://callback?x=1",
      state: "é",
    });
    expect(back.left).toMatch(/^myapp:\/\/callback\?x=1&code=[0-9a-f-]{36}&state=%C3%A9$/);
  });

  it("ask for other identity providers in vain, and say so", async () => {
    const site = await aSite(emulator());
    const shown = await aBrowser(emulator()).open(
      addressOf(site, "/oauth2/authorize", { ...site.query, identity_provider: "Google" }),
    );
    expect([shown.status, pageOf(shown).title]).toEqual([501, "Sign-in with Google is not built yet"]);
  });
});
