// Checks the signature with which a passkey answers a challenge.
import { generateKeyPairSync, type webcrypto } from "node:crypto";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { Passkey } from "../../storage/records.js";
import type { Ceremony } from "./credential-json.js";
import { fitsOrigin, namesOf } from "./relying-party.js";

export interface AssertionExpectation {
  readonly challenge: string;
  readonly relyingParty: string;
  readonly requireUserVerification: boolean;
  /** What the authenticator calls the user, where it says so. */
  readonly userHandle: string | undefined;
}

export interface Asserted {
  readonly counter: number;
  readonly userVerified: boolean;
}

/**
 * Whether the passkey signed this challenge for this relying party; undefined when anything about it is wrong. Without
 * a passkey the answer is the same, and takes as long.
 */
export async function checkAssertion(
  { response, clientData }: Ceremony<AuthenticationResponseJSON>,
  passkey: Passkey | undefined,
  { challenge, relyingParty, requireUserVerification, userHandle }: AssertionExpectation,
): Promise<Asserted | undefined> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { credentialId, publicKey, counter } = passkey ?? decoy(response.id);
  const verification = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: clientData.origin,
    expectedRPID: namesOf(relyingParty),
    requireUserVerification,
    credential: { id: credentialId, publicKey: Uint8Array.from(publicKey), counter },
  }).catch(() => undefined);
  const handle = response.response.userHandle;
  const isTheirs = handle === undefined || handle === "" || handle === userHandle;
  if (!passkey || !verification?.verified || !isTheirs) return undefined;
  if (passkey.relyingParty !== relyingParty || !fitsOrigin(relyingParty, clientData.origin)) return undefined;
  const { newCounter, userVerified } = verification.authenticationInfo;
  return { counter: newCounter, userVerified };
}

let decoyKey: Buffer | undefined;

/** A key that nobody has the other half of. */
function decoy(credentialId: string): Pick<Passkey, "credentialId" | "publicKey" | "counter"> {
  decoyKey ??= coseKey(
    generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }),
  );
  return { credentialId, publicKey: decoyKey, counter: 0 };
}

/** {kty: EC2, alg: ES256, crv: P-256, x, y} in CBOR. */
function coseKey({ x = "", y = "" }: webcrypto.JsonWebKey): Buffer {
  const coordinate = (text: string) => Buffer.from(text, "base64url");
  return Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    coordinate(x),
    Buffer.from("225820", "hex"),
    coordinate(y),
  ]);
}
