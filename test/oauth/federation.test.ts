// Where other identity providers answer: federation is not built, and these endpoints say so.
import { expect, it } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { aSite, pageOf } from "./support.js";

const emulator = useEmulator();

it.each([
  ["GET", "/oauth2/idpresponse?code=abc&state=xyz"],
  ["POST", "/oauth2/idpresponse"],
  ["POST", "/saml2/idpresponse"],
  ["GET", "/saml2/logout?SAMLResponse=abc"],
  ["POST", "/saml2/logout"],
])("%s %s", async (method, path) => {
  for (const version of [1, 2] as const) {
    const site = await aSite(emulator(), { version });
    // Larger than any form of the pages.
    const body = method === "POST" ? new URLSearchParams({ SAMLResponse: "A".repeat(100_000) }) : undefined;
    const response = await fetch(`${site.url}${path}`, { method, body });
    const { status, url, headers } = response;
    const html = await response.text();
    expect([status, pageOf({ status, url, headers, html })]).toMatchObject([
      501,
      {
        kind: "not-built",
        error: "cognito-emulator has not built federation, the sign-in with other identity providers, yet.",
      },
    ]);
    expect(html).not.toContain("AAAA");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});
