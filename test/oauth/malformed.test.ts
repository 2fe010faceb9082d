// Requests that no browser and no library would send: answered, whatever they hold, and never with a 500.
import { describe, expect, it } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { aBrowser, addressOf, aSite, signInOn } from "./support.js";

const emulator = useEmulator();

const NASTY = [
  "",
  "\0",
  "%",
  "%00",
  "../..",
  "a".repeat(5000),
  "\u{1F600}\ud800",
  "__proto__",
  "[object Object]",
  "\r\nset-cookie: a=b",
  "<x>",
  "1e999",
  "-1",
  "null",
];
const NAMES = [
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "resource",
  "lang",
  "login_hint",
  "prompt",
  "max_age",
  "identity_provider",
  "idp_identifier",
  "logout_uri",
  "error",
  "error_description",
  "other_account",
  "add_passkey",
];
const PAGES = [
  "/oauth2/authorize",
  "/login",
  "/signup",
  "/forgotPassword",
  "/confirmForgotPassword",
  "/logout",
  "/error",
  "/passkeys/add",
  "/mfa",
  "/confirmUser",
];

describe("parameters of pages", () => {
  it.each(PAGES)("%s", async (path) => {
    const site = await aSite(emulator(), { version: 2 });
    const statuses = new Set<number>();
    for (const name of NAMES)
      for (const value of NASTY) {
        const response = await fetch(addressOf(site, path, { ...site.query, [name]: value }), {
          redirect: "manual",
        });
        statuses.add(response.status);
        expect([name, value, response.status < 500 || response.status === 501]).toEqual([name, value, true]);
        expect(response.headers.getSetCookie().join()).not.toContain("a=b");
      }
    for (const query of [
      "client_id=a&client_id=b",
      "client_id[]=a",
      "client_id[a]=b",
      "%E0%A4%A",
      "&&==",
      "__proto__[a]=b",
    ])
      expect((await fetch(`${site.url}${path}?${query}`, { redirect: "manual" })).status).toBeLessThan(500);
    expect(statuses.size).toBeGreaterThan(0);
  });
});

describe("forms", () => {
  const FIELDS = [
    "username",
    "password",
    "confirmation",
    "code",
    "answer",
    "asked",
    "waiting",
    "action",
    "attribute.email",
    "credential",
    "skip",
    "email",
    "deviceName",
    "cognitoAsfData",
  ];
  const POSTS = [
    "/login",
    "/signup",
    "/confirmUser",
    "/resendcode",
    "/forgotPassword",
    "/confirmForgotPassword",
    "/mfa",
    "/mfa/register",
    "/changePassword",
    "/selectChallenge",
    "/login/passkey",
    "/passkeys/add",
  ];

  it.each(POSTS)("%s", async (path) => {
    const site = await aSite(emulator(), { version: 2 });
    const token = "a".repeat(43);
    for (const field of FIELDS)
      for (const value of NASTY) {
        const response = await fetch(addressOf(site, path, site.query), {
          ...{
            method: "POST",
            redirect: "manual",
            headers: { cookie: `XSRF-TOKEN=${token}; cognito=${"x".repeat(43)}` },
          },
          body: new URLSearchParams({ _csrf: token, username: "ada", password: "x", [field]: value }),
        });
        expect([field, value, response.status < 500 || response.status === 501]).toEqual([
          field,
          value,
          true,
        ]);
      }
  });

  it("that are too large, in pieces or of another kind", async () => {
    const site = await aSite(emulator());
    for (const path of [...POSTS, "/oauth2/token", "/oauth2/revoke", "/oauth2/userInfo", "/oauth2/authorize"])
      for (const [type, body] of [
        ["application/x-www-form-urlencoded", "a=b&".repeat(50_000)],
        ["application/x-www-form-urlencoded; charset=utf-7", "a=b"],
        ["application/x-www-form-urlencoded", "%E0%A4%A=%"],
        ["application/json", "{"],
        ["multipart/form-data", "--"],
        ["", ""],
      ] as const) {
        const response = await fetch(`${site.url}${path}?${new URLSearchParams(site.query)}`, {
          ...{ method: "POST", body, redirect: "manual", headers: { "content-type": type } },
        });
        expect([path, type, response.status < 500]).toEqual([path, type, true]);
      }
  });
});

describe("programs' endpoints", () => {
  it.each(["/oauth2/token", "/oauth2/revoke"])("%s", async (path) => {
    const site = await aSite(emulator());
    for (const name of [
      "grant_type",
      "client_id",
      "client_secret",
      "code",
      "redirect_uri",
      "code_verifier",
      "refresh_token",
      "scope",
      "token",
      "aws_client_metadata",
    ])
      for (const value of NASTY) {
        const form = { grant_type: "authorization_code", client_id: site.client.ClientId, [name]: value };
        const response = await fetch(`${site.url}${path}`, {
          method: "POST",
          body: new URLSearchParams(form),
        });
        expect([name, value, response.status < 500]).toEqual([name, value, true]);
      }
    for (const authorization of [
      "Basic",
      "Basic =",
      "Basic !!!",
      "Basic Og==",
      `Basic ${"a".repeat(5000)}`,
      "Bearer",
      "x",
    ])
      for (const endpoint of [path, "/oauth2/userInfo"])
        expect(
          (await fetch(`${site.url}${endpoint}`, { method: "POST", headers: { authorization } })).status,
        ).toBeLessThan(500);
  });
});

it("a name with a NUL in it signs nobody in", async () => {
  const site = await aSite(emulator());
  const shown = await signInOn(aBrowser(emulator()), site, {}, "a\0b", "x");
  expect(shown.status).toBe(200);
});
