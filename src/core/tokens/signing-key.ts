// The RSA keys that sign tokens, and what is published of them.
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** RS256 signs the tokens of user pools, RS512 those of identity pools. */
export type JwtAlgorithm = "RS256" | "RS512";

/** A key as it stands in a JWKS; the members are in the order in which Cognito lists them. */
export interface PublicJwk {
  alg: JwtAlgorithm;
  e: string;
  kid: string;
  kty: "RSA";
  n: string;
  use: "sig";
}

/** A key that is ready to sign and to verify. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: JwtAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicJwk: Readonly<PublicJwk>;
}

/**
 * Reads a key from its PEM form. To be kept and not read anew for each token: reading one costs more than
 * signing.
 *
 * @param options.kid names the key; without it the name is the base64 of a SHA-256 over the public key, 44
 * characters
 */
export function signingKey(
  privateKeyPem: string,
  options: { alg?: JwtAlgorithm; kid?: string } = {},
): SigningKey {
  const privateKey = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(privateKey);
  const { n, e } = publicKey.export({ format: "jwk" });
  if (n === undefined || e === undefined) throw new TypeError("Tokens are signed with RSA keys only");

  const { alg = "RS256", kid = fingerprint(publicKey) } = options;
  return { kid, alg, privateKey, publicKey, publicJwk: { alg, e, kid, kty: "RSA", n, use: "sig" } };
}

function fingerprint(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");
}
