// What a sign-in on a domain leaves behind: its requests in the log, but no secret there or in the state file.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import { type App, startApp } from "../../../src/app.js";
import { libraryConfig } from "../../../src/config.js";
import { movableClock } from "../../../src/platform/clock.js";
import { systemEntropy } from "../../../src/platform/entropy.js";
import { systemKeys } from "../../../src/platform/keys.js";
import { openLog } from "../../../src/platform/log.js";
import { PASSWORD } from "../../support/builders.js";
import { aProof } from "../relying-party.js";
import { aBrowser, addressOf, answerIn, CALLBACK, OAUTH, type Shown, type Site, token } from "../support.js";

const WRONG = "Wr0ng-Horse?";
const NEW = "N3w-Horse-battery!";
const CODE = "918273";
const STATE = "state-of-the-application";
const NONCE = "nonce-of-the-application";

let app: App | undefined;
const folder = mkdtempSync(join(tmpdir(), "cognito-emulator-"));
afterEach(() => app?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = (operation: string, input: object) =>
  app?.call("cognito-idp", operation, input) as Promise<Record<string, Record<string, string>>>;

async function aDomain(): Promise<Site> {
  const { UserPool = {} } = await call("CreateUserPool", {
    ...{ PoolName: "p", AutoVerifiedAttributes: ["email"] },
    Schema: [{ Name: "email", Required: true, Mutable: true }],
  });
  const UserPoolId = UserPool.Id ?? "";
  const { UserPoolClient = {} } = await call("CreateUserPoolClient", {
    ...{ UserPoolId, ClientName: "c", GenerateSecret: true, ...OAUTH },
  });
  await call("CreateUserPoolDomain", { UserPoolId, Domain: "secrecy", ManagedLoginVersion: 2 });
  await call("CreateManagedLoginBranding", {
    ...{ UserPoolId, ClientId: UserPoolClient.ClientId, UseCognitoProvidedValues: true },
  });
  const client = UserPoolClient as unknown as Site["client"];
  return {
    ...{
      pool: UserPool as unknown as Site["pool"],
      client,
      name: "secrecy",
      url: `${app?.url}/_domains/secrecy`,
    },
    query: {
      client_id: client.ClientId,
      redirect_uri: CALLBACK,
      response_type: "code",
      state: STATE,
      nonce: NONCE,
    },
  };
}

/** Everything that somebody could use who reads it: by name. */
type Secrets = Record<string, string | undefined>;

/** Signs somebody up, in, out and in again, with every mistake on the way. */
async function aVisit(site: Site): Promise<Secrets> {
  const browser = aBrowser({ url: app?.url ?? "" });
  const secrets: Secrets = { PASSWORD, WRONG, NEW, CODE, NONCE, STATE, secret: site.client.ClientSecret };
  const keep = (name: string, value: string | undefined) => {
    expect([name, value?.length]).not.toEqual([name, undefined]);
    secrets[name] = value;
  };
  const hidden = ({ html }: Shown, name: string) =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1];
  const { verifier, query } = aProof();
  keep("verifier", verifier);

  const page = await browser.open(addressOf(site, "/signup", { ...site.query, ...query }));
  keep("csrf", hidden(page, "_csrf"));
  const waiting = await browser.submit(page, {
    ...{ username: "ada", password: PASSWORD, confirmation: PASSWORD, "attribute.email": "ada@example.com" },
  });
  keep("waiting", hidden(waiting, "waiting"));
  await browser.submit(waiting, { code: "000000" });
  const back = await browser.submit(waiting, { code: CODE });
  keep("code", answerIn(back).code);
  keep("session", browser.jar.get("cognito")?.value);
  const { ClientId: client_id, ClientSecret: client_secret } = site.client;
  const form = { grant_type: "authorization_code", redirect_uri: CALLBACK, client_id, client_secret };
  await token(site, { ...form, code: secrets.code, code_verifier: `${verifier}x` });
  await token(site, { ...form, code: secrets.code, code_verifier: verifier, client_secret: WRONG });
  const { body } = await token(site, { ...form, code: secrets.code, code_verifier: verifier });
  for (const name of ["id_token", "access_token", "refresh_token"]) keep(name, body[name]);
  const refresh = { grant_type: "refresh_token", client_id, client_secret };
  const refreshed = await token(site, { ...refresh, refresh_token: body.refresh_token });
  keep("refreshed", refreshed.body.access_token);
  const headers = { authorization: `Bearer ${body.access_token}` };
  await fetch(`${site.url}/oauth2/userInfo`, { headers });
  await fetch(`${site.url}/oauth2/userInfo?access_token=${body.access_token}`);
  await token(site, { ...form, code: secrets.code, code_verifier: verifier });

  const implicit = await browser.open(
    addressOf(site, "/oauth2/authorize", { ...site.query, response_type: "token" }),
  );
  for (const name of ["id_token", "access_token"]) keep(`implicit ${name}`, answerIn(implicit)[name]);
  await browser.open(addressOf(site, "/logout", { ...site.query, logout_uri: "https://evil.example" }));
  const login = await browser.open(addressOf(site, "/login", { ...site.query, prompt: "login" }));
  await browser.submit(login, { username: "ada", password: WRONG });
  const forgot = await browser.open(addressOf(site, "/forgotPassword", site.query));
  const reset = await browser.submit(forgot, { username: "ada" });
  await browser.submit(reset, { code: "000000", password: NEW, confirmation: NEW });
  const renewed = await browser.submit(reset, { code: CODE, password: NEW, confirmation: NEW });
  keep("last code", answerIn(renewed).code);
  keep("last session", browser.jar.get("cognito")?.value);
  await fetch(`${site.url}/oauth2/revoke`, {
    ...{
      method: "POST",
      body: new URLSearchParams({ token: body.refresh_token ?? "", client_id, client_secret: WRONG }),
    },
  });
  return secrets;
}

/** A token's signature says enough of it. */
const essence = (secret: string): string => secret.slice(-40);

const VISITED = [
  ["GET", "/signup", 200],
  ["POST", "/signup", 200],
  ["POST", "/login", 200],
  ["POST", "/oauth2/token", 400],
  ["POST", "/oauth2/token", 200],
  ["GET", "/oauth2/userInfo", 400],
  ["GET", "/oauth2/authorize", 302],
] as const;

/** What the log says of a request to the domain. */
const line = {
  text: (method: string, path: string, status: number) =>
    new RegExp(` info {2}${method} ${path} domain=secrecy ${status} [\\d.]+ ms\n`),
  json: (method: string, path: string, status: number) =>
    new RegExp(`"method":"${method}","path":"${path}","domain":"secrecy","status":${status},"ms":[\\d.]+`),
};

it.each(["text", "json"] as const)(
  "nothing secret is in the log as %s, or in the state file",
  async (format) => {
    const lines: string[] = [];
    const log = await openLog({ level: "debug", format, write: (text) => lines.push(text) });
    const platform = { clock: movableClock(), entropy: systemEntropy(), keys: systemKeys(), log };
    const database = join(folder, `${format}.db`);
    app = await startApp(libraryConfig({ fixedCode: CODE, database, issuer: "local" }), platform);
    const secrets = await aVisit(await aDomain());
    // What was answered last is told after its answer.
    await new Promise((resolve) => setTimeout(resolve));
    log.flush();
    const written = lines.join("");
    for (const [name, secret = ""] of Object.entries(secrets))
      expect([name, written.includes(essence(secret))]).toEqual([name, false]);
    for (const given of ["?", "client_id", "redirect_uri"]) expect(written).not.toContain(given);
    // As a word: chance writes it into request ids.
    expect(written).not.toMatch(/\bada\b/);
    for (const [method, path, status] of VISITED) expect(written).toMatch(line[format](method, path, status));

    const files = readdirSync(folder).filter((name) => name.startsWith(`${format}.db`));
    const stored = Buffer.concat(files.map((name) => readFileSync(join(folder, name)))).toString("latin1");
    expect(stored).toContain("ada@example.com");
    // A client's secret can be read through the API; messages keep their codes for the inbox.
    const readable = ["secret", "CODE"];
    // Nonces wait beside the hashes of codes; they prove nothing by themselves.
    readable.push("NONCE");
    for (const [name, secret = ""] of Object.entries(secrets))
      if (!readable.includes(name)) expect([name, stored.includes(essence(secret))]).toEqual([name, false]);
  },
);

it("requests to domains that nobody has are in the log as well", async () => {
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const log = await openLog({ level: "info", format: "text", write });
  const platform = { clock: movableClock(), entropy: systemEntropy(), keys: systemKeys(), log };
  app = await startApp(libraryConfig({}), platform);
  await fetch(`${app.url}/_domains/nobodys/login?code=${CODE}`);
  await new Promise((resolve) => setTimeout(resolve));
  log.flush();
  expect(written).toMatch(/ info {2}GET \/_domains\/nobodys\/login 400 [\d.]+ ms\n$/);
  expect(written).not.toContain(CODE);
});
