// Checks what an authenticator says of a new key. The library is loaded with the first passkey.
import { createHash } from "node:crypto";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { fault } from "../../model/fault.js";
import type { Ceremony } from "./credential-json.js";
import { fitsOrigin, namesOf } from "./relying-party.js";

/** ES256 and RS256, which creation options ask for. */
export const ALGORITHMS: readonly number[] = [-7, -257];

/** WebAuthn, credential IDs. */
const LONGEST_ID = 1023;

export interface Expectation {
  readonly challenge: string;
  readonly relyingParty: string;
  readonly requireUserVerification: boolean;
}

/** What is kept of a new key. */
export interface Attested {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly aaguid: string;
}

/**
 * Order: origin, relying party, all the rest. The texts are assumed, here and wherever passkeys are refused.
 * @throws InvalidParameterException, WebAuthnOriginNotAllowedException, WebAuthnRelyingPartyMismatchException,
 *   WebAuthnCredentialNotSupportedException
 */
export async function checkAttestation(
  { response, clientData }: Ceremony<RegistrationResponseJSON>,
  { challenge, relyingParty, requireUserVerification }: Expectation,
): Promise<Attested> {
  if (!fitsOrigin(relyingParty, clientData.origin))
    throw fault(
      "WebAuthnOriginNotAllowedException",
      "The origin of the credential is not allowed for the relying party of the user pool.",
    );
  const rpIdHash = await relyingPartyHash(response.response.attestationObject);
  const names = namesOf(relyingParty);
  if (!names.some((name) => rpIdHash.equals(createHash("sha256").update(name).digest())))
    throw fault(
      "WebAuthnRelyingPartyMismatchException",
      "The relying party ID of the credential does not match that of the user pool.",
    );
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const verification = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: clientData.origin,
    expectedRPID: names,
    requireUserVerification,
    supportedAlgorithmIDs: [...ALGORITHMS],
  }).catch(() => undefined);
  if (!verification?.verified) throw notSupported();
  const { credential, aaguid } = verification.registrationInfo;
  // What the authenticator signed is what counts; the browser's own account of the id has to agree.
  if (credential.id !== response.id || Buffer.from(credential.id, "base64url").length > LONGEST_ID)
    throw notSupported();
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    aaguid,
  };
}

/** @throws InvalidParameterException for what no authenticator makes */
async function relyingPartyHash(attestationObject: string): Promise<Buffer> {
  const { decodeAttestationObject, parseAuthenticatorData } = await import("@simplewebauthn/server/helpers");
  try {
    const attestation = decodeAttestationObject(Uint8Array.from(Buffer.from(attestationObject, "base64url")));
    return Buffer.from(parseAuthenticatorData(attestation.get("authData")).rpIdHash);
  } catch {
    throw invalidCredential();
  }
}

export const invalidCredential = () =>
  fault("InvalidParameterException", "The credential is not a valid public-key credential.");

const notSupported = () =>
  fault("WebAuthnCredentialNotSupportedException", "The credential is not supported by the user pool.");
