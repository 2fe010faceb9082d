// CompleteWebAuthnRegistration: what is kept of a new passkey, and every one that is refused.
import { generateKeyPairSync } from "node:crypto";
import {
  CompleteWebAuthnRegistrationCommand,
  ListWebAuthnCredentialsCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { REVOKED, refusesBadTokens } from "../support/access-tokens.js";
import { atOnce, output } from "../support/accounts.js";
import { aClient, aConfirmedUser, signIn } from "../support/builders.js";
import { prefer } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import {
  addPasskey,
  aPasskeyPool,
  completeRegistration,
  create,
  type Deviations,
  requestOf,
  setPasskeys,
  sign,
  startRegistration,
} from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";

const emulator = useEmulator();

const notFound = [
  "WebAuthnChallengeNotFoundException",
  "The registration challenge was not found or has expired.",
] as const;
const notSupported = [
  "WebAuthnCredentialNotSupportedException",
  "The credential is not supported by the user pool.",
] as const;
const otherOrigin = [
  "WebAuthnOriginNotAllowedException",
  "The origin of the credential is not allowed for the relying party of the user pool.",
] as const;
const otherRelyingParty = [
  "WebAuthnRelyingPartyMismatchException",
  "The relying party ID of the credential does not match that of the user pool.",
] as const;
const invalid = [
  "InvalidParameterException",
  "The credential is not a valid public-key credential.",
] as const;

async function aSite(config = {}) {
  const { pool, client } = await aPasskeyPool(emulator(), config);
  await aConfirmedUser(emulator(), pool, "ada");
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  return { pool, client, AccessToken };
}

const start = (AccessToken: string) => startRegistration(emulator(), AccessToken);
const complete = (AccessToken: string, credential: unknown) =>
  completeRegistration(emulator(), AccessToken, credential);
const passkeysOf = async (AccessToken: string) =>
  (await emulator().idp.send(new ListWebAuthnCredentialsCommand({ AccessToken }))).Credentials ?? [];

it("answers nothing, and the passkey is there", async () => {
  const { AccessToken } = await aSite();
  const { key, credential } = create(await start(AccessToken));
  expect(output(await complete(AccessToken, credential))).toEqual({});
  expect(await passkeysOf(AccessToken)).toMatchObject([
    { CredentialId: key.id, RelyingPartyId: "localhost" },
  ]);
});

it.each([-7, -257] as const)("takes keys of algorithm %d", async (alg) => {
  const { AccessToken } = await aSite();
  await addPasskey(emulator(), AccessToken, { alg });
  expect(await passkeysOf(AccessToken)).toHaveLength(1);
});

it("takes keys whose authenticator attests to them", async () => {
  const { AccessToken } = await aSite();
  await addPasskey(emulator(), AccessToken, { attestation: "packed" });
  await addPasskey(emulator(), AccessToken, { attestation: "packed", alg: -257 });
  expect(await passkeysOf(AccessToken)).toHaveLength(2);
});

it("keeps several registrations apart", async () => {
  const { AccessToken } = await aSite();
  const [first, second] = [await start(AccessToken), await start(AccessToken)];
  await complete(AccessToken, create(second).credential);
  await complete(AccessToken, create(first).credential);
  expect(await passkeysOf(AccessToken)).toHaveLength(2);
});

describe("origins", () => {
  it.each([
    ["localhost", "http://localhost:5173"],
    ["localhost", "https://localhost"],
    ["app.localhost", "http://app.localhost:3000"],
    ["auth.localhost", "http://my.auth.localhost:9555"],
    ["example.com", "https://example.com"],
    ["example.com", "https://app.example.com:8443"],
    ["example.com", "android:apk-key-hash:Pt1Dv2y4bXsZ_-0"],
  ])("of relying party %s include %s", async (RelyingPartyId, origin) => {
    const { AccessToken } = await aSite({ RelyingPartyId });
    await addPasskey(emulator(), AccessToken, { origin });
    expect(await passkeysOf(AccessToken)).toHaveLength(1);
  });

  it.each([
    ["localhost", "http://127.0.0.1:3000"],
    ["localhost", "http://app.localhost:3000"],
    ["localhost", "http://localhost:3000/"],
    ["localhost", "localhost"],
    ["example.com", "http://example.com"],
    ["example.com", "http://localhost:3000"],
    ["example.com", "https://badexample.com"],
    ["example.com", "https://example.com.evil.org"],
    ["app.example.com", "https://example.com"],
  ])("of relying party %s don't include %s", async (RelyingPartyId, origin) => {
    const { AccessToken } = await aSite({ RelyingPartyId });
    await refusal(addPasskey(emulator(), AccessToken, { origin }), ...otherOrigin);
    expect(await passkeysOf(AccessToken)).toEqual([]);
  });
});

describe("a prefix domain", () => {
  const RelyingPartyId = "my-app.auth.us-east-1.amazoncognito.com";

  it.each([
    ["https://my-app.auth.us-east-1.amazoncognito.com", RelyingPartyId],
    ["http://my-app.auth.localhost:9555", "my-app.auth.localhost"],
    ["http://my-app.auth.us-east-1.localhost:9555", "my-app.auth.us-east-1.localhost"],
  ])("is known as what its pages at %s may call it", async (origin, relyingParty) => {
    const { pool, client, AccessToken } = await aSite({ RelyingPartyId });
    const key = await addPasskey(emulator(), AccessToken, { origin, relyingParty });
    expect(await passkeysOf(AccessToken)).toMatchObject([{ RelyingPartyId }]);
    const question = await prefer(emulator(), client, "ada", "WEB_AUTHN");
    expect(requestOf(question).rpId).toBe(RelyingPartyId);
    const CREDENTIAL = sign(key, requestOf(question), { origin, relyingParty });
    const responses = { USERNAME: "ada", CREDENTIAL };
    const done = await respond(emulator(), client, "WEB_AUTHN", question.Session, responses);
    expect(done.AuthenticationResult, pool.Id).toBeDefined();
  });

  it("is no other one's", async () => {
    const { AccessToken } = await aSite({ RelyingPartyId });
    const origin = "http://other.auth.localhost:9555";
    const relyingParty = "other.auth.localhost";
    await refusal(addPasskey(emulator(), AccessToken, { origin, relyingParty }), ...otherOrigin);
    const own = "http://my-app.auth.localhost:9555";
    await refusal(addPasskey(emulator(), AccessToken, { origin: own, relyingParty }), ...otherRelyingParty);
  });
});

describe("credentials that are refused", () => {
  it.each<[string, Deviations, readonly [string, string]]>([
    ["made for another relying party", { relyingParty: "example.com" }, otherRelyingParty],
    ["made for another challenge", { challenge: "AAAA" }, notFound],
    ["made for a sign-in", { type: "webauthn.get" }, invalid],
    ["with a key of another algorithm", { alg: -8 }, notSupported],
    [
      "attested with another key",
      { attestation: "packed", key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey },
      notSupported,
    ],
    ["attested in a way that nobody knows", { attestation: "unheard-of" }, notSupported],
    ["made in the user's absence", { userPresent: false }, notSupported],
  ])("%s", async (_, deviations, error) => {
    const { AccessToken } = await aSite();
    await refusal(addPasskey(emulator(), AccessToken, deviations), ...error);
    expect(await passkeysOf(AccessToken)).toEqual([]);
  });

  it("made without user verification where that is required", async () => {
    const { AccessToken } = await aSite({ UserVerification: "required" });
    await refusal(addPasskey(emulator(), AccessToken, { userVerified: false }), ...notSupported);
    await addPasskey(emulator(), AccessToken, { userVerified: true });
  });

  it("whose id is not the one that the authenticator signed", async () => {
    const { AccessToken } = await aSite();
    const { credential } = create(await start(AccessToken));
    await refusal(complete(AccessToken, { ...credential, id: "AAAA", rawId: "AAAA" }), ...notSupported);
  });

  it("that the pool has already, whoever's they are", async () => {
    const { pool, client, AccessToken } = await aSite();
    await aConfirmedUser(emulator(), pool, "bob");
    const bob = await signIn(emulator(), pool, client, "bob");
    const { credential } = create(await start(AccessToken));
    await complete(AccessToken, credential);
    const { challenge } = await start(bob.AccessToken);
    const said = JSON.parse(Buffer.from(credential.response.clientDataJSON, "base64url").toString());
    const clientDataJSON = Buffer.from(JSON.stringify({ ...said, challenge })).toString("base64url");
    await refusal(
      complete(bob.AccessToken, { ...credential, response: { ...credential.response, clientDataJSON } }),
      "InvalidParameterException",
      "The credential is already registered.",
    );
  });

  const response = { attestationObject: "oA", clientDataJSON: "e30" };
  it.each<[string, unknown]>([
    ["a text", "credential"],
    ["a list", []],
    ["nothing in it", {}],
    ["without a response", { id: "AA", rawId: "AA", type: "public-key" }],
    ["of another type", { id: "AA", rawId: "AA", type: "password", response }],
    ["with two ids", { id: "AA", rawId: "BB", type: "public-key", response }],
    ["with client data that says nothing", { id: "AA", rawId: "AA", type: "public-key", response }],
    [
      "with client data that is no JSON",
      { id: "AA", rawId: "AA", type: "public-key", response: { ...response, clientDataJSON: "AAAA" } },
    ],
  ])("%s", async (_, credential) => {
    const { AccessToken } = await aSite();
    await refusal(complete(AccessToken, credential), ...invalid);
  });

  it("whose attestation is no CBOR", async () => {
    const { AccessToken } = await aSite();
    const { credential } = create(await start(AccessToken));
    const response = { ...credential.response, attestationObject: "AAAA" };
    await refusal(complete(AccessToken, { ...credential, response }), ...invalid);
  });
});

describe("the challenge", () => {
  it("is good for one passkey", async () => {
    const { AccessToken } = await aSite();
    const options = await start(AccessToken);
    await complete(AccessToken, create(options).credential);
    await refusal(complete(AccessToken, create(options).credential), ...notFound);
  });

  it("is good for one try", async () => {
    const { AccessToken } = await aSite();
    const options = await start(AccessToken);
    const wrong = create(options, { origin: "https://example.com" }).credential;
    await refusal(complete(AccessToken, wrong), ...otherOrigin);
    await refusal(complete(AccessToken, create(options).credential), ...notFound);
  });

  it("counts once when two passkeys come for it at the same moment", async () => {
    const { AccessToken } = await aSite();
    const options = await start(AccessToken);
    const inputs = [1, 2].map(() => ({ Credential: create(options).credential }));
    const outcomes = await atOnce(emulator(), AccessToken, "CompleteWebAuthnRegistration", inputs);
    expect(outcomes.sort()).toEqual(["fulfilled", "rejected"]);
    expect(await passkeysOf(AccessToken)).toHaveLength(1);
  });

  it("expires", async () => {
    const { AccessToken } = await aSite();
    const options = await start(AccessToken);
    emulator().clock.advance({ minutes: 5 });
    await refusal(complete(AccessToken, create(options).credential), ...notFound);
  });

  it("belongs to its user", async () => {
    const { pool, client, AccessToken } = await aSite();
    await aConfirmedUser(emulator(), pool, "bob");
    const bob = await signIn(emulator(), pool, client, "bob");
    await refusal(complete(bob.AccessToken, create(await start(AccessToken)).credential), ...notFound);
  });

  it("belongs to its client, which may still use it", async () => {
    const { pool, AccessToken } = await aSite();
    const other = await signIn(emulator(), pool, await aClient(emulator(), pool), "ada");
    const { credential } = create(await start(AccessToken));
    await refusal(
      complete(other.AccessToken, credential),
      "WebAuthnClientMismatchException",
      "The registration was started by a different app client.",
    );
    await complete(AccessToken, credential);
  });
});

it("refuses what was started for a relying party that is no longer the pool's", async () => {
  const { pool, AccessToken } = await aSite();
  const { credential } = create(await start(AccessToken), { origin: "http://app.localhost" });
  await setPasskeys(emulator(), pool, { RelyingPartyId: "app.localhost" });
  await refusal(complete(AccessToken, credential), ...otherRelyingParty);
});

it("refuses pools that no longer allow passkeys", async () => {
  const { pool, AccessToken } = await aSite();
  const { credential } = create(await start(AccessToken));
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const] } };
  await emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: pool.Id, Policies }));
  await refusal(
    complete(AccessToken, credential),
    "WebAuthnNotEnabledException",
    "Passkeys are not enabled for the user pool.",
  );
});

it("lets no user have more than 20, however many were started", async () => {
  const { AccessToken } = await aSite();
  const last = await start(AccessToken);
  for (let i = 0; i < 20; i += 1) await addPasskey(emulator(), AccessToken);
  await refusal(
    complete(AccessToken, create(last).credential),
    "LimitExceededException",
    "A user can have at most 20 passkeys.",
  );
});

it("refuses tokens that are not good", async () => {
  const { idp } = emulator();
  await refusesBadTokens(
    emulator(),
    (AccessToken) => idp.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential: {} })),
    REVOKED,
  );
});
