// What everybody may write into a page stays text, and every page tells browsers to keep it to itself.
import {
  AdminCreateUserCommand,
  CreateTermsCommand,
  SetUICustomizationCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { lastMessage } from "../../support/accounts.js";
import { codeOf } from "../../support/authenticator.js";
import { aConfirmedUser, PASSWORD } from "../../support/builders.js";
import { FUNCTION, useTriggers } from "../../triggers/obedient.js";
import { aBrowser, addressOf, answerIn, aSite, pageOf, type Shown, signInOn } from "../support.js";
import { pathOf, raw } from "./raw.js";

const { emulator, tell } = useTriggers();

/** Ends attributes, elements, scripts and styles, and is a username that Cognito accepts. */
const EVIL = `'"></script></style></title><x-evil/onload=alert(1)>{{7*7}}\${7*7}`;

/** What must be true of any page, whatever was typed. */
function requireHarmless({ html, headers, status }: Pick<Shown, "html" | "headers" | "status">): void {
  expect(html).not.toMatch(/<x-evil/i);
  expect(html).not.toMatch(/<[^>]*\son[a-z]+\s*=/i);
  expect(html).not.toMatch(/(?:href|src|action)="\s*(?:javascript|data:text|vbscript)/i);
  const policy = headers.get("content-security-policy") ?? "";
  const nonce = /script-src 'nonce-([\w-]{22})'/.exec(policy)?.[1];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  // Scripts and styles are the page's own, or there are none.
  for (const [tag] of html.matchAll(/<(?:script|style)[^>]*>/g))
    expect(tag.includes(`nonce="${nonce}"`) || /style-src 'unsafe-inline'/.test(policy)).toBe(true);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe/);
  expect(Object.fromEntries(headers)).toMatchObject({
    ...{ "x-frame-options": "DENY", "x-content-type-options": "nosniff", "referrer-policy": "same-origin" },
    ...{ "cache-control": expect.stringContaining("no-store"), "content-type": "text/html; charset=utf-8" },
  });
  for (const [, form = ""] of html.matchAll(/<form[^>]*>(.*?)<\/form>/gs))
    expect(form).toMatch(/name="_csrf" value="[\w-]{43}"/);
  expect(status === 501 || status < 500).toBe(true);
}

/** A browser that looks at each page that it gets. */
function aWatcher() {
  const browser = aBrowser(emulator());
  const kinds: (string | undefined)[] = [];
  const watch = (shown: Shown): Shown => {
    if (shown.left === undefined) {
      requireHarmless(shown);
      kinds.push(pageOf(shown).kind);
    }
    return shown;
  };
  return {
    kinds,
    open: async (address: string) => watch(await browser.open(address)),
    submit: async (shown: Shown, fields: Record<string, string>, which?: number) =>
      watch(await browser.submit(shown, fields, which)),
  };
}

const nonceOf = ({ headers }: Shown): string =>
  /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "";

describe.each([
  ["classic pages", 1],
  ["managed login", 2],
] as const)("%s", (_name, version) => {
  it("keep every parameter text", async () => {
    const site = await aSite(emulator(), { version });
    const watcher = aWatcher();
    const names = [
      "state",
      "nonce",
      "login_hint",
      "lang",
      "prompt",
      "max_age",
      "acr_values",
      "scope",
      "resource",
    ];
    const more = [
      "code_challenge",
      "identity_provider",
      "idp_identifier",
      "client_id",
      "redirect_uri",
      "unknown",
    ];
    for (const name of [...names, ...more])
      for (const path of ["/login", "/signup", "/forgotPassword", "/oauth2/authorize"])
        await watcher.open(addressOf(site, path, { ...site.query, [name]: EVIL }));
    for (const name of ["error", "error_description", "client_id", "lang"])
      await watcher.open(addressOf(site, "/error", { [name]: EVIL }));
    expect(new Set(watcher.kinds)).toEqual(
      new Set(["sign-in", "sign-up", "forgot-password", "error", "federation"]),
    );
  });

  it("keep text what people type, and what functions answer", async () => {
    const site = await aSite(emulator(), {
      version,
      pool: {
        Schema: [{ Name: "email", Required: true, Mutable: true }],
        LambdaConfig: { PreSignUp: FUNCTION, PreAuthentication: FUNCTION },
      },
    });
    const watcher = aWatcher();
    const query = { ...site.query, state: EVIL };
    const login = await watcher.open(addressOf(site, "/login", query));
    await watcher.submit(login, { username: EVIL, password: EVIL });
    const fields = { username: EVIL, password: PASSWORD, confirmation: PASSWORD };
    const page = await watcher.open(addressOf(site, "/signup", query));
    const differing = await watcher.submit(page, { ...fields, confirmation: EVIL, "attribute.email": EVIL });
    tell(site.pool, { PreSignUp: { error: EVIL }, PreAuthentication: { error: EVIL } });
    const refused = await watcher.submit(differing, { ...fields, "attribute.email": "eve@example.com" });
    expect(pageOf(refused).error).toContain("PreSignUp failed with error");
    tell(site.pool, { PreAuthentication: { error: EVIL } });
    const waiting = await watcher.submit(refused, { ...fields, "attribute.email": "eve@example.com" });
    expect(pageOf(waiting).kind).toBe("confirm");
    const wrong = await watcher.submit(waiting, { code: EVIL });
    const resent = await watcher.submit(wrong, {}, 1);
    const { code } = lastMessage(emulator(), { poolId: site.pool.Id });
    const blocked = await watcher.submit(resent, { code });
    expect(pageOf(blocked).error).toContain("PreAuthentication failed with error");
    const forgot = await watcher.open(addressOf(site, "/forgotPassword", query));
    const reset = await watcher.submit(forgot, { username: EVIL });
    await watcher.submit(reset, { code: EVIL, password: PASSWORD, confirmation: PASSWORD });
    tell(site.pool, {});
    const back = await watcher.submit(await watcher.open(addressOf(site, "/login", query)), {
      ...{ username: EVIL, password: PASSWORD },
    });
    expect(answerIn(back)).toMatchObject({ state: EVIL });
    const known = await watcher.open(addressOf(site, "/login", query));
    expect(pageOf(known).kind).toBe("account");
    expect(known.html).toContain("&lt;x-evil");
  });

  it("keep text what is asked on the way in", async () => {
    const site = await aSite(emulator(), { version, pool: { MfaConfiguration: "OFF" } });
    await emulator().idp.send(
      new SetUserPoolMfaConfigCommand({
        ...{ UserPoolId: site.pool.Id, MfaConfiguration: "ON" },
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
    await emulator().idp.send(
      new AdminCreateUserCommand({
        ...{
          UserPoolId: site.pool.Id,
          Username: EVIL,
          TemporaryPassword: PASSWORD,
          MessageAction: "SUPPRESS",
        },
      }),
    );
    const watcher = aWatcher();
    const login = await watcher.open(addressOf(site, "/login", site.query));
    const change = await watcher.submit(login, { username: EVIL, password: PASSWORD });
    const weak = await watcher.submit(change, { password: EVIL, confirmation: EVIL.slice(1) });
    const password = "N3w-password!";
    const register = await watcher.submit(weak, { password, confirmation: password });
    const authenticator = await watcher.submit(register, {});
    expect(pageOf(authenticator).kind).toBe("authenticator");
    const secret = /<code[^>]*>([A-Z2-7\s]+)<\/code>/.exec(authenticator.html)?.[1]?.replaceAll(/\s/g, "");
    const failed = await watcher.submit(authenticator, { code: EVIL, deviceName: EVIL });
    const done = await watcher.submit(failed, { code: codeOf(emulator(), secret), deviceName: EVIL });
    expect(answerIn(done)).toHaveProperty("code");
    const second = aWatcher();
    const again = await second.open(addressOf(site, "/login", site.query));
    const asked = await second.submit(again, { username: EVIL, password });
    expect(pageOf(asked).kind).toBe("code");
    await second.submit(asked, { code: EVIL });
    // Steps that are opened by hand, and links of messages.
    for (const path of ["/mfa", "/mfa/register", "/verifyCode", "/changePassword", "/confirmForgotPassword"])
      await second.open(addressOf(site, path, { ...site.query, asked: EVIL }));
  });

  it("have a nonce of their own each time", async () => {
    const site = await aSite(emulator(), { version });
    const open = () => aBrowser(emulator()).open(addressOf(site, "/login", site.query));
    const nonces = new Set([nonceOf(await open()), nonceOf(await open()), nonceOf(await open())]);
    expect([nonces.size, nonces.has("")]).toEqual([3, false]);
  });
});

describe("looks", () => {
  it.each([
    "/* </style><x-evil> */",
    ".label-customizable { color: red } /* </style><script>alert(1)</script> */",
    '.label-customizable { color: "/*" } </style><x-evil> .label-customizable { color: "*/" }',
    ".label-customizable { background: url(javascript:alert(1)) }",
    ".label-customizable { color: red } </StYlE ><x-evil>",
  ])("a style sheet ends where the page says: %s", async (CSS) => {
    const site = await aSite(emulator());
    await emulator()
      .idp.send(new SetUICustomizationCommand({ UserPoolId: site.pool.Id, CSS }))
      .catch((error: Error) => expect(error.name).toBe("InvalidParameterException"));
    const shown = await aBrowser(emulator()).open(addressOf(site, "/login", site.query));
    requireHarmless(shown);
    expect(shown.html.match(/<\/style/gi)).toHaveLength(1);
    expect(shown.html).not.toContain("alert(1)</script>");
  });

  it("terms lead to web pages, not to scripts", async () => {
    const site = await aSite(emulator(), { version: 2 });
    for (const TermsName of ["terms-of-use", "privacy-policy"])
      await emulator()
        .idp.send(
          new CreateTermsCommand({
            ...{ UserPoolId: site.pool.Id, ClientId: site.client.ClientId, TermsName, TermsSource: "LINK" },
            ...{ Enforcement: "NONE", Links: { "cognito:default": "javascript:alert(1)" } },
          }),
        )
        .catch((error: Error) => expect(error.name).toBe("InvalidParameterException"));
    requireHarmless(await aBrowser(emulator()).open(addressOf(site, "/signup", site.query)));
  });
});

describe("links of messages", () => {
  it("say what became of them, and nothing that they brought along", async () => {
    const site = await aSite(emulator());
    for (const query of [
      {},
      { client_id: EVIL, user_name: EVIL, confirmation_code: EVIL },
      { client_id: site.client.ClientId, user_name: EVIL, confirmation_code: "123456" },
    ]) {
      const { html, headers, status } = await aBrowser(emulator()).open(
        addressOf(site, "/confirmUser", query),
      );
      expect(html).not.toMatch(/<x-evil/);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect([400, 404]).toContain(status);
    }
  });
});

describe("requests that are none", () => {
  const ODD = [
    "client_id=%",
    "client_id=%ff%fe",
    "client_id[]=a&client_id[$ne]=b",
    "__proto__=x&constructor=y",
    "&&=&=",
  ];
  it.each([...ODD, `state=${"x".repeat(8000)}`, `scope=${"a+".repeat(2000)}`])(
    "never break anything: %.40s",
    async (odd) => {
      const site = await aSite(emulator());
      const good = new URLSearchParams(site.query);
      for (const path of ["/oauth2/authorize", "/login", "/signup", "/logout", "/error", "/confirmUser"])
        for (const query of [odd, `${good}&${odd}`, `${odd}&${good}`]) {
          const { status } = await raw(emulator(), pathOf(`${site.url}${path}?${query}`));
          expect(status).toBeLessThan(500);
        }
      for (const path of [
        "/oauth2/token",
        "/oauth2/revoke",
        "/oauth2/userInfo",
        "/oauth2/authorize",
        "/login",
      ]) {
        const post = { method: "POST", body: odd };
        expect((await raw(emulator(), pathOf(`${site.url}${path}`), post)).status).toBeLessThan(500);
      }
    },
  );

  it.each<[string, Record<string, string>, string | undefined]>([
    ["a body that is too large", {}, `a=${"x".repeat(100_000)}`],
    ["an unknown encoding", { "content-encoding": "x-evil" }, "a=b"],
    [
      "a character set that nobody has",
      { "content-type": "application/x-www-form-urlencoded; charset=x" },
      "a=b",
    ],
    ["too many fields", {}, "a=b&".repeat(2000)],
    ["no body", {}, undefined],
    ["another type", { "content-type": "multipart/form-data; boundary=x" }, "--x--"],
  ])("are the client's fault: %s", async (_name, headers, body) => {
    const site = await aSite(emulator());
    for (const path of ["/oauth2/token", "/oauth2/revoke", "/login", "/oauth2/authorize"]) {
      const { status, text } = await raw(emulator(), pathOf(`${site.url}${path}`), {
        method: "POST",
        headers,
        body,
      });
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|at .*\.js:/);
    }
  });
});

it("the page of a living session is harmless", async () => {
  const site = await aSite(emulator(), { version: 2 });
  await aConfirmedUser(emulator(), site.pool, "ada");
  const browser = aBrowser(emulator());
  await signInOn(browser, site);
  requireHarmless(await browser.open(addressOf(site, "/login", site.query)));
});
