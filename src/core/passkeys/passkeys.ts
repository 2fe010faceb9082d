// Passkeys of users: adding, listing and deleting them, and signing in with one.
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { fault } from "../../model/fault.js";
import type { Page, PageRequest, Passkey, Pool, User } from "../../storage/records.js";
import { allowsPasskeyMfa } from "../mfa/factors.js";
import { allowsFirstFactor } from "../pools/pools.js";
import { type Asserted, type AssertionExpectation, checkAssertion } from "./assertion.js";
import { userHandleOf, userVerificationOf } from "./creation-options.js";
import type { Ceremony } from "./credential-json.js";
import { createRegistration, type RegistrationDeps } from "./registration.js";
import { createRelyingParties } from "./relying-party.js";

export type Passkeys = ReturnType<typeof createPasskeys>;

export interface Use extends Asserted {
  readonly passkey: Passkey;
}

export function createPasskeys(deps: Omit<RegistrationDeps, "relyingParties">) {
  const { store } = deps;
  const relyingParties = createRelyingParties(store);

  /** Whether the user turned passkeys on as second factor, in a pool that lets them count as one. */
  const isMultiFactor = (pool: Pool, user: User | undefined): boolean =>
    allowsPasskeyMfa(pool.mfa) && user !== undefined && store.mfa.choice(user.id).webAuthn;

  return {
    registration: createRegistration({ ...deps, relyingParties }),
    isMultiFactor,

    has: (user: User): boolean => store.passkeys.count(user.id) > 0,
    list: (user: User, request: PageRequest): Page<Passkey> => store.passkeys.ofUserPage(user.id, request),

    /** @throws ResourceNotFoundException (text assumed) */
    remove({ poolId, id }: User, credentialId: string): void {
      if (!store.passkeys.remove(poolId, credentialId, id))
        throw fault("ResourceNotFoundException", "The passkey does not exist.");
    },

    /** The relying party for which passkeys sign in to this pool, where they do at all. */
    relyingPartyOf: (pool: Pool): string | undefined =>
      allowsFirstFactor(pool, "WEB_AUTHN") ? relyingParties.find(pool) : undefined,

    /** Those of the user that serve at the relying party. */
    usable: (user: User, relyingParty: string): readonly Passkey[] =>
      store.passkeys.ofUser(user.id).filter((passkey) => passkey.relyingParty === relyingParty),

    /** Passkeys that stand for a second factor have to verify their user (SDK, WebAuthnMfaSettingsType). */
    userVerification: (pool: Pool, user: User | undefined) =>
      isMultiFactor(pool, user) ? "required" : userVerificationOf(pool),

    /** The passkey that answers rightly; undefined when the answer is wrong, whatever about it. */
    async check(
      user: User | undefined,
      answer: Ceremony<AuthenticationResponseJSON>,
      expected: Omit<AssertionExpectation, "userHandle">,
    ): Promise<Use | undefined> {
      const found = user && store.passkeys.find(user.poolId, answer.response.id);
      const passkey = found?.userId === user?.id ? found : undefined;
      const userHandle = user && userHandleOf(user);
      const asserted = await checkAssertion(answer, passkey, { ...expected, userHandle });
      return asserted && passkey && { ...asserted, passkey };
    },

    /** Notes the use. False when the passkey is gone or another answer was faster. Runs in a transaction. */
    use: ({ passkey, counter }: Use): boolean => store.passkeys.use(passkey, counter),
  };
}
