// Signing in with a passkey: what is asked, what is accepted, and every answer that is not.
import { generateKeyPairSync } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserAuthFactorsCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  DeleteWebAuthnCredentialCommand,
  GetUserAuthFactorsCommand,
  GetUserCommand,
  ListWebAuthnCredentialsCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { choose, prefer } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import {
  addPasskey,
  aPasskeyPool,
  aPasskeyUser,
  type Deviations,
  requestOf,
  setPasskeys,
  sign,
} from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond, secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const incorrect = ["NotAuthorizedException", "Incorrect username or password."] as const;

async function aSite(
  ...config: Parameters<typeof aPasskeyPool> extends [unknown, ...infer Rest] ? Rest : never
) {
  const { pool, client } = await aPasskeyPool(emulator(), ...config);
  return { pool, client, ...(await aPasskeyUser(emulator(), pool, client, "ada")) };
}

type Site = Awaited<ReturnType<typeof aSite>>;

const ask = ({ client }: Pick<Site, "client">, username = "ada") =>
  prefer(emulator(), client, username, "WEB_AUTHN");

const answer = (
  { client }: Pick<Site, "client">,
  Session: string | undefined,
  CREDENTIAL: string,
  USERNAME = "ada",
) => respond(emulator(), client, "WEB_AUTHN", Session, { USERNAME, CREDENTIAL });

async function signInWith(site: Site, deviations?: Deviations) {
  const question = await ask(site);
  return answer(site, question.Session, sign(site.key, requestOf(question), deviations));
}

describe("the question", () => {
  it("names the user's passkeys", async () => {
    const site = await aSite({}, {});
    const second = await addPasskey(emulator(), site.AccessToken, { transports: ["hybrid", "internal"] });
    const question = await ask(site);
    expect(question).toMatchObject({
      ChallengeName: "WEB_AUTHN",
      Session: expect.any(String),
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"],
    });
    expect(Object.keys(question.ChallengeParameters ?? {})).toEqual(["CREDENTIAL_REQUEST_OPTIONS"]);
    const options = requestOf(question);
    expect({ ...options, allowCredentials: new Set(options.allowCredentials) }).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: 180_000,
      rpId: "localhost",
      allowCredentials: new Set([
        { type: "public-key", id: site.key.id, transports: [] },
        { type: "public-key", id: second.id, transports: ["hybrid", "internal"] },
      ]),
      userVerification: "preferred",
    });
  });

  it("has another challenge every time", async () => {
    const site = await aSite();
    const [first, second] = [requestOf(await ask(site)), requestOf(await ask(site))];
    expect(first.challenge).not.toBe(second.challenge);
  });

  it("can be chosen from the list", async () => {
    const site = await aSite();
    const offer = await choose(emulator(), site.client, "ada");
    expect(offer).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"],
    });
    const responses = { USERNAME: "ada", ANSWER: "WEB_AUTHN" };
    const question = await respond(emulator(), site.client, "SELECT_CHALLENGE", offer.Session, responses);
    expect(question.ChallengeName).toBe("WEB_AUTHN");
    const done = await answer(site, question.Session, sign(site.key, requestOf(question)));
    expect(done.AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("is not asked of who has no passkey", async () => {
    const { pool, client } = await aPasskeyPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    expect(await ask({ client })).toMatchObject({
      ChallengeName: "SELECT_CHALLENGE",
      AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"],
    });
  });

  it("leaves out passkeys of another relying party", async () => {
    const site = await aSite();
    await setPasskeys(emulator(), site.pool, { RelyingPartyId: "app.localhost" });
    expect((await ask(site)).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
  });

  it("is not asked in a pool that allows passkeys no longer", async () => {
    const site = await aSite();
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const] } };
    await emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: site.pool.Id, Policies }));
    await setPasskeys(emulator(), site.pool, { RelyingPartyId: "localhost" });
    expect((await ask(site)).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
  });

  it("follows a choice, whatever credential came with it", async () => {
    const site = await aSite();
    const { Session } = await choose(emulator(), site.client, "ada");
    const CREDENTIAL = sign(site.key, requestOf(await ask(site)));
    const responses = { USERNAME: "ada", ANSWER: "WEB_AUTHN", CREDENTIAL };
    const question = await respond(emulator(), site.client, "SELECT_CHALLENGE", Session, responses);
    expect(question.ChallengeName).toBe("WEB_AUTHN");
  });

  it("is asked of administrators as well", async () => {
    const { pool, client, key } = await aSite();
    const ids = { UserPoolId: pool.Id, ClientId: client.ClientId };
    const question = await emulator().idp.send(
      new AdminInitiateAuthCommand({
        ...ids,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME: "ada", PREFERRED_CHALLENGE: "WEB_AUTHN" },
      }),
    );
    const CREDENTIAL = sign(key, requestOf(question));
    const { AuthenticationResult } = await emulator().idp.send(
      new AdminRespondToAuthChallengeCommand({
        ...{ ...ids, ChallengeName: "WEB_AUTHN", Session: question.Session },
        ChallengeResponses: { USERNAME: "ada", CREDENTIAL },
      }),
    );
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("is not asked of who has to change a temporary password", async () => {
    const site = await aSite();
    await emulator().idp.send(
      new AdminSetUserPasswordCommand({ UserPoolId: site.pool.Id, Username: "ada", Password: PASSWORD }),
    );
    expect((await ask(site)).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
  });
});

describe("a right answer", () => {
  it.each([-7, -257] as const)("signs in with a key of algorithm %d", async (alg) => {
    const { pool, client } = await aPasskeyPool(emulator());
    const site = { pool, client, ...(await aPasskeyUser(emulator(), pool, client, "ada", { alg })) };
    const { AuthenticationResult, ChallengeParameters } = await signInWith(site);
    expect(ChallengeParameters).toEqual({});
    const { Username } = await emulator().idp.send(
      new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken }),
    );
    expect(Username).toBe("ada");
  });

  it("signs in again and again", async () => {
    const site = await aSite();
    for (const _ of [1, 2, 3]) expect((await signInWith(site)).AuthenticationResult).toBeDefined();
  });

  it("may lack user verification where that is only preferred", async () => {
    const site = await aSite();
    expect((await signInWith(site, { userVerified: false })).AuthenticationResult).toBeDefined();
  });

  it("may come from an authenticator that doesn't count", async () => {
    const { pool, client } = await aPasskeyPool(emulator());
    const site = { pool, client, ...(await aPasskeyUser(emulator(), pool, client, "ada", { counter: 0 })) };
    for (const _ of [1, 2])
      expect((await signInWith(site, { counter: 0 })).AuthenticationResult).toBeDefined();
  });

  it("comes from any page of the relying party", async () => {
    const { pool, client } = await aPasskeyPool(emulator(), { RelyingPartyId: "app.localhost" });
    const pages = ["http://app.localhost:5173", "https://app.localhost", "https://my.app.localhost"];
    const user = await aPasskeyUser(emulator(), pool, client, "ada", { origin: "http://app.localhost" });
    const site = { pool, client, ...user };
    for (const origin of pages)
      expect((await signInWith(site, { origin })).AuthenticationResult).toBeDefined();
  });

  it("counts once when it is sent twice at the same moment", async () => {
    const site = await aSite();
    const question = await ask(site);
    const credential = sign(site.key, requestOf(question));
    const both = await Promise.allSettled([1, 2].map(() => answer(site, question.Session, credential)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a wrong answer is refused", () => {
  const stranger = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  it.each<[string, () => Deviations]>([
    ["from another site", () => ({ origin: "https://localhost.example.com" })],
    ["from a page without TLS elsewhere", () => ({ origin: "http://example.com" })],
    ["from an origin with a path", () => ({ origin: "http://localhost:3000/" })],
    ["for another relying party", () => ({ relyingParty: "example.com" })],
    ["for another challenge", () => ({ challenge: "AAAA" })],
    ["signed with another key", () => ({ key: stranger() })],
    ["with a counter that went back", () => ({ counter: 0 })],
    ["with a counter that stood still", () => ({ counter: 1 })],
    ["without the user's presence", () => ({ userPresent: false })],
    ["meant for a registration", () => ({ type: "webauthn.create" })],
    ["naming another user", () => ({ userHandle: "c29tZWJvZHk" })],
  ])("%s", async (_, deviations) => {
    const site = await aSite();
    await refusal(signInWith(site, deviations()), ...incorrect);
    // The passkey itself is none the worse for it.
    site.key.counter = 1;
    expect((await signInWith(site)).AuthenticationResult).toBeDefined();
  });

  it("without user verification where that is required", async () => {
    const site = await aSite({ UserVerification: "required" });
    await refusal(signInWith(site, { userVerified: false }), ...incorrect);
    expect((await signInWith(site)).AuthenticationResult).toBeDefined();
  });

  it("with the passkey of another user", async () => {
    const site = await aSite();
    const other = await aPasskeyUser(emulator(), site.pool, site.client, "bob");
    await refusal(signInWith({ ...site, key: other.key }), ...incorrect);
    const question = await ask(site);
    const credential = sign(other.key, requestOf(question), { userHandle: site.key.userHandle });
    await refusal(answer(site, question.Session, credential), ...incorrect);
  });

  it("with a passkey that is deleted meanwhile", async () => {
    const site = await aSite();
    const { AccessToken, key } = site;
    const question = await ask(site);
    await emulator().idp.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: key.id }));
    await refusal(answer(site, question.Session, sign(key, requestOf(question))), ...incorrect);
  });

  it("with a passkey of the same user in another pool", async () => {
    const site = await aSite();
    const elsewhere = await aSite();
    await refusal(signInWith({ ...site, key: elsewhere.key }), ...incorrect);
  });

  it.each([
    ["no JSON", "hello"],
    ["no object", "[]"],
    ["no response", `{"id":"AA","rawId":"AA","type":"public-key"}`],
    [
      "client data that is no JSON",
      `{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA"}}`,
    ],
  ])("%s", async (_, credential) => {
    const site = await aSite();
    const { Session } = await ask(site);
    await refusal(
      answer(site, Session, credential),
      "InvalidParameterException",
      "CREDENTIAL is not a valid public-key credential.",
    );
  });

  it("no credential at all", async () => {
    const site = await aSite();
    const { Session } = await ask(site);
    await refusal(
      respond(emulator(), site.client, "WEB_AUTHN", Session, { USERNAME: "ada" }),
      "InvalidParameterException",
      "Missing required parameter CREDENTIAL",
    );
  });
});

describe("the session", () => {
  const used = [
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
  ] as const;

  it("is used up by a right answer", async () => {
    const site = await aSite();
    const question = await ask(site);
    const credential = sign(site.key, requestOf(question));
    await answer(site, question.Session, credential);
    await refusal(answer(site, question.Session, credential), ...used);
  });

  it("is used up by a wrong answer", async () => {
    const site = await aSite();
    const question = await ask(site);
    const wrong = sign(site.key, requestOf(question), { origin: "https://example.com" });
    await refusal(answer(site, question.Session, wrong), ...incorrect);
    await refusal(answer(site, question.Session, sign(site.key, requestOf(question))), ...used);
  });

  it("takes no answer that was given to another one", async () => {
    const site = await aSite();
    const first = await ask(site);
    const credential = sign(site.key, requestOf(first));
    await answer(site, first.Session, credential);
    const second = await ask(site);
    await refusal(answer(site, second.Session, credential), ...incorrect);
  });

  it("expires", async () => {
    const site = await aSite();
    const question = await ask(site);
    emulator().clock.advance({ minutes: 3 });
    await refusal(
      answer(site, question.Session, sign(site.key, requestOf(question))),
      "NotAuthorizedException",
      "Invalid session for the user, session is expired.",
    );
  });

  it("belongs to its client and its user", async () => {
    const site = await aSite();
    await aPasskeyUser(emulator(), site.pool, site.client, "bob");
    const other = await aClient(emulator(), site.pool, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    const question = await ask(site);
    const credential = sign(site.key, requestOf(question));
    const invalid = ["NotAuthorizedException", "Invalid session for the user."] as const;
    await refusal(answer({ client: other }, question.Session, credential), ...invalid);
    await refusal(answer(site, question.Session, credential, "bob"), ...invalid);
  });
});

describe("the account", () => {
  const meanwhile = async (change: (site: Site) => Promise<unknown>, name: string, message: string) => {
    const site = await aSite();
    const question = await ask(site);
    await change(site);
    await refusal(answer(site, question.Session, sign(site.key, requestOf(question))), name, message);
  };
  const named = ({ pool }: Site) => ({ UserPoolId: pool.Id, Username: "ada" });

  it("may be disabled meanwhile", () =>
    meanwhile(
      (site) => emulator().idp.send(new AdminDisableUserCommand(named(site))),
      "NotAuthorizedException",
      "User is disabled.",
    ));
  it("may be deleted meanwhile", () =>
    meanwhile(
      (site) => emulator().idp.send(new AdminDeleteUserCommand(named(site))),
      "NotAuthorizedException",
      "Invalid session for the user.",
    ));
  it("may have to reset the password meanwhile", async () => {
    const { pool, client } = await aPasskeyPool(emulator(), {}, { AutoVerifiedAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const key = await addPasskey(emulator(), AccessToken);
    const question = await ask({ client });
    await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(
      answer({ client }, question.Session, sign(key, requestOf(question))),
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
  });

  it("takes its passkeys along when it goes", async () => {
    const site = await aSite();
    await emulator().idp.send(new AdminDeleteUserCommand(named(site)));
    await aConfirmedUser(emulator(), site.pool, "ada");
    expect((await ask(site)).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
    const { AccessToken } = await signIn(emulator(), site.pool, site.client, "ada");
    const { Credentials } = await emulator().idp.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
    expect(Credentials).toEqual([]);
  });

  it("needs no secret but the passkey where the client has one, and the hash", async () => {
    const { pool, client } = await aPasskeyPool(emulator(), {}, {}, { GenerateSecret: true });
    await aConfirmedUser(emulator(), pool, "ada");
    const open = await aClient(emulator(), pool);
    const { AccessToken } = await signIn(emulator(), pool, open, "ada");
    const key = await addPasskey(emulator(), AccessToken);
    const SECRET_HASH = secretHash(client, "ada");
    const question = await prefer(emulator(), client, "ada", "WEB_AUTHN", { SECRET_HASH });
    const CREDENTIAL = sign(key, requestOf(question));
    const responses = { USERNAME: "ada", CREDENTIAL, SECRET_HASH };
    const done = await respond(emulator(), client, "WEB_AUTHN", question.Session, responses);
    expect(done.AuthenticationResult).toBeDefined();
  });

  it("shows that it has a passkey", async () => {
    const { AccessToken, pool, key } = await aSite();
    const { idp } = emulator();
    const factors = async () => [
      (await idp.send(new GetUserAuthFactorsCommand({ AccessToken }))).ConfiguredUserAuthFactors,
      (await idp.send(new AdminGetUserAuthFactorsCommand({ UserPoolId: pool.Id, Username: "ada" })))
        .ConfiguredUserAuthFactors,
    ];
    expect(await factors()).toEqual([
      ["PASSWORD", "WEB_AUTHN"],
      ["PASSWORD", "WEB_AUTHN"],
    ]);
    await idp.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: key.id }));
    expect(await factors()).toEqual([["PASSWORD"], ["PASSWORD"]]);
  });
});

describe("users who do not exist", () => {
  const hiding = { PreventUserExistenceErrors: "ENABLED" } as const;
  /** Names for which the question is asked. */
  async function strangers(site: Site): Promise<string[]> {
    const names = Array.from({ length: 24 }, (_, i) => `nobody${i}`);
    const asked = await Promise.all(names.map((name) => ask(site, name)));
    return names.filter((_, i) => asked[i]?.ChallengeName === "WEB_AUTHN");
  }

  it("are asked what real ones are, with the same passkey every time", async () => {
    const site = await aSite({}, {}, hiding);
    const [name = ""] = await strangers(site);
    const [real, first, second] = [await ask(site), await ask(site, name), await ask(site, name)];
    expect(Object.keys(first)).toEqual(Object.keys(real));
    expect(first.Session).toHaveLength(real.Session?.length ?? 0);
    const shape = (options: object) => Object.keys(options);
    expect(shape(requestOf(first))).toEqual(shape(requestOf(real)));
    expect(requestOf(first).allowCredentials).toEqual(requestOf(second).allowCredentials);
    const [passkey] = requestOf(first).allowCredentials;
    expect(passkey).toEqual({
      type: "public-key",
      id: expect.stringMatching(/^[\w-]{43}$/),
      transports: ["internal"],
    });
  });

  it("are refused as real ones are", async () => {
    const site = await aSite({}, {}, hiding);
    const [name = ""] = await strangers(site);
    const question = await ask(site, name);
    const options = requestOf(question);
    const id = options.allowCredentials[0]?.id ?? "";
    const credential = sign({ ...site.key, id }, options);
    await refusal(answer(site, question.Session, credential, name), ...incorrect);
    await refusal(
      answer(site, question.Session, credential, name),
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
    await refusal(
      answer(site, (await ask(site, name)).Session, "hello", name),
      "InvalidParameterException",
      "CREDENTIAL is not a valid public-key credential.",
    );
  });

  it("are told of where the client allows that", async () => {
    const { client } = await aPasskeyPool(emulator(), {}, {}, { PreventUserExistenceErrors: "LEGACY" });
    await refusal(ask({ client }, "nobody"), "UserNotFoundException", "User does not exist.");
  });
});
