// Guessing on the pages: locked and limited as through the API, by the same counters, and told on the page.
import {
  AdminSetUserMFAPreferenceCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { lastMessage, SMS, wrong } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  OAUTH,
  pageOf,
  type Shown,
  type Site,
  signInOn,
} from "./support.js";

const emulator = useEmulator();

const WRONG = "Wrong-1-password";
const NEW = { password: "N3w-password!", confirmation: "N3w-password!" };
const LOCKED = "Password attempts exceeded";
const LIMITED = "Attempt limit exceeded, please try after some time.";
const EMAIL = { email: "ada@example.com", email_verified: "true" };

const codeFor = (site: Site) => lastMessage(emulator(), { poolId: site.pool.Id }).code;

/** A site whose client code may sign in with the password as the pages do. */
const anOpenSite = (version: 1 | 2 = 1) =>
  aSite(emulator(), {
    version,
    client: { ...OAUTH, ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
  });

async function times(n: number, act: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < n; i += 1) await act();
}

describe("wrong passwords", () => {
  const guessOnPage = (site: Site) => signInOn(aBrowser(emulator()), site, {}, "ada", WRONG);
  const guessByApi = (site: Site) =>
    refusal(
      passwordAuth(emulator(), site.client, "ada", WRONG),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  const isLocked = async (site: Site) => {
    await refusal(passwordAuth(emulator(), site.client, "ada"), "NotAuthorizedException", LOCKED);
    const shown = await signInOn(aBrowser(emulator()), site);
    expect([shown.status, pageOf(shown)]).toMatchObject([200, { kind: "sign-in", error: LOCKED }]);
    expect(shown.html).toContain('value="ada"');
  };

  it.each([0, 2, 5])("%i on the page and the rest through the API lock both", async (onPage) => {
    const site = await anOpenSite();
    await aConfirmedUser(emulator(), site.pool, "ada");
    emulator().clock.freeze();
    await times(onPage, () => guessOnPage(site));
    await times(5 - onPage, () => guessByApi(site));
    await isLocked(site);
    emulator().clock.advance({ seconds: 1 });
    expect(answerIn(await signInOn(aBrowser(emulator()), site))).toHaveProperty("code");
    // A sign-in on the page starts the count anew.
    await times(4, () => guessByApi(site));
    expect(answerIn(await signInOn(aBrowser(emulator()), site))).toHaveProperty("code");
  });

  it("of names that nobody has lock alike", async () => {
    const site = await aSite(emulator(), { client: { PreventUserExistenceErrors: "ENABLED" } });
    emulator().clock.freeze();
    await times(5, () => guessOnPage(site));
    expect(pageOf(await guessOnPage(site))).toMatchObject({ kind: "sign-in", error: LOCKED });
  });

  it("are told in the page's language", async () => {
    const site = await anOpenSite(2);
    await aConfirmedUser(emulator(), site.pool, "ada");
    emulator().clock.freeze();
    await times(5, () => guessOnPage(site));
    const { error } = pageOf(await signInOn(aBrowser(emulator()), site, { lang: "de" }));
    expect(error).toBeDefined();
    expect(error).not.toBe(LOCKED);
  });
});

/** A site whose user `ada` is asked for a code by SMS. */
async function anSmsSite(): Promise<Site> {
  const site = await anOpenSite();
  const UserPoolId = site.pool.Id;
  await emulator().idp.send(
    new SetUserPoolMfaConfigCommand({
      ...{ UserPoolId, MfaConfiguration: "OPTIONAL", SmsMfaConfiguration: SMS },
    }),
  );
  await aConfirmedUser(emulator(), site.pool, "ada", {
    ...{ phone_number: "+15550100", phone_number_verified: "true" },
  });
  const SMSMfaSettings = { Enabled: true };
  await emulator().idp.send(
    new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username: "ada", SMSMfaSettings }),
  );
  return site;
}

it("wrong codes of a second factor lock, and lead back to the login page", async () => {
  const site = await anSmsSite();
  emulator().clock.freeze();
  const browser = aBrowser(emulator());
  let asked = await signInOn(browser, site);
  await times(5, async () => {
    asked = await browser.submit(asked, { code: wrong(codeFor(site)) });
    expect(pageOf(asked)).toMatchObject({ kind: "code", error: "Invalid code or auth state for the user." });
  });
  const locked = await browser.submit(asked, { code: codeFor(site) });
  expect(pageOf(locked)).toMatchObject({ kind: "sign-in", error: LOCKED });
  expect(browser.jar.has("cognito")).toBe(false);
  await refusal(passwordAuth(emulator(), site.client, "ada"), "NotAuthorizedException", LOCKED);
  emulator().clock.advance({ seconds: 1 });
  const again = await signInOn(browser, site);
  expect(answerIn(await browser.submit(again, { code: codeFor(site) }))).toHaveProperty("code");
});

describe("in an hour", () => {
  const named = ({ client }: Site) => ({ ClientId: client.ClientId, Username: "ada" });

  it("codes for forgotten passwords are asked for and tried twenty times, on the page and through the API", async () => {
    const site = await anOpenSite();
    await aConfirmedUser(emulator(), site.pool, "ada", EMAIL);
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/forgotPassword", site.query));
    let reset: Shown = form;
    await times(5, async () => {
      reset = await browser.submit(form, { username: "ada" });
      expect(pageOf(reset).kind).toBe("reset-password");
    });
    await times(5, () => emulator().idp.send(new ForgotPasswordCommand(named(site))));
    const code = codeFor(site);
    await times(5, async () => {
      const refused = await browser.submit(reset, { code: wrong(code), ...NEW });
      expect(pageOf(refused).error).toBe("Invalid verification code provided, please try again.");
    });
    const guess = { ...named(site), ConfirmationCode: wrong(code), Password: NEW.password };
    const confirm = () => emulator().idp.send(new ConfirmForgotPasswordCommand(guess));
    await times(5, () =>
      refusal(confirm(), "CodeMismatchException", "Invalid verification code provided, please try again."),
    );
    await refusal(confirm(), "LimitExceededException", LIMITED);
    const tried = await browser.submit(reset, { code, ...NEW });
    expect(pageOf(tried)).toMatchObject({ kind: "reset-password", error: LIMITED });
    expect(pageOf(await browser.submit(form, { username: "ada" }))).toMatchObject({
      ...{ kind: "forgot-password", error: LIMITED },
    });
    expect(answerIn(await signInOn(aBrowser(emulator()), site))).toHaveProperty("code");
    emulator().clock.advance({ hours: 1 });
    expect(pageOf(await browser.submit(form, { username: "ada" })).kind).toBe("reset-password");
  });

  it("codes of a new account are sent again five times", async () => {
    const site = await aSite(emulator(), {
      pool: { Schema: [{ Name: "email", Required: true, Mutable: true }] },
    });
    const browser = aBrowser(emulator());
    let waiting = await browser.submit(await browser.open(addressOf(site, "/signup", site.query)), {
      ...{ username: "ada", password: PASSWORD, confirmation: PASSWORD, "attribute.email": EMAIL.email },
    });
    await times(3, async () => {
      waiting = await browser.submit(waiting, {}, 1);
      expect(pageOf(waiting)).toMatchObject({ kind: "confirm", error: undefined });
    });
    await times(2, () => emulator().idp.send(new ResendConfirmationCodeCommand(named(site))));
    const last = codeFor(site);
    const limited = await browser.submit(waiting, {}, 1);
    expect(pageOf(limited)).toMatchObject({ kind: "confirm", error: LIMITED });
    expect(codeFor(site)).toBe(last);
    // What was sent before is still good.
    expect(answerIn(await browser.submit(limited, { code: last }))).toHaveProperty("code");
  });

  it("codes of a second factor are sent again five times, also in sign-ins of another browser", async () => {
    const site = await anSmsSite();
    const browser = aBrowser(emulator());
    let asked = await signInOn(browser, site);
    await times(4, async () => {
      asked = await browser.submit(asked, {}, 1);
      expect(pageOf(asked)).toMatchObject({ kind: "code", notice: "A new code is on its way." });
    });
    const other = aBrowser(emulator());
    const fifth = await other.submit(await signInOn(other, site), {}, 1);
    expect(pageOf(fifth)).toMatchObject({ kind: "code", notice: "A new code is on its way." });
    const last = codeFor(site);
    const limited = await other.submit(fifth, {}, 1);
    expect(pageOf(limited)).toMatchObject({ kind: "code", error: LIMITED });
    expect(codeFor(site)).toBe(last);
    // What was sent before is still good.
    expect(answerIn(await other.submit(limited, { code: last }))).toHaveProperty("code");
    emulator().clock.advance({ hours: 1 });
    const later = await browser.submit(await signInOn(browser, site), {}, 1);
    expect(pageOf(later)).toMatchObject({ kind: "code", notice: "A new code is on its way." });
  });

  it("codes of a new account are tried fifteen times", async () => {
    const site = await aSite(emulator(), {
      pool: { Schema: [{ Name: "email", Required: true, Mutable: true }] },
    });
    const browser = aBrowser(emulator());
    let waiting = await browser.submit(await browser.open(addressOf(site, "/signup", site.query)), {
      ...{ username: "ada", password: PASSWORD, confirmation: PASSWORD, "attribute.email": EMAIL.email },
    });
    const code = codeFor(site);
    await times(15, async () => {
      waiting = await browser.submit(waiting, { code: wrong(code) });
      expect(pageOf(waiting).error).toBe("Invalid verification code provided, please try again.");
    });
    expect(pageOf(await browser.submit(waiting, { code }))).toMatchObject({
      kind: "confirm",
      error: LIMITED,
    });
  });
});
