// Verifies the Logins of a request: one verifier for each kind of provider.
import { fault } from "../../model/fault.js";
import type { IdentityPool, LoginKey } from "../../storage/identity-records.js";
import { invalidLogin, notAPublicProvider, unsupportedProvider } from "./login-faults.js";
import type { ProviderKind, Providers } from "./providers.js";
import type { Claims } from "./user-pool-logins.js";

/** A login whose token was found genuine, or that a developer vouches for. */
export interface VerifiedLogin extends LoginKey {
  /** What the `amr` of an OpenID token says about it, beside the provider's name. */
  readonly amr: string;
  readonly claims: Claims;
  /** The key of RoleMappings that applies. */
  readonly mappingKey: string;
}

type Verifier = (pool: IdentityPool, provider: string, token: string) => Promise<VerifiedLogin>;

export type Logins = ReturnType<typeof createLogins>;

export function createLogins(providers: Providers, userPoolLogin: Verifier) {
  /** Tokens of these providers are verified with their keys, which the federation capability will fetch. */
  const federated: Verifier = async (pool, provider) => {
    if (!providers.isConfigured(pool, provider)) throw unsupportedProvider();
    throw fault(
      "NotImplementedException",
      `cognito-emulator does not verify tokens of ${provider} yet. User pools of this emulator and developer identities are verified.`,
    );
  };

  const verifiers: Readonly<Record<ProviderKind, Verifier>> = {
    "user-pool": userPoolLogin,
    social: federated,
    oidc: federated,
    saml: federated,
    developer: async () => {
      throw notAPublicProvider();
    },
    "cognito-identity": async () => {
      throw invalidLogin("Can't pass in a Cognito token.");
    },
  };

  return {
    /**
     * Verifies every login, in the order given.
     * @throws NotAuthorizedException, InvalidParameterException, NotImplementedException
     */
    async verify(
      pool: IdentityPool,
      logins: Readonly<Record<string, string>> = {},
    ): Promise<VerifiedLogin[]> {
      const verified: VerifiedLogin[] = [];
      for (const [name, token] of Object.entries(logins)) {
        const provider = providers.canonical(name);
        verified.push(await verifiers[providers.kindOf(pool, provider)](pool, provider, token));
      }
      return verified;
    },

    /** A login that the pool's developer vouches for: this operation is the developer's own. */
    developer(pool: IdentityPool, provider: string, userIdentifier: string): VerifiedLogin {
      return {
        provider,
        subject: userIdentifier,
        amr: `${provider}:${pool.id}:${userIdentifier}`,
        claims: {},
        mappingKey: provider,
      };
    },
  };
}

/** The `amr` of an OpenID token for these logins. */
export function amrOf(logins: readonly VerifiedLogin[]): string[] {
  if (logins.length === 0) return ["unauthenticated"];
  return ["authenticated", ...logins.flatMap(({ provider, amr }) => [provider, amr])];
}
