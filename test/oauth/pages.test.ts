// What people do on the pages: every way to sign in, to get an account and to get back in.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { account, lastMessage, SMS, wrong } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import { aConfirmedUser, attributeList, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aBrowser, addressOf, answerIn, aSite, pageOf, type Shown, type Site, signInOn } from "./support.js";

const emulator = useEmulator();

const done = (shown: Shown) =>
  expect(answerIn(shown)).toEqual({ code: expect.stringMatching(/^[0-9a-f-]{36}$/) });
const codeFor = (site: Site) => lastMessage(emulator(), { poolId: site.pool.Id }).code;

const mfa = (site: Site, input: object) =>
  emulator().idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: site.pool.Id, ...input }));

describe("the password", () => {
  it("that is wrong is asked for again, with the username kept", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada");
    const browser = aBrowser(emulator());
    const refused = await signInOn(browser, site, { state: "s" }, "ada", "Wrong-1-password");
    expect([refused.status, pageOf(refused)]).toMatchObject([
      200,
      { kind: "sign-in", error: "Incorrect username or password." },
    ]);
    expect(refused.html).toContain('value="ada"');
    expect(refused.html).not.toContain("Wrong-1-password");
    expect(browser.jar.has("cognito")).toBe(false);
    expect(answerIn(await browser.submit(refused, { username: "ada", password: PASSWORD }))).toMatchObject({
      state: "s",
    });
  });

  it("that is guessed too often locks, as through the API", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada");
    for (let tries = 0; tries < 5; tries += 1)
      await signInOn(aBrowser(emulator()), site, {}, "ada", "Wrong-1-password");
    expect(pageOf(await signInOn(aBrowser(emulator()), site))).toMatchObject({
      error: "Password attempts exceeded",
    });
  });

  it("works for a client with a secret, whatever flows its own code may use", async () => {
    const site = await aSite(emulator(), {
      client: { GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] },
    });
    await aConfirmedUser(emulator(), site.pool, "ada");
    done(await signInOn(aBrowser(emulator()), site));
  });

  it("that is temporary has to be changed, and required attributes to be added", async () => {
    const site = await aSite(emulator(), {
      pool: { Schema: [{ Name: "given_name", Required: true, Mutable: true }] },
    });
    await emulator().idp.send(
      new AdminCreateUserCommand({
        UserPoolId: site.pool.Id,
        Username: "ada",
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
      }),
    );
    const browser = aBrowser(emulator());
    const change = await signInOn(browser, site);
    expect(pageOf(change)).toMatchObject({ kind: "new-password" });
    const given = { "attribute.given_name": "Ada" };
    const differing = await browser.submit(change, {
      password: "N3w-password!",
      confirmation: "other",
      ...given,
    });
    expect(pageOf(differing)).toMatchObject({ kind: "new-password", error: "The passwords do not match." });
    const weak = await browser.submit(differing, { password: "weak", confirmation: "weak", ...given });
    expect(pageOf(weak).error).toContain("Password does not conform to policy");
    done(await browser.submit(weak, { password: "N3w-password!", confirmation: "N3w-password!", ...given }));
    expect((await account(emulator(), site.pool, "ada")).attributes).toMatchObject({ given_name: "Ada" });
  });

  it("that was reset leads to a code and a new one", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
    await emulator().idp.send(
      new AdminResetUserPasswordCommand({ UserPoolId: site.pool.Id, Username: "ada" }),
    );
    const browser = aBrowser(emulator());
    const reset = await signInOn(browser, site);
    expect(pageOf(reset)).toMatchObject({ kind: "reset-password" });
    done(
      await browser.submit(reset, {
        code: codeFor(site),
        password: "N3w-password!",
        confirmation: "N3w-password!",
      }),
    );
  });
});

describe("a new password", () => {
  it.each(["x", " Corr3ct-Horse!"])(
    "that the API doesn't even read (%j) is refused in a person's words",
    async (password) => {
      const site = await aSite(emulator());
      const browser = aBrowser(emulator());
      const form = await browser.open(addressOf(site, "/signup", site.query));
      const refused = await browser.submit(form, { username: "ada", password, confirmation: password });
      expect(pageOf(refused)).toMatchObject({
        ...{ kind: "sign-up", error: "Password did not conform with policy." },
      });
    },
  );
});

describe("second factors", () => {
  it("by e-mail and by text message", async () => {
    const site = await aSite(emulator(), {
      pool: {
        ...SMS,
        MfaConfiguration: "OFF",
        EmailConfiguration: {
          EmailSendingAccount: "DEVELOPER",
          SourceArn: "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
        },
      },
    });
    await mfa(site, {
      ...{ MfaConfiguration: "OPTIONAL", SmsMfaConfiguration: SMS, EmailMfaConfiguration: {} },
    });
    await aConfirmedUser(emulator(), site.pool, "ada", {
      ...{
        email: "ada@example.com",
        email_verified: "true",
        phone_number: "+15550100",
        phone_number_verified: "true",
      },
    });
    await emulator().idp.send(
      new AdminSetUserMFAPreferenceCommand({
        ...{ UserPoolId: site.pool.Id, Username: "ada" },
        ...{ SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } },
      }),
    );
    for (const answer of ["SMS_MFA", "EMAIL_OTP"]) {
      const browser = aBrowser(emulator());
      const options = await signInOn(browser, site);
      expect(pageOf(options)).toMatchObject({ kind: "mfa-options" });
      const asked = await browser.submit(options, { answer });
      expect(pageOf(asked)).toMatchObject({ kind: "code" });
      const refused = await browser.submit(asked, { code: wrong(codeFor(site)) });
      expect(pageOf(refused)).toMatchObject({
        kind: "code",
        error: "Invalid code or auth state for the user.",
      });
      expect(browser.jar.has("cognito")).toBe(false);
      done(await browser.submit(refused, { code: codeFor(site) }));
    }
  });

  it("by an authenticator that is set up on the way, and asked for from then on", async () => {
    const site = await aSite(emulator());
    await mfa(site, { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const browser = aBrowser(emulator());
    const setUp = await signInOn(browser, site);
    expect(pageOf(setUp)).toMatchObject({ kind: "mfa-register" });
    const shown = await browser.submit(setUp, {});
    expect(pageOf(shown)).toMatchObject({ kind: "authenticator" });
    const secret = /<code[^>]*>\s*([A-Z2-7\s]+?)\s*<\/code>/.exec(shown.html)?.[1]?.replaceAll(/\s/g, "");
    const refused = await browser.submit(shown, { code: "000000", deviceName: "phone" });
    expect(pageOf(refused)).toMatchObject({ kind: "authenticator", error: expect.stringContaining("ode") });
    done(await browser.submit(refused, { code: codeOf(emulator(), secret), deviceName: "phone" }));

    nextCode(emulator());
    const later = aBrowser(emulator());
    const asked = await signInOn(later, site);
    expect(pageOf(asked)).toMatchObject({ kind: "code" });
    expect(asked.html).toContain("phone");
    done(await later.submit(asked, { code: codeOf(emulator(), secret) }));
  });

  const smsOnly = async (version: 1 | 2 = 2) => {
    const site = await aSite(emulator(), { pool: { ...SMS, MfaConfiguration: "OFF" }, version });
    await mfa(site, { MfaConfiguration: "ON", SmsMfaConfiguration: SMS });
    return site;
  };

  it.each([
    ["nobody's address", {}],
    ["an e-mail address", { email: "ada@example.com" }],
  ])("by text message to a number that is registered on the way, of who has %s", async (_, attributes) => {
    const site = await smsOnly();
    await aConfirmedUser(emulator(), site.pool, "ada", attributes);
    const browser = aBrowser(emulator());
    const setUp = await signInOn(browser, site);
    expect(pageOf(setUp)).toMatchObject({ kind: "mfa-register" });
    const refused = await browser.submit(setUp, { phone: "12" });
    expect(pageOf(refused)).toMatchObject({ kind: "mfa-register", error: "Invalid phone number format." });
    const asked = await browser.submit(refused, { phone: "+15555550123" });
    expect(pageOf(asked)).toMatchObject({ kind: "code" });
    done(await browser.submit(asked, { code: codeFor(site) }));
    const { attributes: known } = await account(emulator(), site.pool, "ada");
    expect(known).toMatchObject({ phone_number: "+15555550123", phone_number_verified: "true" });
    expect(pageOf(await signInOn(aBrowser(emulator()), site))).toMatchObject({ kind: "code" });
  });

  it("that are a number to register are the pages' own: the code of a client can't", async () => {
    const site = await smsOnly();
    await aConfirmedUser(emulator(), site.pool, "ada");
    const auth = { ClientId: site.client.ClientId };
    const AuthParameters = { USERNAME: "ada", PASSWORD };
    const { Session } = await emulator().idp.send(
      new InitiateAuthCommand({ ...auth, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
    );
    const ChallengeResponses = { USERNAME: "ada", PHONE_NUMBER: "+15555550123" };
    const answer = new RespondToAuthChallengeCommand({
      ...{ ...auth, ChallengeName: "MFA_SETUP", Session, ChallengeResponses },
    });
    await refusal(emulator().idp.send(answer), "NotAuthorizedException", "Invalid session for the user.");
  });

  it("are sent again, after which the code of before is good no longer", async () => {
    const site = await smsOnly(1);
    await aConfirmedUser(emulator(), site.pool, "ada", { phone_number: "+15555550123" });
    const browser = aBrowser(emulator());
    const asked = await signInOn(browser, site);
    const before = codeFor(site);
    const again = await browser.submit(asked, {}, 1);
    expect(pageOf(again)).toMatchObject({ kind: "code", notice: "A new code is on its way." });
    expect(codeFor(site)).not.toBe(before);
    expect(pageOf(await browser.submit(again, { code: before }))).toMatchObject({
      ...{ kind: "code", error: "Invalid code or auth state for the user." },
    });
    // Back in the history: the question of before is over.
    const over = "Your session has expired. Please sign in again.";
    expect(pageOf(await browser.submit(asked, {}, 1))).toMatchObject({ kind: "sign-in", error: over });
    expect(pageOf(await browser.submit(asked, { code: codeFor(site) }))).toMatchObject({
      ...{ kind: "sign-in", error: over },
    });
    done(await browser.submit(again, { code: codeFor(site) }));
    // In a tab that was left open, a link leads on.
    const stale = await browser.submit(again, { code: codeFor(site) });
    expect([stale.status, pageOf(stale).error]).toEqual([403, "Invalid CSRF token"]);
    expect(stale.html).toContain(`href="/_domains/${site.name}/login?client_id=`);
  });

  it("are not sent again to who was disabled meanwhile", async () => {
    const site = await smsOnly(1);
    await aConfirmedUser(emulator(), site.pool, "ada", { phone_number: "+15555550123" });
    const browser = aBrowser(emulator());
    const asked = await signInOn(browser, site);
    const before = codeFor(site);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: site.pool.Id, Username: "ada" }));
    expect(pageOf(await browser.submit(asked, {}, 1))).toMatchObject({
      ...{ kind: "sign-in", error: "User is disabled." },
    });
    expect(codeFor(site)).toBe(before);
  });

  it("are not skipped by a state that was made up, for another client, or too old", async () => {
    const site = await aSite(emulator());
    await mfa(site, { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const browser = aBrowser(emulator());
    const setUp = await signInOn(browser, site);
    const forged = { ...setUp, html: setUp.html.replace(/(name="asked" value=")[^"]{10}/, "$1AAAAAAAAAA") };
    const expired = "Your session has expired. Please sign in again.";
    expect(pageOf(await browser.submit(forged, {}))).toMatchObject({ kind: "sign-in", error: expired });
    emulator().clock.advance({ minutes: 4 });
    expect(pageOf(await browser.submit(setUp, {}))).toMatchObject({
      ...{ kind: "sign-in", error: expired },
    });
    emulator().clock.advance({ minutes: 20 });
    expect(pageOf(await browser.submit(setUp, {}))).toMatchObject({ kind: "sign-in", error: expired });
  });
});

describe("choice of the first factor in managed login", () => {
  const choice = () =>
    aSite(emulator(), {
      version: 2,
      client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"] },
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    });

  it("asks for the user, then for a factor: a code by e-mail", async () => {
    const site = await choice();
    await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const browser = aBrowser(emulator());
    const login = await browser.open(addressOf(site, "/login", site.query));
    expect(login.html).not.toContain('name="password"');
    const factors = await browser.submit(login, { username: "ada" });
    expect(pageOf(factors)).toMatchObject({ kind: "select-challenge" });
    const first = await browser.submit(factors, { answer: "EMAIL_OTP" });
    expect(pageOf(first)).toMatchObject({ kind: "code" });
    const before = codeFor(site);
    const asked = await browser.submit(first, {}, 1);
    expect([pageOf(asked).kind, codeFor(site) === before]).toEqual(["code", false]);
    done(await browser.submit(asked, { code: codeFor(site) }));
  });

  it("takes the password there", async () => {
    const site = await choice();
    await aConfirmedUser(emulator(), site.pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const browser = aBrowser(emulator());
    const login = await browser.open(addressOf(site, "/login", site.query));
    const factors = await browser.submit(login, { username: "ada" });
    const refused = await browser.submit(factors, { password: "Wrong-1-password" });
    expect(pageOf(refused).error).toBe("Incorrect username or password.");
    const again = await browser.submit(await browser.open(addressOf(site, "/login", site.query)), {
      username: "ada",
    });
    done(await browser.submit(again, { password: PASSWORD }));
  });
});

describe("a new account", () => {
  const EMAIL = { Schema: [{ Name: "email", Required: true, Mutable: true }] };

  it("is signed up, confirmed by a code, and signed in", async () => {
    const site = await aSite(emulator(), { pool: EMAIL });
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/signup", { ...site.query, state: "s" }));
    expect(pageOf(form)).toMatchObject({ kind: "sign-up" });
    const fields = { username: "ada", "attribute.email": "ada@example.com", password: PASSWORD };
    const differing = await browser.submit(form, { ...fields, confirmation: "other" });
    expect(pageOf(differing)).toMatchObject({ kind: "sign-up", error: "The passwords do not match." });
    const waiting = await browser.submit(differing, { ...fields, confirmation: PASSWORD });
    expect(pageOf(waiting)).toMatchObject({ kind: "confirm" });
    expect(waiting.html).toContain("a***@e***");
    expect(waiting.html).not.toContain(PASSWORD);
    const refused = await browser.submit(waiting, { code: wrong(codeFor(site)) });
    expect(pageOf(refused)).toMatchObject({
      kind: "confirm",
      error: "Invalid verification code provided, please try again.",
    });
    const before = codeFor(site);
    const resent = await browser.submit(refused, {}, 1);
    expect([pageOf(resent).kind, codeFor(site) === before]).toEqual(["confirm", false]);
    expect(answerIn(await browser.submit(resent, { code: codeFor(site) }))).toEqual({
      code: expect.any(String),
      state: "s",
    });
    expect((await account(emulator(), site.pool, "ada")).status).toBe("CONFIRMED");
  });

  it("has an address for a username where the pool wants it", async () => {
    const site = await aSite(emulator(), { pool: { UsernameAttributes: ["email"] } });
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/signup", site.query));
    expect(form.html).not.toContain('name="username"');
    const waiting = await browser.submit(form, {
      "attribute.email": "ada@example.com",
      password: PASSWORD,
      confirmation: PASSWORD,
    });
    done(await browser.submit(waiting, { code: codeFor(site) }));
  });

  it("that waits for its code is asked for it at the next sign-in", async () => {
    const site = await aSite(emulator(), { pool: EMAIL });
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/signup", site.query));
    const fields = {
      username: "ada",
      "attribute.email": "ada@example.com",
      password: PASSWORD,
      confirmation: PASSWORD,
    };
    await browser.submit(form, fields);
    const later = aBrowser(emulator());
    const waiting = await signInOn(later, site);
    expect(pageOf(waiting)).toMatchObject({ kind: "confirm" });
    done(await later.submit(waiting, { code: codeFor(site) }));
  });

  it("is refused in the API's words", async () => {
    const site = await aSite(emulator(), { pool: EMAIL });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/signup", site.query));
    const fields = {
      username: "ada",
      "attribute.email": "ada@example.com",
      password: PASSWORD,
      confirmation: PASSWORD,
    };
    expect(pageOf(await browser.submit(form, fields))).toMatchObject({
      kind: "sign-up",
      error: "User already exists",
    });
    const closed = await aSite(emulator(), {
      pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
    });
    const login = await browser.open(addressOf(closed, "/login", closed.query));
    expect(login.html).not.toContain("/signup");
  });
});

describe("a forgotten password", () => {
  it("is replaced with a code", async () => {
    const site = await aSite(emulator());
    await aConfirmedUser(emulator(), site.pool, "ada");
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        ...{ UserPoolId: site.pool.Id, Username: "ada" },
        UserAttributes: attributeList({ email: "ada@example.com", email_verified: "true" }),
      }),
    );
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/forgotPassword", site.query));
    const reset = await browser.submit(form, { username: "ada" });
    expect(pageOf(reset)).toMatchObject({ kind: "reset-password" });
    const fields = { password: "N3w-password!", confirmation: "N3w-password!" };
    const refused = await browser.submit(reset, { code: wrong(codeFor(site)), ...fields });
    expect(pageOf(refused).error).toBe("Invalid verification code provided, please try again.");
    done(await browser.submit(refused, { code: codeFor(site), ...fields }));
    done(await signInOn(aBrowser(emulator()), site, {}, "ada", "N3w-password!"));
  });

  it("of nobody is told like the API tells it", async () => {
    const site = await aSite(emulator());
    const browser = aBrowser(emulator());
    const form = await browser.open(addressOf(site, "/forgotPassword", site.query));
    expect(pageOf(await browser.submit(form, { username: "nobody" })).error).toBe(
      "Username/client id combination not found.",
    );
  });
});
