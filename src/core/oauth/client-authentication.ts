// Which client speaks to an OAuth endpoint: by HTTP Basic, by its secret in the form, or, if it has none, by its id.
import type { Client, Pool } from "../../storage/records.js";
import { knowsSecret } from "../clients/clients.js";
import type { RequestParameters } from "./authorization-request.js";
import { oauthError } from "./oauth-error.js";

interface Credentials {
  readonly id: string;
  readonly secret?: string | undefined;
}

/**
 * Order: credentials that can be read, client of this pool, secret.
 * @param status of a refusal: 401 at /oauth2/revoke, 400 at /oauth2/token, as AWS has it
 * @throws OAuthError
 */
export function authenticateClient(
  pool: Pool,
  find: (clientId: string) => Client | undefined,
  authorization: string | undefined,
  form: RequestParameters,
  status = 400,
): Client {
  const refused = (description?: string) => oauthError("invalid_client", description, status);
  const { id, secret } = credentialsIn(authorization, form, refused);
  const client = find(id);
  if (client?.poolId !== pool.id) throw refused();
  if (client.secrets.length === 0) {
    // A secret of a client that has none is a mistake, not a proof.
    if (secret) throw refused();
    return client;
  }
  if (!secret) throw refused();
  if (!knowsSecret(client, secret)) throw refused("invalid_client_secret");
  return client;
}

function credentialsIn(
  authorization: string | undefined,
  form: RequestParameters,
  refused: () => Error,
): Credentials {
  if (authorization === undefined) {
    if (!form.client_id) throw oauthError("invalid_request");
    return { id: form.client_id, secret: form.client_secret };
  }
  const encoded = /^basic +([A-Za-z0-9+/_=-]+) *$/i.exec(authorization)?.[1];
  if (encoded === undefined) throw refused();
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  if (!id) throw refused();
  const decoded = { id: unescaped(id), secret: unescaped(secret ?? "") };
  // Two ways at once must not contradict each other.
  if (form.client_id !== undefined && form.client_id !== decoded.id) throw refused();
  if (form.client_secret !== undefined && form.client_secret !== decoded.secret) throw refused();
  return decoded;
}

/** Both are form-encoded before they are put together (RFC 6749, 2.3.1); many clients forget it, which is harmless. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
