// What a browser is asked for to make a passkey: PublicKeyCredentialCreationOptionsJSON of WebAuthn.
import type { Passkey, Pool, User } from "../../storage/records.js";
import { usesUsernameAttributes } from "../pools/pools.js";
import { ALGORITHMS } from "./attestation.js";

const TIMEOUT_MS = 60_000;

/** How authenticators know the user: never by a name that may change. */
export const userHandleOf = (user: User): string => Buffer.from(user.sub).toString("base64url");

export const userVerificationOf = (pool: Pool) => pool.mfa?.webAuthn?.UserVerification ?? "preferred";

/** @param own passkeys that the user has; none of their authenticators makes another one */
export function creationOptions(
  pool: Pool,
  user: User,
  { challenge, relyingParty, own }: { challenge: string; relyingParty: string; own: readonly Passkey[] },
) {
  const name = nameOf(pool, user);
  return {
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: "required",
      userVerification: userVerificationOf(pool),
    },
    challenge,
    excludeCredentials: own
      .filter((passkey) => passkey.relyingParty === relyingParty)
      .map(({ credentialId }) => ({ id: credentialId, type: "public-key" })),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: "public-key" })),
    rp: { id: relyingParty, name: relyingParty },
    timeout: TIMEOUT_MS,
    user: { displayName: name, id: userHandleOf(user), name },
  };
}

/** What a passkey provider shows. Where usernames are made up, the address that stands for them (assumed). */
function nameOf(pool: Pool, { username, attributes }: User): string {
  if (!usesUsernameAttributes(pool)) return username;
  return attributes.email ?? attributes.phone_number ?? username;
}
