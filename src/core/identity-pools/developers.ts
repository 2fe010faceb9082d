// Developer-authenticated users: the identifiers that a developer's own backend gives to identities.
import { fault } from "../../model/fault.js";
import type { Identity, IdentityPool } from "../../storage/identity-records.js";
import type { Page, PageRequest } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { type Identities, sameLogin } from "./identities.js";
import { unsupportedDeveloperProvider } from "./login-faults.js";
import type { VerifiedLogin } from "./logins.js";

export function createDevelopers(store: Store, identities: Identities) {
  /** The pool's developer provider. @throws InvalidParameterException */
  function providerOf({ settings }: IdentityPool): string {
    if (settings.DeveloperProviderName === undefined) throw unsupportedDeveloperProvider();
    return settings.DeveloperProviderName;
  }

  function requireProvider(pool: IdentityPool, name: string): void {
    if (providerOf(pool) !== name) throw unsupportedDeveloperProvider();
  }

  /** The identity of that user. @throws ResourceNotFoundException */
  function require(pool: IdentityPool, userIdentifier: string): Identity {
    const login = store.identityLogins.find(pool.id, {
      provider: providerOf(pool),
      subject: userIdentifier,
    });
    if (login === undefined) throw developerUserNotFound(userIdentifier);
    return identities.require(login.identityId).identity;
  }

  return {
    requireProvider,
    require,

    /**
     * The one login of the developer provider among `logins`, and the others.
     * @throws InvalidParameterException
     */
    split(pool: IdentityPool, logins: Readonly<Record<string, string>>) {
      const provider = providerOf(pool);
      const { [provider]: userIdentifier, ...others } = logins;
      if (userIdentifier === undefined) throw unsupportedDeveloperProvider();
      return { provider, userIdentifier, others };
    },

    /**
     * The identity of a developer's user, created or linked as needed. Runs in a transaction.
     * @param identityId the identity that the user shall have, when it exists already
     * @throws DeveloperUserAlreadyRegisteredException, NotAuthorizedException, ResourceConflictException,
     *   ResourceNotFoundException
     */
    resolve(
      pool: IdentityPool,
      identityId: string | undefined,
      developer: VerifiedLogin,
      others: readonly VerifiedLogin[],
    ): Identity {
      const logins = [developer, ...others];
      if (identityId === undefined) return identities.resolve(pool, logins);
      identities.requireOf(pool, identityId);
      const registered = store.identityLogins.find(pool.id, developer);
      if (registered !== undefined && registered.identityId !== identityId)
        throw fault(
          "DeveloperUserAlreadyRegisteredException",
          "The provided developer user identifier is already registered with a different identity id.",
        );
      return identities.open(identityId, logins).identity;
    },

    /** All the identifiers of an identity, in their order. */
    identifiersOf: (pool: IdentityPool, identity: Identity, request: PageRequest): Page<string> =>
      store.identityLogins.subjects(identity.id, providerOf(pool), request),

    /** Makes two users one: the source gets the destination's identity. Runs in a transaction. */
    merge(pool: IdentityPool, sourceIdentifier: string, destinationIdentifier: string): Identity {
      const source = require(pool, sourceIdentifier);
      const destination = require(pool, destinationIdentifier);
      return source.id === destination.id ? destination : identities.merge(pool, source, destination);
    },

    /** @throws ResourceNotFoundException when the user does not belong to the identity. Runs in a transaction. */
    unlink(pool: IdentityPool, identity: Identity, userIdentifier: string): void {
      const given = { provider: providerOf(pool), subject: userIdentifier };
      const login = identities.loginsOf(identity).find((held) => sameLogin(held, given));
      if (login === undefined) throw developerUserNotFound(userIdentifier);
      identities.unlink(identity, [login]);
    },
  };
}

/** The text is assumed. */
const developerUserNotFound = (userIdentifier: string) =>
  fault("ResourceNotFoundException", `Developer user identifier '${userIdentifier}' not found.`);
