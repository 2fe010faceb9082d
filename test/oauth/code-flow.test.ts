// The authorization code flow by plain HTTP: from the login page to tokens.

import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aBrowser, addressOf, answerIn, aSite, CALLBACK, pageOf, token } from "./support.js";

const emulator = useEmulator();

describe("authorization code flow", () => {
  it("leads from the login page to tokens", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const browser = aBrowser(emulator());
    const verifier = randomBytes(32).toString("base64url");
    const login = await browser.open(
      addressOf(site, "/oauth2/authorize", {
        ...site.query,
        ...{ scope: "openid email", state: "a b&c", nonce: "n-1", code_challenge_method: "S256" },
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      }),
    );
    expect(login.url).toContain(`${site.url}/login?`);
    expect(pageOf(login)).toMatchObject({ kind: "sign-in" });

    const back = await browser.submit(login, { username: "ada", password: "Corr3ct-Horse!" });
    expect(back.left).toMatch(/^https:\/\/app\.example\.com\/callback\?code=[0-9a-f-]{36}&state=a\+b%26c$/);
    const { status, body } = await token(site, {
      ...{ grant_type: "authorization_code", client_id: site.client.ClientId, redirect_uri: CALLBACK },
      ...{ code: answerIn(back).code, code_verifier: verifier },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{
        id_token: expect.any(String),
        access_token: expect.any(String),
        refresh_token: expect.any(String),
      },
      ...{ expires_in: 3600, token_type: "Bearer" },
    });
    expect(decodeJwt(body.id_token ?? "")).toMatchObject({
      ...{ nonce: "n-1", email: "ada@example.com", email_verified: true, token_use: "id" },
      at_hash: createHash("sha256")
        .update(body.access_token ?? "")
        .digest()
        .subarray(0, 16)
        .toString("base64url"),
    });
    expect(decodeJwt(body.access_token ?? "")).toMatchObject({
      scope: "openid email",
      version: 2,
      username: "ada",
    });
  });
});
