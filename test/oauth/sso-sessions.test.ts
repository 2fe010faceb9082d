// SSO sessions: what is told of them, what belongs to them and ends with them, and for how long clients take them.
import {
  AdminRevokeUserSessionCommand,
  GetUserCommand,
  type RevokeAssociatedSessionsType,
  RevokeTokenCommand,
  RevokeUserSessionCommand,
  type SessionDescriptionType,
  SetUserPoolClientSessionConfigurationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { ownSessions, sessionsOf, track } from "../support/sessions.js";
import {
  aBrowser,
  addressOf,
  answerIn,
  aSite,
  type Browser,
  CALLBACK,
  OAUTH,
  pageOf,
  type Site,
  signInOn,
  token,
} from "./support.js";

const emulator = useEmulator();

const authorize = (browser: Browser, site: Site, client_id = site.client.ClientId) =>
  browser.open(addressOf(site, "/oauth2/authorize", { ...site.query, client_id }));

async function tokensOf(site: Site, shown: Parameters<typeof answerIn>[0], client_id = site.client.ClientId) {
  const { body } = await token(site, {
    ...{ grant_type: "authorization_code", client_id, redirect_uri: CALLBACK, code: answerIn(shown).code },
  });
  return body as { access_token: string; refresh_token: string };
}

/** Ada, signed in with one browser to two applications. */
async function twoApplications() {
  const site = await aSite(emulator());
  await track(emulator(), site.pool);
  await aConfirmedUser(emulator(), site.pool, "ada");
  const other = await aClient(emulator(), site.pool, OAUTH);
  const browser = aBrowser(emulator());
  const one = await tokensOf(site, await signInOn(browser, site));
  emulator().clock.advance({ minutes: 1 });
  const two = await tokensOf(site, await authorize(browser, site, other.ClientId), other.ClientId);
  const all = await sessionsOf(emulator(), site.pool);
  const ofClient = (type: string, id: string) =>
    all.find(
      ({ SessionType, ClientId }) => SessionType === type && ClientId === id,
    ) as SessionDescriptionType;
  return {
    ...{ site, other, browser, one, two },
    sso: ofClient("SSO", site.client.ClientId),
    first: ofClient("TOKEN", site.client.ClientId),
    second: ofClient("TOKEN", other.ClientId),
  };
}

const idsOf = async (site: Site) =>
  (await sessionsOf(emulator(), site.pool)).map(({ SessionId }) => SessionId);

const revoke = (site: Site, { SessionId }: SessionDescriptionType, how?: RevokeAssociatedSessionsType) =>
  emulator().idp.send(
    new AdminRevokeUserSessionCommand({
      ...{ UserPoolId: site.pool.Id, Username: "ada", SessionId, RevokeAssociatedSessions: how },
    }),
  );

const works = ({ access_token }: { access_token: string }): Promise<boolean> =>
  emulator()
    .idp.send(new GetUserCommand({ AccessToken: access_token }))
    .then(
      () => true,
      () => false,
    );

describe("an SSO session", () => {
  it("is named by the token sessions that came through it, and as active as they", async () => {
    const { sso, first, second } = await twoApplications();
    expect(sso.SessionId).toMatch(/^sso[0-9a-z]{25}$/);
    expect(sso.OriginSessionId).toBeUndefined();
    expect([first.OriginSessionId, second.OriginSessionId]).toEqual([sso.SessionId, sso.SessionId]);
    expect(sso.LastActiveDate).toEqual(second.CreateDate);
    expect(Number(sso.LastActiveDate) - Number(sso.CreateDate)).toBeGreaterThanOrEqual(60_000);
  });

  it("takes no place among the sessions of its user", async () => {
    const { site, other, browser } = await twoApplications();
    await track(emulator(), site.pool, 2);
    await tokensOf(site, await authorize(browser, site, other.ClientId), other.ClientId);
    const types = (await sessionsOf(emulator(), site.pool)).map(({ SessionType }) => SessionType);
    expect(types.sort()).toEqual(["SSO", "TOKEN", "TOKEN"]);
  });

  it("ends alone, so that the browser signs in anew while tokens stay good", async () => {
    const { site, browser, sso, first, second, one } = await twoApplications();
    await revoke(site, sso);
    expect((await idsOf(site)).sort()).toEqual([first.SessionId, second.SessionId].sort());
    expect(pageOf(await authorize(browser, site)).kind).toBe("sign-in");
    expect(await works(one)).toBe(true);
  });

  it("takes all its token sessions along when that is asked for", async () => {
    const { site, sso, one, two } = await twoApplications();
    await revoke(site, sso, "LINKED");
    expect(await idsOf(site)).toEqual([]);
    expect([await works(one), await works(two)]).toEqual([false, false]);
  });

  it("ends with the browser's own sign-out", async () => {
    const { site, browser, sso } = await twoApplications();
    await browser.open(addressOf(site, "/logout", { ...site.query, logout_uri: OAUTH.LogoutURLs?.[0] }));
    expect(await idsOf(site)).not.toContain(sso.SessionId);
  });

  it("is not there for tokens that are given at once, which nothing refreshes", async () => {
    const site = await aSite(emulator());
    await track(emulator(), site.pool);
    await aConfirmedUser(emulator(), site.pool, "ada");
    await signInOn(aBrowser(emulator()), site, { response_type: "token" });
    expect(await sessionsOf(emulator(), site.pool)).toMatchObject([{ SessionType: "SSO" }]);
  });
});

describe("a token session that came through one", () => {
  it("ends alone", async () => {
    const { site, first, sso, second, one, two } = await twoApplications();
    await revoke(site, first, "NONE");
    expect((await idsOf(site)).sort()).toEqual([sso.SessionId, second.SessionId].sort());
    expect([await works(one), await works(two)]).toEqual([false, true]);
  });

  it.each(["AdminRevokeUserSession", "RevokeUserSession", "RevokeToken"])(
    "takes it along with %s, and no other token session",
    async (operation) => {
      const { site, browser, first, second, one, two } = await twoApplications();
      const { idp } = emulator();
      const RevokeAssociatedSessions = "LINKED";
      if (operation === "AdminRevokeUserSession") await revoke(site, first, "LINKED");
      else if (operation === "RevokeToken")
        await idp.send(
          new RevokeTokenCommand({
            ...{ ClientId: site.client.ClientId, Token: one.refresh_token, RevokeAssociatedSessions },
          }),
        );
      else {
        const { SessionId } = first;
        // The token of a domain's sign-in has the scope of the user's own operations.
        await ownSessions(emulator(), two.access_token);
        await idp.send(
          new RevokeUserSessionCommand({
            AccessToken: two.access_token,
            SessionId,
            RevokeAssociatedSessions,
          }),
        );
      }
      expect(await idsOf(site)).toEqual([second.SessionId]);
      expect([await works(one), await works(two)]).toEqual([false, true]);
      expect(pageOf(await authorize(browser, site)).kind).toBe("sign-in");
    },
  );
});

describe("MaxValidityMinutes", () => {
  const setMinutes = (site: Site, ClientId: string, MaxValidityMinutes: number) =>
    emulator().idp.send(
      new SetUserPoolClientSessionConfigurationCommand({
        ...{ UserPoolId: site.pool.Id, ClientId, SSOSession: { MaxValidityMinutes } },
      }),
    );

  it("of 0 keeps a client from taking the session, which others go on taking", async () => {
    const { site, other, browser } = await twoApplications();
    await setMinutes(site, other.ClientId, 0);
    expect(pageOf(await authorize(browser, site, other.ClientId)).kind).toBe("sign-in");
    expect(answerIn(await authorize(browser, site))).toHaveProperty("code");
  });

  it("lets one client take the session longer than the client that it began with", async () => {
    const site = await aSite(emulator());
    await track(emulator(), site.pool);
    await aConfirmedUser(emulator(), site.pool, "ada");
    const other = await aClient(emulator(), site.pool, OAUTH);
    await setMinutes(site, other.ClientId, 600);
    const browser = aBrowser(emulator());
    await signInOn(browser, site);
    emulator().clock.advance({ minutes: 599 });
    expect(answerIn(await authorize(browser, site, other.ClientId))).toHaveProperty("code");
    expect(pageOf(await authorize(browser, site)).kind).toBe("sign-in");
    emulator().clock.advance({ minutes: 1 });
    expect(pageOf(await authorize(browser, site, other.ClientId)).kind).toBe("sign-in");
  });
});
