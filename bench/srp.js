// The client's half of SRP sign-in, as the SDKs do it: the maths is done between the timed calls, never inside them.

import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  getDiffieHellman,
  hkdfSync,
  publicEncrypt,
  randomBytes,
} from "node:crypto";

/** The 3072-bit group of RFC 3526, which Cognito uses with generator 2. */
const PRIME = getDiffieHellman("modp15").getPrime();
const N = fromBytes(PRIME);
const K = fromBytes(hash(pad(N), pad(2n)));
const MODULUS = PRIME.toString("base64url");

/**
 * base ^ exponent mod N, by OpenSSL: RSA without padding is just that.
 * @param {bigint} base
 * @param {bigint} exponent
 */
export function power(base, exponent) {
  const jwk = { kty: "RSA", n: MODULUS, e: toBytes(exponent).toString("base64url") };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const bytes = Buffer.from((base % N).toString(16).padStart(PRIME.length * 2, "0"), "hex");
  return fromBytes(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, bytes));
}

/** A client's secret and its public value, `SRP_A`. */
export function ephemeral() {
  const a = fromBytes(randomBytes(32));
  return { a: a.toString(16), A: power(2n, a).toString(16) };
}

/**
 * @typedef {object} Challenge
 * @property {string} a
 * @property {string} A
 * @property {string} group     the pool's name, or the device's group
 * @property {string} id        the user's, or the device's key
 * @property {string} password
 * @property {Record<string, string>} parameters  of the challenge
 */

/**
 * What proves the password in the answer to PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER.
 * @param {Challenge} challenge
 * @returns {Record<string, string>}
 */
export function answer({ a, A, group, id, password, parameters }) {
  const { SRP_B, SALT, SECRET_BLOCK } = parameters;
  const B = fromHex(SRP_B);
  const u = fromBytes(hash(pad(fromHex(A)), pad(B)));
  const x = exponent(group, id, password, SALT);
  const base = (((B - K * power(2n, x)) % N) + N) % N;
  const S = power(base, fromHex(a) + u * x);
  const key = Buffer.from(hkdfSync("sha256", pad(S), pad(u), "Caldera Derived Key", 16));
  const timestamp = timestampOf(new Date());
  const signature = createHmac("sha256", key)
    .update(group)
    .update(id)
    .update(Buffer.from(SECRET_BLOCK, "base64"))
    .update(timestamp)
    .digest("base64");
  return {
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: signature,
    TIMESTAMP: timestamp,
  };
}

/**
 * The password of a device, and what ConfirmDevice is told of it.
 * @param {string} group
 * @param {string} key
 */
export function deviceSecret(group, key) {
  const password = randomBytes(40).toString("base64");
  const salt = randomBytes(16).toString("hex");
  const verifier = power(2n, exponent(group, key, password, salt));
  return {
    password,
    config: {
      Salt: Buffer.from(salt, "hex").toString("base64"),
      PasswordVerifier: pad(verifier).toString("base64"),
    },
  };
}

/**
 * The number that only the password's owner can compute.
 * @param {string} group
 * @param {string} id
 * @param {string} password
 * @param {string} salt  hexadecimal
 */
function exponent(group, id, password, salt) {
  const identity = hash(Buffer.from(`${group}${id}:${password}`));
  return fromBytes(hash(pad(fromHex(salt)), identity));
}

/**
 * As in `Tue May 7 00:09:40 UTC 2025`.
 * @param {Date} date
 */
function timestampOf(date) {
  const [weekday, day, month, year, time] = date.toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

/** @param {Uint8Array[]} parts */
function hash(...parts) {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/**
 * Big-endian bytes with a leading zero where the first bit is set, as Java writes a positive number.
 * @param {bigint} number
 */
function pad(number) {
  const bytes = toBytes(number);
  return bytes[0] & 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
}

/** @param {bigint} number */
function toBytes(number) {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
}

/** @param {Uint8Array} bytes */
function fromBytes(bytes) {
  return fromHex(Buffer.from(bytes).toString("hex"));
}

/** @param {string} hex */
function fromHex(hex) {
  return BigInt(`0x${hex}`);
}
