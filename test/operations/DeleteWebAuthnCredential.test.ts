// DeleteWebAuthnCredential: a user's own passkey goes, nobody else's does.
import {
  DeleteWebAuthnCredentialCommand,
  ListWebAuthnCredentialsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { REVOKED, refusesBadTokens } from "../support/access-tokens.js";
import { output } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";
import { addPasskey, aPasskeyPool, aPasskeyUser } from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const remove = (AccessToken: string, CredentialId: string) =>
  emulator().idp.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId }));

const idsOf = async (AccessToken: string) =>
  (await emulator().idp.send(new ListWebAuthnCredentialsCommand({ AccessToken }))).Credentials?.map(
    ({ CredentialId }) => CredentialId,
  );

const notFound = ["ResourceNotFoundException", "The passkey does not exist."] as const;

it("deletes one passkey and leaves the others", async () => {
  const { pool, client } = await aPasskeyPool(emulator());
  const { AccessToken, key } = await aPasskeyUser(emulator(), pool, client, "ada");
  const other = await addPasskey(emulator(), AccessToken);
  expect(output(await remove(AccessToken, key.id))).toEqual({});
  expect(await idsOf(AccessToken)).toEqual([other.id]);
  await refusal(remove(AccessToken, key.id), ...notFound);
});

it("knows nobody else's", async () => {
  const { pool, client } = await aPasskeyPool(emulator());
  const ada = await aPasskeyUser(emulator(), pool, client, "ada");
  const bob = await aPasskeyUser(emulator(), pool, client, "bob");
  await refusal(remove(ada.AccessToken, bob.key.id), ...notFound);
  expect(await idsOf(bob.AccessToken)).toEqual([bob.key.id]);
});

it("makes room for another one", async () => {
  const { pool, client } = await aPasskeyPool(emulator());
  const { AccessToken, key } = await aPasskeyUser(emulator(), pool, client, "ada");
  for (let i = 1; i < 20; i += 1) await addPasskey(emulator(), AccessToken);
  await remove(AccessToken, key.id);
  await addPasskey(emulator(), AccessToken);
  expect(await idsOf(AccessToken)).toHaveLength(20);
});

it("refuses access tokens that are not good", () =>
  refusesBadTokens(emulator(), (AccessToken) => remove(AccessToken, "AAAA"), REVOKED));
