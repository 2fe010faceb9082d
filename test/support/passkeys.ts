// A software authenticator, written from WebAuthn's specification alone, whose answers can be wrong in every way; and
// shortcuts to pools and users with passkeys.
import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import {
  CompleteWebAuthnRegistrationCommand,
  type CompleteWebAuthnRegistrationCommandInput,
  type InitiateAuthCommandOutput,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigCommandInput,
  StartWebAuthnRegistrationCommand,
  type WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ClientInput, PoolInput } from "./accounts.js";
import { aClient, aConfirmedUser, aPool, type MadeClient, type MadePool, signIn } from "./builders.js";
import type { TestEmulator } from "./emulator.js";

export const ORIGIN = "http://localhost:3000";

export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials: readonly { readonly id: string; readonly type: string }[];
  readonly pubKeyCredParams: readonly { readonly alg: number; readonly type: string }[];
  readonly authenticatorSelection: Readonly<Record<string, unknown>>;
  readonly timeout: number;
}

export interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly allowCredentials: readonly { id: string; type: string; transports: string[] }[];
  readonly userVerification: string;
  readonly timeout: number;
}

/** What an authenticator does otherwise than asked. */
export interface Deviations {
  readonly type?: string;
  readonly origin?: string;
  readonly relyingParty?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly userPresent?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signs with this key instead of the passkey's own. */
  readonly key?: KeyObject;
  readonly aaguid?: string;
  readonly attachment?: string;
  readonly transports?: readonly string[];
  /** The format of the attestation, "none" unless it is said. Signed by `key`, when given. */
  readonly attestation?: "packed" | "unheard-of";
  /** The COSE algorithm: ES256 (-7) unless it is RS256 (-257) or one that isn't supported. */
  readonly alg?: -7 | -257 | -8;
}

export interface SoftKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly alg: number;
  readonly userHandle: string;
  counter: number;
}

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest();
const base64 = (data: string | Buffer): string => Buffer.from(data).toString("base64url");

/** The little of CBOR that authenticators need. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number): Buffer => {
    if (n < 24) return Buffer.from([(major << 5) | n]);
    if (n < 256) return Buffer.from([(major << 5) | 24, n]);
    return Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  };
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, entry]) => [cbor(key), cbor(entry as Buffer)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

function newKeys(alg: number): { privateKey: KeyObject; cose: Buffer } {
  const binary = (text: string | undefined) => Buffer.from(text ?? "", "base64url");
  if (alg === -257) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { n, e } = publicKey.export({ format: "jwk" });
    const map = new Map<number, unknown>([
      [1, 3],
      [3, alg],
      [-1, binary(n)],
      [-2, binary(e)],
    ]);
    return { privateKey, cose: cbor(map) };
  }
  if (alg === -8) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const { x } = publicKey.export({ format: "jwk" });
    return {
      privateKey,
      cose: cbor(
        new Map<number, unknown>([
          [1, 1],
          [3, alg],
          [-1, 6],
          [-2, binary(x)],
        ]),
      ),
    };
  }
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  const map = new Map<number, unknown>([
    [1, 2],
    [3, alg],
    [-1, 1],
    [-2, binary(x)],
    [-3, binary(y)],
  ]);
  return { privateKey, cose: cbor(map) };
}

const clientData = (type: string, challenge: string, { origin = ORIGIN, ...other }: Deviations): string =>
  JSON.stringify({
    type: other.type ?? type,
    challenge: other.challenge ?? challenge,
    origin,
    crossOrigin: false,
  });

function authenticatorData(rpId: string, counter: number, deviations: Deviations, attested?: Buffer): Buffer {
  const { userPresent = true, userVerified = true, relyingParty = rpId } = deviations;
  const flags = (userPresent ? 1 : 0) | (userVerified ? 4 : 0) | (attested ? 64 : 0);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(relyingParty), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
}

const signature = (data: Buffer, said: string, key: KeyObject): Buffer =>
  createSign("sha256")
    .update(Buffer.concat([data, sha256(said)]))
    .sign(key);

/** `navigator.credentials.create`: the new key and what the page hands over. */
export function create(options: CreationOptions, deviations: Deviations = {}) {
  const { alg = -7, counter = 1, aaguid = "0".repeat(32), attachment, transports } = deviations;
  const { privateKey, cose } = newKeys(alg);
  const id = randomBytes(32);
  const attested = Buffer.concat([
    Buffer.from(aaguid.replaceAll("-", ""), "hex"),
    Buffer.from([0, id.length]),
    id,
    cose,
  ]);
  const data = authenticatorData(options.rp.id, counter, deviations, attested);
  const said = clientData("webauthn.create", options.challenge, deviations);
  const format = deviations.attestation ?? "none";
  const statement = new Map<string, unknown>();
  if (format === "packed") {
    statement.set("alg", alg);
    statement.set("sig", signature(data, said, deviations.key ?? privateKey));
  }
  const attestation = cbor(
    new Map<string, unknown>([
      ["fmt", format],
      ["attStmt", statement],
      ["authData", data],
    ]),
  );
  const key: SoftKey = { id: base64(id), privateKey, alg, userHandle: options.user.id, counter };
  const credential = {
    ...{ id: key.id, rawId: key.id, type: "public-key", clientExtensionResults: {} },
    ...(attachment && { authenticatorAttachment: attachment }),
    response: {
      attestationObject: base64(attestation),
      clientDataJSON: base64(said),
      ...(transports && { transports: [...transports] }),
    },
  };
  return { key, credential };
}

/** `navigator.credentials.get`: what the page hands over, as text. */
export function sign(key: SoftKey, options: RequestOptions, deviations: Deviations = {}): string {
  const { counter = key.counter + 1, userHandle = key.userHandle } = deviations;
  key.counter = counter;
  const data = authenticatorData(options.rpId, counter, deviations);
  const said = clientData("webauthn.get", options.challenge, deviations);
  return JSON.stringify({
    ...{ id: key.id, rawId: key.id, type: "public-key", clientExtensionResults: {} },
    response: {
      authenticatorData: base64(data),
      clientDataJSON: base64(said),
      signature: base64(signature(data, said, deviations.key ?? key.privateKey)),
      userHandle,
    },
  });
}

/** What the authenticator is asked for by WEB_AUTHN. */
export const requestOf = ({ ChallengeParameters }: InitiateAuthCommandOutput): RequestOptions =>
  JSON.parse(ChallengeParameters?.CREDENTIAL_REQUEST_OPTIONS ?? "null") as RequestOptions;

export async function startRegistration(
  { idp }: TestEmulator,
  AccessToken: string,
): Promise<CreationOptions> {
  const { CredentialCreationOptions } = await idp.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
  return CredentialCreationOptions as unknown as CreationOptions;
}

export const completeRegistration = ({ idp }: TestEmulator, AccessToken: string, credential: unknown) =>
  idp.send(
    new CompleteWebAuthnRegistrationCommand({
      AccessToken,
      Credential: credential as CompleteWebAuthnRegistrationCommandInput["Credential"],
    }),
  );

/** Adds a passkey to a signed-in user. */
export async function addPasskey(
  emulator: TestEmulator,
  AccessToken: string,
  deviations: Deviations = {},
): Promise<SoftKey> {
  const { key, credential } = create(await startRegistration(emulator, AccessToken), deviations);
  await completeRegistration(emulator, AccessToken, credential);
  return key;
}

export const setPasskeys = (
  { idp }: TestEmulator,
  pool: { Id: string },
  WebAuthnConfiguration: WebAuthnConfigurationType,
  more: Partial<SetUserPoolMfaConfigCommandInput> = {},
) => idp.send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool.Id, WebAuthnConfiguration, ...more }));

/** A pool with passkeys for localhost, and a client that signs in with and without them. */
export async function aPasskeyPool(
  emulator: TestEmulator,
  config: WebAuthnConfigurationType = {},
  input: PoolInput = {},
  client: ClientInput = {},
): Promise<{ pool: MadePool; client: MadeClient }> {
  const pool = await aPool(emulator, {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
    ...input,
  });
  await setPasskeys(emulator, pool, { RelyingPartyId: "localhost", ...config });
  const flows = ["ALLOW_USER_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const;
  return { pool, client: await aClient(emulator, pool, { ExplicitAuthFlows: [...flows], ...client }) };
}

/** A confirmed user who has signed in and added a passkey. */
export async function aPasskeyUser(
  emulator: TestEmulator,
  pool: { Id: string },
  client: { ClientId: string },
  username: string,
  deviations: Deviations = {},
): Promise<{ AccessToken: string; key: SoftKey }> {
  await aConfirmedUser(emulator, pool, username);
  const { AccessToken } = await signIn(emulator, pool, client, username);
  return { AccessToken, key: await addPasskey(emulator, AccessToken, deviations) };
}
