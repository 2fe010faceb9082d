// Signing in with a passkey: every answer that is accepted, and every one that is not.
import { generateKeyPairSync } from "node:crypto";
import { DeleteWebAuthnCredentialCommand, GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { INCORRECT, passkeySignIn } from "../support/passkey-sign-in.js";
import { aPasskeyPool, aPasskeyUser, type Deviations, requestOf, sign } from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";

const emulator = useEmulator();
const { aSite, ask, answer, signInWith } = passkeySignIn(emulator);

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
    await refusal(signInWith(site, deviations()), ...INCORRECT);
    // The passkey itself is none the worse for it.
    site.key.counter = 1;
    expect((await signInWith(site)).AuthenticationResult).toBeDefined();
  });

  it("without user verification where that is required", async () => {
    const site = await aSite({ UserVerification: "required" });
    await refusal(signInWith(site, { userVerified: false }), ...INCORRECT);
    expect((await signInWith(site)).AuthenticationResult).toBeDefined();
  });

  it("with the passkey of another user", async () => {
    const site = await aSite();
    const other = await aPasskeyUser(emulator(), site.pool, site.client, "bob");
    await refusal(signInWith({ ...site, key: other.key }), ...INCORRECT);
    const question = await ask(site);
    const credential = sign(other.key, requestOf(question), { userHandle: site.key.userHandle });
    await refusal(answer(site, question.Session, credential), ...INCORRECT);
  });

  it("with a passkey that is deleted meanwhile", async () => {
    const site = await aSite();
    const { AccessToken, key } = site;
    const question = await ask(site);
    await emulator().idp.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: key.id }));
    await refusal(answer(site, question.Session, sign(key, requestOf(question))), ...INCORRECT);
  });

  it("with a passkey of the same user in another pool", async () => {
    const site = await aSite();
    const elsewhere = await aSite();
    await refusal(signInWith({ ...site, key: elsewhere.key }), ...INCORRECT);
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
    await refusal(answer(site, question.Session, wrong), ...INCORRECT);
    await refusal(answer(site, question.Session, sign(site.key, requestOf(question))), ...used);
  });

  it("takes no answer that was given to another one", async () => {
    const site = await aSite();
    const first = await ask(site);
    const credential = sign(site.key, requestOf(first));
    await answer(site, first.Session, credential);
    const second = await ask(site);
    await refusal(answer(site, second.Session, credential), ...INCORRECT);
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
