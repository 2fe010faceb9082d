// StartWebAuthnRegistration: what browsers are asked for, the relying party, and when there is none to ask.
import {
  CreateUserPoolDomainCommand,
  StartWebAuthnRegistrationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { REVOKED, refusesBadTokens } from "../support/access-tokens.js";
import { aSignedInUser, type PoolInput } from "../support/accounts.js";
import { aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import {
  addPasskey,
  aPasskeyPool,
  aPasskeyUser,
  setPasskeys,
  startRegistration,
} from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const PASSKEYS: PoolInput = {
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
};

async function aSite(config = {}) {
  const { pool, client } = await aPasskeyPool(emulator(), config);
  await aConfirmedUser(emulator(), pool, "ada");
  return { pool, client, ...(await signIn(emulator(), pool, client, "ada")) };
}

const subOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).sub;

it("answers what navigator.credentials.create takes", async () => {
  const { AccessToken } = await aSite();
  expect(await startRegistration(emulator(), AccessToken)).toEqual({
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: "required",
      userVerification: "preferred",
    },
    challenge: expect.stringMatching(/^[\w-]{43}$/),
    excludeCredentials: [],
    pubKeyCredParams: [
      { alg: -7, type: "public-key" },
      { alg: -257, type: "public-key" },
    ],
    rp: { id: "localhost", name: "localhost" },
    timeout: 60_000,
    user: { displayName: "ada", id: Buffer.from(subOf(AccessToken)).toString("base64url"), name: "ada" },
  });
});

it("asks for user verification as the pool does", async () => {
  const { AccessToken } = await aSite({ UserVerification: "required" });
  const { authenticatorSelection } = await startRegistration(emulator(), AccessToken);
  expect(authenticatorSelection.userVerification).toBe("required");
});

it("leaves out authenticators that have a passkey of this relying party", async () => {
  const { pool, AccessToken } = await aSite();
  const { id } = await addPasskey(emulator(), AccessToken);
  const excluded = async () => (await startRegistration(emulator(), AccessToken)).excludeCredentials;
  expect(await excluded()).toEqual([{ id, type: "public-key" }]);
  await setPasskeys(emulator(), pool, { RelyingPartyId: "app.localhost" });
  expect(await excluded()).toEqual([]);
});

it("shows the address of users whose username is made up", async () => {
  const { AccessToken, pool } = await aSignedInUser(
    emulator(),
    { email: "ada@example.com" },
    { ...PASSKEYS, UsernameAttributes: ["email"] },
  );
  await setPasskeys(emulator(), pool, { RelyingPartyId: "localhost" });
  const { user } = await startRegistration(emulator(), AccessToken);
  expect(user).toMatchObject({ name: "ada@example.com", displayName: "ada@example.com" });
});

it("takes the pool's domain as relying party, the custom one first, unless another one is set", async () => {
  const { AccessToken, pool } = await aSignedInUser(emulator(), {}, PASSKEYS);
  const { idp } = emulator();
  const relyingParty = async () => (await startRegistration(emulator(), AccessToken)).rp.id;
  await refusal(
    relyingParty(),
    "WebAuthnConfigurationMissingException",
    "The user pool has neither a relying party ID nor a domain.",
  );
  const UserPoolId = pool.Id;
  const prefix = `passkeys-${UserPoolId.slice(-9).toLowerCase()}`;
  await idp.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: prefix }));
  expect(await relyingParty()).toBe(`${prefix}.auth.us-east-1.amazoncognito.com`);
  const CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/x";
  await idp.send(
    new CreateUserPoolDomainCommand({
      ...{ UserPoolId, Domain: `${prefix}.example.com`, CustomDomainConfig: { CertificateArn } },
    }),
  );
  expect(await relyingParty()).toBe(`${prefix}.example.com`);
  await setPasskeys(emulator(), pool, { RelyingPartyId: "example.com" });
  expect(await relyingParty()).toBe("example.com");
});

it("refuses pools that don't allow passkeys", async () => {
  const { AccessToken, pool } = await aSignedInUser(emulator());
  await setPasskeys(emulator(), pool, { RelyingPartyId: "localhost" });
  await refusal(
    startRegistration(emulator(), AccessToken),
    "WebAuthnNotEnabledException",
    "Passkeys are not enabled for the user pool.",
  );
});

it("gives no user more than 20 passkeys", async () => {
  const { pool, client } = await aPasskeyPool(emulator());
  const { AccessToken } = await aPasskeyUser(emulator(), pool, client, "ada");
  for (let i = 1; i < 20; i += 1) await addPasskey(emulator(), AccessToken);
  await refusal(
    startRegistration(emulator(), AccessToken),
    "LimitExceededException",
    "A user can have at most 20 passkeys.",
  );
});

it("refuses tokens that are not good, those of deleted users as revoked", async () => {
  const { idp } = emulator();
  const call = (AccessToken: string) => idp.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
  await refusesBadTokens(emulator(), call, REVOKED);
});
