// Makes the identifiers and opaque tokens of the two services, each in the shape that the real ones have.
import type { Entropy } from "../platform/entropy.js";

const base32Lower = "0123456789abcdefghijklmnopqrstuv";
const base36 = "0123456789abcdefghijklmnopqrstuvwxyz";
const base32Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base64 = `${alphanumeric}+/`;

/** Makes identifiers. */
export interface Identifiers {
  /** `<region>_` and 9 letters or digits. */
  poolId(region: string): string;
  clientId(): string;
  clientSecret(): string;
  /** `<client id>--<creation time>`. */
  clientSecretId(clientId: string, createdAt: number): string;
  /** A user's subject. It has the shape of a UUID but neither its version nor its variant. */
  sub(): string;
  /** What a challenge's Session looks like: `AYABe...`, 1,543 characters. */
  sessionToken(): string;
  /** SECRET_BLOCK of an SRP sign-in: 1,200 characters of base64. */
  secretBlock(): string;
  /** What a refresh token looks like: a JWE, which only the server could decrypt, of 1.75 kB. */
  refreshToken(): string;
  /** Of a token session or an SSO session: 28 characters with the prefix. */
  sessionId(prefix: "tkn" | "sso"): string;
  deviceKey(region: string): string;
  deviceGroupKey(): string;
  identityPoolId(region: string): string;
  /** `<region>:` and what has the shape of a UUID but not its version and variant. */
  identityId(region: string): string;
  accessKeyId(): string;
  secretAccessKey(): string;
  awsSessionToken(): string;
}

/** Identifiers drawn from the given source. */
export function identifiers(entropy: Entropy): Identifiers {
  const { bytes, characters, uuid } = entropy;
  const part = (n: number) => bytes(n).toString("base64url");
  const uuidShaped = (digits: string) =>
    digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

  return {
    poolId: (region) => `${region}_${characters(alphanumeric, 9)}`,
    clientId: () => characters(base32Lower, 26),
    clientSecret: () => characters(base32Lower, 52),
    clientSecretId: (clientId, createdAt) => `${clientId}--${createdAt}`,
    sub() {
      const hex = bytes(16).toString("hex");
      // xxxxxxxx-x0x1-70xx-xxxx-xxxxxxxxxxxx, as in every subject seen since 2023.
      return uuidShaped(`${hex.slice(0, 9)}0${hex[10]}170${hex.slice(14)}`);
    },
    sessionToken: () => Buffer.concat([sessionPrefix, bytes(1153)]).toString("base64url"),
    secretBlock: () => bytes(900).toString("base64"),
    refreshToken: () => [refreshTokenHeader, part(256), part(12), part(975), part(16)].join("."),
    sessionId: (prefix) => prefix + characters(base36, 25),
    deviceKey: (region) => `${region}_${uuid()}`,
    deviceGroupKey: () => `-${characters(alphanumeric, 8)}`,
    identityPoolId: (region) => `${region}:${uuid()}`,
    identityId: (region) => `${region}:${uuidShaped(bytes(16).toString("hex"))}`,
    accessKeyId: () => `ASIA${characters(base32Upper, 16)}`,
    secretAccessKey: () => characters(base64, 40),
    awsSessionToken: () => `IQoJb3JpZ2luX2Vj${bytes(888).toString("base64")}`,
  };
}

// The first bytes of a KMS envelope; with what follows they read "AYABe" and one letter of A to P.
const sessionPrefix = Buffer.from([0x01, 0x80, 0x01, 0x78]);

const refreshTokenHeader = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString(
  "base64url",
);
