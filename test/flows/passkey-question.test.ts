// What is asked of who wants to sign in with a passkey, and of whom, whether or not they exist.
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { choose } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { INCORRECT, type PasskeySite, passkeySignIn } from "../support/passkey-sign-in.js";
import { addPasskey, aPasskeyPool, requestOf, setPasskeys, sign } from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";

const emulator = useEmulator();
const { aSite, ask, answer } = passkeySignIn(emulator);

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

describe("users who do not exist", () => {
  const hiding = { PreventUserExistenceErrors: "ENABLED" } as const;
  /** Names for which the question is asked. */
  async function strangers(site: PasskeySite): Promise<string[]> {
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
    await refusal(answer(site, question.Session, credential, name), ...INCORRECT);
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
