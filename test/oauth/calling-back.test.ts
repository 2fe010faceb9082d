// Functions that change the world while a page or the token endpoint waits for them, and answers that come at once:
// nothing old is handed out, nothing breaks, and of two that want the same thing one gets it.
import { join } from "node:path";
import { GetUserCommand, SetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { codeOf } from "../support/authenticator.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { authorize, exchange, type Tokens, tokensOf } from "./relying-party.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  pageOf,
  type Shown,
  type Site,
  signInOn,
  token,
} from "./support.js";

const file = join(import.meta.dirname, "../triggers/handlers/calls-back.mjs");
const NAMES = ["deletes", "disables", "deletesClient", "renames"] as const;
const emulator = useEmulator({
  triggers: Object.fromEntries(NAMES.map((name) => [name, `${file}#${name}`])),
});

type Trigger = "PreAuthentication" | "PostAuthentication" | "PreTokenGeneration";

async function aSiteWith(trigger: Trigger, name: (typeof NAMES)[number], client = {}): Promise<Site> {
  const LambdaConfig = { [trigger]: `arn:aws:lambda:us-east-1:000000000000:function:${name}` };
  const site = await aSite(emulator(), { pool: { LambdaConfig }, client });
  await aConfirmedUser(emulator(), site.pool, "ada", { name: "Ada" });
  return site;
}

describe("a function of the sign-in", () => {
  it.each([
    ["PreAuthentication", "deletes"],
    ["PreAuthentication", "disables"],
    ["PreAuthentication", "deletesClient"],
    ["PostAuthentication", "deletes"],
    ["PostAuthentication", "disables"],
    ["PostAuthentication", "deletesClient"],
  ] as const)("%s that %s leaves neither session nor code", async (trigger, name) => {
    const site = await aSiteWith(trigger, name);
    const browser = aBrowser(emulator());
    const shown = await signInOn(browser, site);
    expect(shown.status).toBeLessThan(500);
    expect([shown.left, browser.jar.has("cognito")]).toEqual([undefined, false]);
  });
});

describe("a function of the tokens", () => {
  it.each(["deletes", "disables", "deletesClient"] as const)(
    "that %s gets no tokens for a code",
    async (name) => {
      const site = await aSiteWith("PreTokenGeneration", name);
      const { status, body } = await exchange(site, await authorize(aBrowser(emulator()), site));
      expect([status, body]).toEqual([400, { error: "invalid_grant" }]);
    },
  );

  it.each(["deletes", "disables", "deletesClient"] as const)(
    "that %s gets none by the implicit flow",
    async (name) => {
      const site = await aSiteWith("PreTokenGeneration", name);
      const back = await authorize(aBrowser(emulator()), site, { response_type: "token", state: "s" });
      expect(back.status).toBeLessThan(500);
      expect(answerIn(back)).not.toHaveProperty("access_token");
    },
  );

  it("that changes the user is seen in the tokens", async () => {
    const site = await aSiteWith("PreTokenGeneration", "renames");
    const { id_token } = await tokensOf(aBrowser(emulator()), site);
    expect(JSON.parse(Buffer.from(id_token.split(".")[1] ?? "", "base64url").toString())).toMatchObject({
      name: "Changed Meanwhile",
    });
  });
});

describe("at once", () => {
  const five = <Answer>(one: () => Promise<Answer>) => Promise.all([one(), one(), one(), one(), one()]);

  it("a refresh token that rotates gives one of five a new one", async () => {
    const site = await aSite(emulator(), {
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    });
    await aConfirmedUser(emulator(), site.pool, "ada");
    const { refresh_token } = await tokensOf(aBrowser(emulator()), site);
    const form = { grant_type: "refresh_token", client_id: site.client.ClientId, refresh_token };
    const answers = await five(() => token(site, form));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });

  it("a code gives tokens to one of five at most, and they don't last", async () => {
    const site = await aSiteWith("PreTokenGeneration", "renames");
    const back = await authorize(aBrowser(emulator()), site);
    const answers = await five(() => exchange(site, back));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners.length).toBeLessThan(2);
    for (const { body } of winners)
      await expect(
        emulator().idp.send(new GetUserCommand({ AccessToken: (body as Tokens).access_token })),
      ).rejects.toThrow("Access Token has been revoked");
  });

  it("the answer to a challenge signs in one of five browsers", async () => {
    const site = await aSite(emulator());
    await emulator().idp.send(
      new SetUserPoolMfaConfigCommand({
        ...{ UserPoolId: site.pool.Id, MfaConfiguration: "ON" },
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
    await aConfirmedUser(emulator(), site.pool, "ada");
    const browser = aBrowser(emulator());
    const authenticator = await browser.submit(await signInOn(browser, site), {});
    expect(pageOf(authenticator).kind).toBe("authenticator");
    const secret = /<code[^>]*>([A-Z2-7\s]+)<\/code>/.exec(authenticator.html)?.[1]?.replaceAll(/\s/g, "");
    const code = codeOf(emulator(), secret);
    const answers: Shown[] = await five(() => browser.submit(authenticator, { code }));
    expect(answers.filter((answer) => "code" in answerIn(answer))).toHaveLength(1);
    for (const { status } of answers) expect(status).toBeLessThan(500);
  });

  it("a form that is sent five times makes one user", async () => {
    const site = await aSite(emulator());
    const browser = aBrowser(emulator());
    const page = await browser.open(addressOf(site, "/signup", site.query));
    const fields = { username: "bob", password: PASSWORD, confirmation: PASSWORD };
    const answers = await five(() => browser.submit(page, fields));
    const kinds = answers.map(pageOf);
    expect(kinds.filter(({ error }) => error === "User already exists")).toHaveLength(4);
  });
});
