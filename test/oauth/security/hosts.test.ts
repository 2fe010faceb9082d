// Hosts: who asks by which name gets that name's pages, and a name that anybody could make up leads nowhere.
import { beforeAll, describe, expect, it } from "vitest";
import { aConfirmedUser } from "../../support/builders.js";
import { useEmulator } from "../../support/emulator.js";
import { aBrowser, addressOf, answerIn, aSite, type Site, signInOn } from "../support.js";
import { pathOf, raw } from "./raw.js";

const emulator = useEmulator({ issuer: "local" });

let site: Site;
let neighbour: Site;
let port: string;
beforeAll(async () => {
  [site, neighbour] = [await aSite(emulator()), await aSite(emulator())];
  await aConfirmedUser(emulator(), site.pool, "ada");
  await aConfirmedUser(emulator(), neighbour.pool, "ada");
  port = new URL(emulator().url).port;
});

const query = (of: Site) => new URLSearchParams(of.query);
const hostOf = (of: Site) => `${of.name}.auth.localhost:${port}`;

describe("a Host that isn't the emulator's", () => {
  it.each([
    "evil.example",
    "localhost.evil.example",
    "site-1.auth.localhost.evil.example",
    "evil.example:80",
    "localhost@evil.example",
    "127.0.0.1.evil.example",
    "xn--localhost.example",
  ])("%s gets no page by path", async (host) => {
    const answer = await raw(emulator(), `/_domains/${site.name}/login?${query(site)}`, {
      headers: { host },
    });
    expect([answer.status, answer.text]).toEqual([400, "User pool domain does not exist.\n"]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("is believed from no header but Host", async () => {
    const headers = {
      ...{ "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" },
      ...{ "x-original-url": "/evil", "x-rewrite-url": "/evil", "x-host": "evil.example" },
    };
    for (const path of [
      `/_domains/${site.name}/login?${query(site)}`,
      `/${site.pool.Id}/.well-known/openid-configuration`,
    ]) {
      const answer = await raw(emulator(), path, { headers });
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain("evil.example");
    }
  });

  it.each(["", "/", "/evil", "?evil", "#evil", "\\evil", " evil", "@evil.example", ":port"])(
    "with %j behind the domain's name puts nothing of it into a document",
    async (behind) => {
      const host = `${site.name}.auth.localhost${behind}`;
      const answer = await raw(emulator(), `/.well-known/openid-configuration`, { headers: { host } });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain("evil");
    },
  );
});

describe("two pools", () => {
  it("by Host: each knows its own clients only", async () => {
    const mixed = await raw(emulator(), `/login?${query(neighbour)}`, { headers: { host: hostOf(site) } });
    expect(decodeURIComponent(mixed.headers.location ?? "").replaceAll("+", " ")).toContain(
      `User pool client ${neighbour.client.ClientId} does not exist.`,
    );
    const own = await raw(emulator(), `/login?${query(site)}`, { headers: { host: hostOf(site) } });
    expect(own.status).toBe(200);
  });

  it("by Host, a path of another domain is none", async () => {
    const answer = await raw(emulator(), `/_domains/${neighbour.name}/login?${query(neighbour)}`, {
      headers: { host: hostOf(site) },
    });
    expect([answer.status, answer.text]).toEqual([404, '{"message":"Not Found"}']);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("a session of one is none in the other, in both forms", async () => {
    const browser = aBrowser(emulator());
    await signInOn(browser, site);
    const cookie = `cognito=${browser.jar.get("cognito")?.value}`;
    const ask = (path: string, headers: Record<string, string> = {}) =>
      raw(emulator(), path, { headers: { ...headers, cookie } });
    const byPath = (of: Site) => pathOf(addressOf(of, "/oauth2/authorize", of.query));
    const byHost = `/oauth2/authorize?${query(neighbour)}`;
    expect((await ask(byPath(site))).headers.location).toContain("code=");
    expect((await ask(byPath(neighbour))).headers.location).toContain("/login?");
    expect((await ask(byHost, { host: hostOf(neighbour) })).headers.location).toContain("/login?");
  });

  it("cookies of the path form are for the domain's own path", async () => {
    const browser = aBrowser(emulator());
    expect(answerIn(await signInOn(browser, site))).toHaveProperty("code");
    for (const { path } of browser.jar.values()) expect(path).toBe(`/_domains/${site.name}`);
  });
});

it.each([
  "/_emulator/health",
  "/_emulator/messages",
  "/_EMULATOR/health",
  "/_domains/nobody/login",
  "/_emulator",
])("a domain's Host has no %s", async (path) => {
  for (const method of ["GET", "POST", "DELETE"]) {
    const answer = await raw(emulator(), path, { method, headers: { host: hostOf(site) } });
    expect([answer.status, answer.text]).toEqual([404, '{"message":"Not Found"}']);
  }
});
