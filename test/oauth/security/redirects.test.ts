// Open redirects: a domain sends browsers to its own pages and to addresses that a client registered, nowhere else.
import { beforeAll, describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../../support/builders.js";
import { useEmulator } from "../../support/emulator.js";
import { aBrowser, addressOf, aSite, CALLBACK, LOGOUT, pageOf, type Site, signInOn } from "../support.js";
import { pathOf, raw } from "./raw.js";

const emulator = useEmulator();

let site: Site;
beforeAll(async () => {
  site = await aSite(emulator());
  await aConfirmedUser(emulator(), site.pool, "ada");
});

/** Where an answer sends the browser; every address must be one of the domain or a registered one. */
const isAllowed = (location: string): boolean =>
  location.startsWith(`/_domains/${site.name}/`) ||
  [CALLBACK, LOGOUT, "myapp://callback?x=1"].some(
    (address) =>
      location === address || (/^[?#&]/.test(location.slice(address.length)) && location.startsWith(address)),
  );

const EVIL = [
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "https:evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  `${CALLBACK}.evil.example`,
  `${CALLBACK}@evil.example`,
  `${CALLBACK}%2f..%2f..`,
  `${CALLBACK}/../evil`,
  `${CALLBACK}#@evil.example`,
  `${CALLBACK}\u0000`,
  `${CALLBACK}\r\nLocation: https://evil.example`,
  ` ${CALLBACK}`,
  `${CALLBACK} `,
  CALLBACK.replace("https", "http"),
  CALLBACK.replace("app.", "APP."),
  CALLBACK.replace("//", "//evil.example\\@"),
  CALLBACK.replace("//", "//user:password@"),
  CALLBACK.replace(".com", ".com:443"),
  CALLBACK.replace(".com", ".com."),
  CALLBACK.replace("/callback", "/%63allback"),
];

describe("an address that nobody registered", () => {
  it.each(EVIL)("%j is none to come back to", async (redirect_uri) => {
    for (const path of ["/oauth2/authorize", "/login", "/signup", "/forgotPassword"])
      for (const change of [{}, { response_type: "token" }, { response_type: "x" }, { scope: "x" }]) {
        const address = addressOf(site, path, { ...site.query, ...change, redirect_uri });
        const { status, headers } = await raw(emulator(), pathOf(address));
        expect([status, headers.location]).toEqual([
          302,
          `/_domains/${site.name}/error?error=redirect_mismatch&client_id=${site.client.ClientId}`,
        ]);
      }
  });

  it.each(EVIL)("%j is none to sign out to", async (uri) => {
    for (const name of ["logout_uri", "redirect_uri"]) {
      const query = { client_id: site.client.ClientId, response_type: "code", [name]: uri };
      const { headers } = await raw(emulator(), pathOf(addressOf(site, "/logout", query)));
      expect([name, headers.location, isAllowed(headers.location ?? "")]).toEqual([
        name,
        headers.location,
        true,
      ]);
      // By way of the login page, it is refused there.
      const shown = await aBrowser(emulator()).open(addressOf(site, "/logout", query));
      expect(pageOf(shown).kind).toBe("error");
      expect(shown.left).toBeUndefined();
    }
  });

  it("that comes beside the good one makes neither good", async () => {
    const evil = `redirect_uri=${encodeURIComponent("https://evil.example")}`;
    const good = pathOf(addressOf(site, "/oauth2/authorize", site.query));
    for (const path of [`${good}&${evil}`, good.replace("?", `?${evil}&`), `${good}&redirect_uri[]=x`]) {
      const { headers } = await raw(emulator(), path);
      expect(isAllowed(headers.location ?? "")).toBe(true);
      expect(headers.location).not.toContain("evil.example");
    }
  });

  it("in the form isn't read: only the page's own address is", async () => {
    const browser = aBrowser(emulator());
    const login = await browser.open(addressOf(site, "/login", site.query));
    const back = await browser.submit(login, {
      ...{ username: "ada", password: PASSWORD },
    });
    expect(back.left).toMatch(`${CALLBACK}?code=`);
    const changed = await aBrowser(emulator()).open(addressOf(site, "/login", site.query));
    const action = /action="([^"]*)"/.exec(changed.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const csrf = /name="_csrf" value="([^"]*)"/.exec(changed.html)?.[1] ?? "";
    const { headers } = await raw(emulator(), action, {
      ...{ method: "POST", headers: { cookie: `XSRF-TOKEN=${csrf}` } },
      body: `_csrf=${csrf}&username=ada&password=${PASSWORD}&redirect_uri=https%3A%2F%2Fevil.example&state=evil`,
    });
    expect(headers.location).toMatch(new RegExp(`^${CALLBACK}\\?code=[0-9a-f-]{36}$`));
  });
});

describe("a path that isn't one", () => {
  it.each([
    "//evil.example/oauth2/authorize",
    "/\\evil.example/login",
    "/_domains/{name}//evil.example",
    "/_domains/{name}/..%2f..%2f/evil.example",
    "/_domains/{name}/oauth2/authorize/..;/login",
    "/_domains/{name}%2f..%2fevil/login",
    "/_domains/%2f%2fevil.example/login",
    "/_domains/{name}/%5cevil.example",
  ])("%s leads nowhere", async (path) => {
    for (const method of ["GET", "POST"]) {
      const query = new URLSearchParams(site.query);
      const answer = await raw(emulator(), `${path.replace("{name}", site.name)}?${query}`, {
        method,
        body: "",
      });
      expect(answer.status).toBeLessThan(500);
      const { location } = answer.headers;
      expect(location === undefined || isAllowed(location)).toBe(true);
    }
  });
});

describe("what goes along", () => {
  it.each(["\r\nSet-Cookie: a=b", "\u0000", "\u2028", "é\ud83d", "%0d%0aX: y", "#fragment", "&code=forged"])(
    "state %j neither ends the header nor adds a parameter",
    async (state) => {
      const back = await signInOn(aBrowser(emulator()), site, { state });
      const { searchParams } = new URL(back.left ?? "");
      expect([...searchParams.keys()]).toEqual(["code", "state"]);
      expect(searchParams.get("state")).toBe(state.replace(/\ud83d$/, "\ufffd"));
      expect(back.headers.get("set-cookie")).not.toContain("a=b");
    },
  );
});
