// New passkeys: what a browser is asked to make, and the check of what it made.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Passkey, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { tokenHash } from "../credentials/token-hash.js";
import { allowsFirstFactor } from "../pools/pools.js";
import { REMEMBER_ENDED_MS } from "../sign-in/sessions.js";
import { type TokenCaller, tokenRevoked } from "../tokens/tokens.js";
import { checkAttestation, invalidCredential } from "./attestation.js";
import { creationOptions, userVerificationOf } from "./creation-options.js";
import { readRegistration } from "./credential-json.js";
import { friendlyName } from "./friendly-name.js";
import type { RelyingParties } from "./relying-party.js";

type Owner = Pick<TokenCaller, "pool" | "client" | "user">;

const MOST_PER_USER = 20;
/** The documentation names no limit; assumed: time enough for whoever has to look for a security key. */
const CHALLENGE_LIFETIME_MS = 5 * 60_000;
/** Registrations wait among the sign-ins under way, under a name that no sign-in waits for. */
const REGISTRATION = "WEB_AUTHN_REGISTRATION";

export interface RegistrationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly relyingParties: RelyingParties;
}

export function createRegistration({ store, clock, entropy, relyingParties }: RegistrationDeps) {
  /** @throws WebAuthnChallengeNotFoundException, WebAuthnClientMismatchException */
  function requireOpen(hash: Buffer, { client, user }: Owner): void {
    const session = store.authSessions.find(hash);
    const isOpen = session?.usedAt === undefined && clock.now() < (session?.expiresAt ?? 0);
    if (!isOpen || session?.challenge !== REGISTRATION || session.userId !== user.id)
      throw challengeNotFound();
    if (session.clientId !== client.id)
      throw fault(
        "WebAuthnClientMismatchException",
        "The registration was started by a different app client.",
      );
  }

  return {
    /**
     * What the browser is asked for. Order: passkeys allowed, relying party, number of passkeys.
     * @throws WebAuthnNotEnabledException, WebAuthnConfigurationMissingException, LimitExceededException
     */
    start({ pool, client, user }: Owner) {
      requireEnabled(pool);
      const relyingParty = relyingParties.find(pool);
      if (relyingParty === undefined)
        throw fault(
          "WebAuthnConfigurationMissingException",
          "The user pool has neither a relying party ID nor a domain.",
        );
      const own = store.passkeys.ofUser(user.id);
      requireRoom(own.length);

      const challenge = entropy.bytes(32).toString("base64url");
      const now = clock.now();
      store.authSessions.insert(
        tokenHash(challenge),
        {
          ...{ poolId: pool.id, clientId: client.id, userId: user.id, challenge: REGISTRATION, state: {} },
          expiresAt: now + CHALLENGE_LIFETIME_MS,
        },
        now - REMEMBER_ENDED_MS,
      );
      return creationOptions(pool, user, { challenge, relyingParty, own });
    },

    /**
     * Keeps the passkey that the browser made. A challenge is good for one try.
     * Order: passkeys allowed, form, challenge, client, origin, relying party, attestation, number of passkeys.
     * @throws InvalidParameterException, LimitExceededException, WebAuthn…Exception
     */
    async complete(owner: Owner, credential: unknown): Promise<Passkey> {
      const { pool } = owner;
      requireEnabled(pool);
      const registration = readRegistration(credential);
      if (registration?.clientData.type !== "webauthn.create") throw invalidCredential();
      const { challenge } = registration.clientData;
      const hash = tokenHash(challenge);
      requireOpen(hash, owner);
      if (!store.authSessions.use(hash, clock.now())) throw challengeNotFound();

      // No page fits a pool that has lost its relying party.
      const relyingParty = relyingParties.find(pool) ?? "";
      const { aaguid, ...key } = await checkAttestation(registration, {
        ...{ challenge, relyingParty },
        requireUserVerification: userVerificationOf(pool) === "required",
      });
      const { authenticatorAttachment: attachment, response } = registration.response;
      return store.transaction(() => {
        // The user may be gone, or have added others, while the signature was checked.
        const user = store.users.findById(owner.user.id);
        if (!user) throw tokenRevoked();
        requireRoom(store.passkeys.count(user.id));
        const passkey: Passkey = {
          ...{ ...key, poolId: pool.id, userId: user.id, relyingParty, attachment },
          friendlyName: friendlyName(aaguid, attachment),
          transports: response.transports ?? [],
          createdAt: clock.now(),
        };
        if (!store.passkeys.insert(passkey))
          throw fault("InvalidParameterException", "The credential is already registered.");
        return passkey;
      });
    },
  };
}

function requireEnabled(pool: Pool): void {
  if (!allowsFirstFactor(pool, "WEB_AUTHN"))
    throw fault("WebAuthnNotEnabledException", "Passkeys are not enabled for the user pool.");
}

function requireRoom(count: number): void {
  if (count >= MOST_PER_USER)
    throw fault("LimitExceededException", `A user can have at most ${MOST_PER_USER} passkeys.`);
}

const challengeNotFound = () =>
  fault("WebAuthnChallengeNotFoundException", "The registration challenge was not found or has expired.");
