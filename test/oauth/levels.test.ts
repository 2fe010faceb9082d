// acr_values: applications that want a stronger sign-in than the browser's session had.
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { lastMessage } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aBrowser, addressOf, answerIn, aSite, CALLBACK, pageOf, token } from "./support.js";

const emulator = useEmulator();

const LEVEL = (level: number) => `urn:cognito:loa:${level}`;

async function aChoiceSite(version: 1 | 2 = 2) {
  const site = await aSite(emulator(), {
    version,
    client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"] },
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
  });
  await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
  return site;
}

describe("acr_values of managed login", () => {
  it("ask who signed in with less to do so again, and stand in the tokens", async () => {
    const site = await aChoiceSite();
    const browser = aBrowser(emulator());
    const authorize = (acr_values?: string, more = {}) =>
      browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, acr_values, ...more }));
    const factors = await browser.submit(await authorize(), { username: "ada" });
    expect(answerIn(await browser.submit(factors, { password: PASSWORD }))).toHaveProperty("code");
    expect(answerIn(await authorize(LEVEL(1)))).toHaveProperty("code");

    const login = await authorize(LEVEL(2));
    expect(pageOf(login)).toMatchObject({ kind: "sign-in" });
    expect(answerIn(await authorize(LEVEL(2), { prompt: "none" }))).toEqual({ error: "login_required" });
    const asked = await browser.submit(login, { username: "ada" });
    expect(asked.html).not.toContain('name="password"');
    const code = pageOf(asked).kind === "code" ? asked : await browser.submit(asked, { answer: "EMAIL_OTP" });
    const back = await browser.submit(code, { code: lastMessage(emulator(), { poolId: site.pool.Id }).code });
    const { body } = await token(site, {
      ...{ grant_type: "authorization_code", client_id: site.client.ClientId, redirect_uri: CALLBACK },
      code: answerIn(back).code,
    });
    expect(decodeJwt(body.id_token ?? "")).toMatchObject({ acr: LEVEL(2), amr: ["email_otp"] });
    expect(answerIn(await authorize(`${LEVEL(4)} ${LEVEL(2)}`))).toHaveProperty("code");
  });

  it("that the user can't reach are refused", async () => {
    const site = await aChoiceSite();
    const browser = aBrowser(emulator());
    const login = await browser.open(addressOf(site, "/login", { ...site.query, acr_values: LEVEL(4) }));
    expect(pageOf(await browser.submit(login, { username: "ada" }))).toMatchObject({
      ...{ kind: "sign-in", error: "The user can't satisfy any of the requested ACR values." },
    });
  });

  it("after a new password, too", async () => {
    const site = await aChoiceSite();
    const browser = aBrowser(emulator());
    const form = await browser.open(
      addressOf(site, "/forgotPassword", { ...site.query, acr_values: LEVEL(2) }),
    );
    const reset = await browser.submit(form, { username: "ada" });
    const { code } = lastMessage(emulator(), { poolId: site.pool.Id });
    const shown = await browser.submit(reset, {
      code,
      password: "N3w-password!",
      confirmation: "N3w-password!",
    });
    expect([shown.left, pageOf(shown).kind]).toEqual([undefined, "sign-in"]);
  });

  it("that nobody knows, and those of classic pages, are passed over", async () => {
    for (const [version, acr_values] of [
      [2, "gold"],
      [1, LEVEL(4)],
    ] as const) {
      const site = await aChoiceSite(version);
      const browser = aBrowser(emulator());
      const login = await browser.open(addressOf(site, "/login", { ...site.query, acr_values }));
      const factors = version === 1 ? login : await browser.submit(login, { username: "ada" });
      const back = await browser.submit(factors, {
        ...(version === 1 && { username: "ada" }),
        password: PASSWORD,
      });
      expect(answerIn(back)).toHaveProperty("code");
    }
  });
});
