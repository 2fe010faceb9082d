// ListWebAuthnCredentials: what is shown of passkeys, in which order, page by page.
import {
  ListWebAuthnCredentialsCommand,
  type ListWebAuthnCredentialsCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { REVOKED, refusesBadTokens } from "../support/access-tokens.js";
import { output } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";
import { addPasskey, aPasskeyPool, aPasskeyUser } from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const list = async (input: ListWebAuthnCredentialsCommandInput) =>
  output(await emulator().idp.send(new ListWebAuthnCredentialsCommand(input)));

async function aUser(deviations = {}) {
  const { pool, client } = await aPasskeyPool(emulator());
  return { pool, client, ...(await aPasskeyUser(emulator(), pool, client, "ada", deviations)) };
}

it("shows a passkey", async () => {
  const transports = ["hybrid", "internal"];
  const before = emulator().clock.now();
  const { AccessToken, key } = await aUser({ attachment: "platform", transports });
  const shown = await list({ AccessToken });
  expect(shown).toEqual({
    Credentials: [
      {
        CredentialId: key.id,
        FriendlyCredentialName: "Platform passkey",
        RelyingPartyId: "localhost",
        AuthenticatorAttachment: "platform",
        AuthenticatorTransports: transports,
        CreatedAt: expect.any(Date),
      },
    ],
  });
  const age = (shown.Credentials?.[0]?.CreatedAt?.getTime() ?? 0) - before;
  expect(age).toBeGreaterThanOrEqual(0);
  expect(age).toBeLessThan(60_000);
});

it.each([
  ["Roaming passkey", { attachment: "cross-platform" }],
  ["Passkey", {}],
  ["Google Password Manager", { aaguid: "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4" }],
])("names passkeys: %s", async (name, deviations) => {
  const { AccessToken } = await aUser(deviations);
  expect((await list({ AccessToken })).Credentials?.[0]?.FriendlyCredentialName).toBe(name);
});

it("shows what the browser did not say as absent or empty", async () => {
  const { AccessToken } = await aUser();
  const [shown] = (await list({ AccessToken })).Credentials ?? [];
  expect(shown).not.toHaveProperty("AuthenticatorAttachment");
  expect(shown?.AuthenticatorTransports).toEqual([]);
});

it("shows nobody else's", async () => {
  const { pool, client, AccessToken, key } = await aUser();
  const bob = await aPasskeyUser(emulator(), pool, client, "bob");
  expect((await list({ AccessToken })).Credentials?.map(({ CredentialId }) => CredentialId)).toEqual([
    key.id,
  ]);
  const others = (await list({ AccessToken: bob.AccessToken })).Credentials;
  expect(others?.map(({ CredentialId }) => CredentialId)).toEqual([bob.key.id]);
});

it("goes through all of them page by page, oldest first", async () => {
  const { AccessToken, key } = await aUser();
  const ids = [key.id];
  for (let i = 0; i < 4; i += 1) {
    emulator().clock.advance({ seconds: 1 });
    ids.push((await addPasskey(emulator(), AccessToken)).id);
  }
  const pages: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await list({ AccessToken, MaxResults: 2, NextToken });
    pages.push((page.Credentials ?? []).map(({ CredentialId }) => CredentialId));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  expect((await list({ AccessToken, MaxResults: 0 })).Credentials).toHaveLength(5);
});

it("refuses tokens of another listing", async () => {
  const { pool, client, AccessToken } = await aUser();
  await addPasskey(emulator(), AccessToken);
  const bob = await aPasskeyUser(emulator(), pool, client, "bob");
  const { NextToken } = await list({ AccessToken, MaxResults: 1 });
  expect(NextToken).toBeDefined();
  await refusal(
    list({ AccessToken: bob.AccessToken, NextToken }),
    "InvalidParameterException",
    "Invalid pagination token given.",
  );
});

it("refuses access tokens that are not good", () =>
  refusesBadTokens(emulator(), (AccessToken) => list({ AccessToken }), REVOKED));
