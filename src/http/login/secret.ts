// Pages act for a client whose secret the browser doesn't know; the emulator does.
import { secretHash } from "../../core/credentials/secret-hash.js";
import type { Client } from "../../core/oauth/oauth.js";

export function secretHashOf({ id, secrets }: Client, username: string): string | undefined {
  const secret = secrets[0]?.value;
  return secret === undefined ? undefined : secretHash(secret, username, id);
}

export function withSecretHash(
  client: Client,
  username: string,
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const hash = secretHashOf(client, username);
  return hash === undefined ? parameters : { ...parameters, SECRET_HASH: hash };
}
