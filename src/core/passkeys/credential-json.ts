// Credentials as browsers hand them over: RegistrationResponseJSON and AuthenticationResponseJSON of WebAuthn.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

/** What the browser says of the ceremony; the authenticator signs its hash. */
export interface ClientData {
  readonly type: string;
  readonly challenge: string;
  readonly origin: string;
}

export interface Ceremony<T> {
  readonly response: T;
  readonly clientData: ClientData;
}

type Json = Readonly<Record<string, unknown>>;

/** Undefined for what is no credential made by `navigator.credentials.create`. */
export function readRegistration(value: unknown): Ceremony<RegistrationResponseJSON> | undefined {
  const read = readCredential(value, ["attestationObject"]);
  if (!read) return undefined;
  const { credential, response, clientData } = read;
  const { transports = [], attestationObject, clientDataJSON } = response;
  if (!Array.isArray(transports) || !transports.every((name) => typeof name === "string")) return undefined;
  return {
    clientData,
    response: { ...credential, response: { attestationObject, clientDataJSON, transports } },
  } as Ceremony<RegistrationResponseJSON>;
}

/** Undefined for what is no credential made by `navigator.credentials.get`. */
export function readAuthentication(value: unknown): Ceremony<AuthenticationResponseJSON> | undefined {
  const read = readCredential(value, ["authenticatorData", "signature"]);
  if (!read) return undefined;
  const { credential, response, clientData } = read;
  const { authenticatorData, signature, clientDataJSON, userHandle } = response;
  if (userHandle !== undefined && userHandle !== null && typeof userHandle !== "string") return undefined;
  return {
    clientData,
    response: {
      ...credential,
      response: { authenticatorData, signature, clientDataJSON, userHandle: userHandle ?? undefined },
    },
  } as Ceremony<AuthenticationResponseJSON>;
}

/** What both have, given that the named members of `response` are Base64url. */
function readCredential(value: unknown, binary: readonly string[]) {
  if (!isObject(value) || !isObject(value.response)) return undefined;
  const { id, rawId, type, authenticatorAttachment, response } = value;
  if (!isBase64Url(id) || rawId !== id || type !== "public-key") return undefined;
  if (![...binary, "clientDataJSON"].every((name) => isBase64Url(response[name]))) return undefined;
  const clientData = readClientData(String(response.clientDataJSON));
  if (!clientData) return undefined;
  const attachment =
    authenticatorAttachment === "platform" || authenticatorAttachment === "cross-platform"
      ? authenticatorAttachment
      : undefined;
  const credential = { id, rawId: id, type, authenticatorAttachment: attachment, clientExtensionResults: {} };
  return { credential, response, clientData };
}

function readClientData(base64: string): ClientData | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(base64, "base64url").toString());
    if (!isObject(said)) return undefined;
    const { type, challenge, origin } = said;
    const isComplete = [type, challenge, origin].every((part) => typeof part === "string");
    return isComplete ? ({ type, challenge, origin } as ClientData) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isBase64Url = (value: unknown): value is string => typeof value === "string" && /^[\w-]+$/.test(value);
