// Proof Key for Code Exchange (RFC 7636) and what OAuth's security best practice (RFC 9700) asks of codes and tokens, as
// the plans of the OpenID Foundation test it.
import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aProof, authorize, exchange, sha256, tokensOf } from "./relying-party.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  type Browser,
  CALLBACK,
  OAUTH,
  type Shown,
  type Site,
  token,
} from "./support.js";

const emulator = useEmulator();

let site: Site;
let browser: Browser;
beforeEach(async () => {
  site = await aSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "ada");
  browser = aBrowser(emulator());
});

const INVALID_GRANT = [400, { error: "invalid_grant" }];
const outcome = async (answer: Promise<{ status: number; body: object }>) => {
  const { status, body } = await answer;
  return [status, body];
};

describe("a proof", () => {
  it.each([43, 64, 128])("of %i characters is taken", async (length) => {
    const verifier = "aZ09-._~".repeat(16).slice(0, length);
    const code_challenge = sha256(verifier).toString("base64url");
    const back = await authorize(browser, site, { code_challenge, code_challenge_method: "S256" });
    expect((await exchange(site, back, { code_verifier: verifier })).status).toBe(200);
  });

  it("is that of the RFC's own example", async () => {
    const back = await authorize(browser, site, {
      ...{ code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" },
    });
    const code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    expect((await exchange(site, back, { code_verifier })).status).toBe(200);
  });

  it("belongs to one request: two at once have each their own", async () => {
    const [mine, other] = [aProof(), aProof()];
    const [first, second] = [
      await authorize(browser, site, mine.query),
      await authorize(browser, site, other.query),
    ];
    const crossed = exchange(site, first, { code_verifier: other.verifier });
    expect(await outcome(crossed)).toEqual(INVALID_GRANT);
    expect((await exchange(site, first, { code_verifier: mine.verifier })).status).toBe(200);
    expect((await exchange(site, second, { code_verifier: other.verifier })).status).toBe(200);
  });

  it("is asked of clients with a secret, too", async () => {
    site = await aSite(emulator(), { client: { GenerateSecret: true } });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const { verifier, query } = aProof();
    const back = await authorize(browser, site, query);
    expect(await outcome(exchange(site, back))).toEqual(INVALID_GRANT);
    expect((await exchange(site, back, { code_verifier: verifier })).status).toBe(200);
  });

  it("survives the steps of a sign-in that fails first", async () => {
    const { verifier, query } = aProof();
    const login = await browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, ...query }));
    const failed = await browser.submit(login, { username: "ada", password: "Wr0ng-Horse!" });
    const back = await browser.submit(failed, { username: "ada", password: PASSWORD });
    expect((await exchange(site, back, { code_verifier: verifier })).status).toBe(200);
  });

  const { verifier, query } = aProof();
  it.each<[string, string | undefined]>([
    ["none", undefined],
    ["an empty one", ""],
    ["the challenge itself, as the method plain would have it", query.code_challenge],
    ["another one", aProof().verifier],
    ["one more character", `${verifier}a`],
    ["one less", verifier.slice(0, -1)],
    ["other capitals", verifier.toUpperCase()],
    ["129 characters", "a".repeat(129)],
    ["42 characters", "a".repeat(42)],
    ["characters that no verifier has", `${verifier.slice(0, -2)}+/`],
  ])("is refused: %s", async (_name, code_verifier) => {
    const back = await authorize(browser, site, query);
    expect(await outcome(exchange(site, back, { code_verifier }))).toEqual(INVALID_GRANT);
    // Whoever guesses doesn't spend the code of its owner.
    expect((await exchange(site, back, { code_verifier: verifier })).status).toBe(200);
  });

  it("of 42 or 129 characters is refused even where its hash is that of the challenge", async () => {
    for (const length of [42, 129]) {
      const code_verifier = "a".repeat(length);
      const code_challenge = sha256(code_verifier).toString("base64url");
      const back = await authorize(browser, site, { code_challenge, code_challenge_method: "S256" });
      expect(await outcome(exchange(site, back, { code_verifier }))).toEqual(INVALID_GRANT);
    }
  });
});

describe("a challenge is refused before anybody signs in", () => {
  const { code_challenge } = aProof().query;
  it.each<[string, Record<string, string>]>([
    ["without method", { code_challenge }],
    ["with the method plain", { code_challenge, code_challenge_method: "plain" }],
    ["with a method in small letters", { code_challenge, code_challenge_method: "s256" }],
    ["with an unknown method", { code_challenge, code_challenge_method: "S512" }],
    ["with an empty method", { code_challenge, code_challenge_method: "" }],
    ["that is empty", { code_challenge: "", code_challenge_method: "S256" }],
    ["that is too short", { code_challenge: code_challenge.slice(1), code_challenge_method: "S256" }],
    ["in Base64 with padding", { code_challenge: `${code_challenge}=`, code_challenge_method: "S256" }],
    ["that is too long", { code_challenge: "a".repeat(129), code_challenge_method: "S256" }],
  ])("%s", async (_name, query) => {
    const response = await fetch(
      addressOf(site, "/oauth2/authorize", { ...site.query, ...query, state: "s" }),
      {
        redirect: "manual",
      },
    );
    expect(answerIn({ left: response.headers.get("location") ?? "" } as Shown)).toEqual({
      ...{ error: "invalid_request", state: "s" },
    });
  });

  it("that comes twice", async () => {
    const address = addressOf(site, "/oauth2/authorize", { ...site.query, ...aProof().query });
    const response = await fetch(`${address}&code_challenge=${code_challenge}`, { redirect: "manual" });
    expect(response.headers.get("location")).toBe(`${CALLBACK}?error=invalid_request`);
  });
});

describe("downgrades (RFC 9700, 2.1.1)", () => {
  it("a code without challenge isn't sold for a verifier", async () => {
    const back = await authorize(browser, site);
    expect(await outcome(exchange(site, back, { code_verifier: aProof().verifier }))).toEqual(INVALID_GRANT);
  });

  it("a stolen code, injected into a session with another challenge, is worthless", async () => {
    const victim = aProof();
    const stolen = await authorize(browser, site, victim.query);
    const attacker = aProof();
    await authorize(aBrowser(emulator()), site, attacker.query);
    expect(await outcome(exchange(site, stolen, { code_verifier: attacker.verifier }))).toEqual(
      INVALID_GRANT,
    );
  });
});

describe("codes", () => {
  it("are for one client: another one, even with its proof, gets nothing", async () => {
    const { verifier, query } = aProof();
    const back = await authorize(browser, site, query);
    for (const GenerateSecret of [false, true]) {
      const { ClientId, ClientSecret } = await aClient(emulator(), site.pool, { ...OAUTH, GenerateSecret });
      const injected = exchange(site, back, {
        ...{ client_id: ClientId, client_secret: ClientSecret, code_verifier: verifier },
      });
      expect(await outcome(injected)).toEqual(INVALID_GRANT);
    }
    expect((await exchange(site, back, { code_verifier: verifier })).status).toBe(200);
  });

  it("are for one address: another one of the same client gets nothing", async () => {
    const redirect_uri = "myapp://callback?x=1";
    const back = await authorize(browser, site);
    expect(await outcome(exchange(site, back, { redirect_uri }))).toEqual(INVALID_GRANT);
    const other = await authorize(browser, site, { redirect_uri });
    expect(await outcome(exchange(site, other))).toEqual(INVALID_GRANT);
    expect((await exchange(site, other, { redirect_uri })).status).toBe(200);
  });

  it("are for one pool: its neighbour knows neither the client nor the code", async () => {
    const neighbour = await aSite(emulator());
    const back = await authorize(browser, site);
    expect(await outcome(exchange({ ...site, url: neighbour.url }, back))).toEqual([
      400,
      { error: "invalid_client" },
    ]);
    expect(await outcome(exchange(neighbour, back))).toEqual(INVALID_GRANT);
    expect((await exchange(site, back)).status).toBe(200);
  });

  it("that come back take away what they gave, and nobody else's", async () => {
    const back = await authorize(browser, site);
    const { body } = await exchange(site, back);
    const untouched = await tokensOf(browser, site);
    expect(await outcome(exchange(site, back))).toEqual(INVALID_GRANT);
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken: body.access_token })),
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await emulator().idp.send(new GetUserCommand({ AccessToken: untouched.access_token }));
  });

  it("that come back with a wrong proof take nothing away: the thief has only the code", async () => {
    const { verifier, query } = aProof();
    const back = await authorize(browser, site, query);
    const { body } = await exchange(site, back, { code_verifier: verifier });
    expect(await outcome(exchange(site, back, { code_verifier: aProof().verifier }))).toEqual(INVALID_GRANT);
    await emulator().idp.send(new GetUserCommand({ AccessToken: body.access_token }));
  });

  it("are new each time, and none can be told from another", async () => {
    const codes = new Set<string>();
    for (let n = 0; n < 20; n++) codes.add(answerIn(await authorize(browser, site)).code ?? "");
    expect(codes.size).toBe(20);
    for (const code of codes)
      expect(code).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("the way back (RFC 9700, 4.11 and 4.2)", () => {
  it("is taken by GET: what was typed into the form never goes along", async () => {
    const login = await browser.open(addressOf(site, "/login", site.query));
    const back = await browser.submit(login, { username: "ada", password: PASSWORD });
    expect([302, 303]).toContain(back.status);
  });

  it("is told to no third party, and kept in no cache", async () => {
    const { headers } = await authorize(browser, site);
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("refresh tokens of public clients that rotate (RFC 9700, 4.14)", () => {
  it("are good once; one that comes back is refused", async () => {
    site = await aSite(emulator(), {
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const refresh = (refresh_token: string) =>
      token(site, { grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token });
    const tokens = await tokensOf(browser, site);
    const { body } = await refresh(tokens.refresh_token);
    expect(body.refresh_token).not.toBe(tokens.refresh_token);
    expect(await outcome(refresh(tokens.refresh_token))).toEqual(INVALID_GRANT);
  });
});
