// Login providers: what kind of provider a name stands for, and the one name by which each is known.
import type { IdentityPool } from "../../storage/identity-records.js";
import type { Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Urls } from "../urls.js";

/** The provider under which an identity pool's own OpenID tokens come back. */
export const COGNITO_IDENTITY = "cognito-identity.amazonaws.com";

export const socialProviders: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "api.twitter.com",
  "appleid.apple.com",
  "graph.facebook.com",
  "www.amazon.com",
  "www.digits.com",
]);

export type ProviderKind = "cognito-identity" | "developer" | "user-pool" | "social" | "saml" | "oidc";

export type Providers = ReturnType<typeof createProviders>;

/** The name of a user pool as a login provider, in whatever way the emulator names itself as issuer. */
export const userPoolProvider = (pool: Pick<Pool, "id" | "region">): string =>
  `cognito-idp.${pool.region}.amazonaws.com/${pool.id}`;

const awsName = /^(?:issuer-)?(cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[\w-]+_[0-9a-zA-Z]+)$/;
const localName = /\/(([\w-]+)_[0-9a-zA-Z]+)$/;
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/;
const samlArn = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/.+$/;

/** What a loopback address is called makes no difference. */
const sameName = (name: string): string => name.replace(loopback, "localhost");

export function createProviders(store: Store, urls: Urls) {
  /** A name of the form HOST:PORT/POOL, as the `iss` of this emulator's tokens reads without scheme, in AWS's form. */
  function nameOfLocal(name: string): string | undefined {
    const [, poolId, region] = localName.exec(name) ?? [];
    if (poolId === undefined) return undefined;
    const pool = store.pools.find(poolId);
    // While fixtures are loaded the emulator does not know its address yet: any name of a pool that is there is taken.
    if (!urls.isKnown()) return pool && userPoolProvider(pool);
    const own = urls.poolUrl(poolId).replace(/^[a-z]+:\/\//, "");
    if (sameName(own) !== sameName(name)) return undefined;
    // A pool that was deleted still has a name, for the refusal of its tokens.
    return userPoolProvider(pool ?? { id: poolId, region: region ?? "" });
  }

  /** The one name of a provider that has several; the name itself otherwise. */
  const canonical = (name: string): string => awsName.exec(name)?.[1] ?? nameOfLocal(name) ?? name;

  return {
    canonical,

    /** The one form of a key of RoleMappings, which for a user pool ends with `:` and a client id. */
    mappingKey(key: string): string {
      const colon = key.lastIndexOf(":");
      const provider = canonical(key.slice(0, colon));
      return awsName.test(provider) ? `${provider}${key.slice(colon)}` : key;
    },

    /** @param provider canonical */
    kindOf(pool: IdentityPool, provider: string): ProviderKind {
      if (provider === COGNITO_IDENTITY) return "cognito-identity";
      if (provider === pool.settings.DeveloperProviderName) return "developer";
      if (awsName.test(provider)) return "user-pool";
      if (socialProviders.has(provider)) return "social";
      return samlArn.test(provider) ? "saml" : "oidc";
    },

    /** How the pool trusts a user pool's client, if it does. */
    userPoolClient(pool: IdentityPool, provider: string, clientId: string) {
      return pool.settings.CognitoIdentityProviders?.find(
        ({ ProviderName, ClientId }) =>
          ClientId === clientId && ProviderName !== undefined && canonical(ProviderName) === provider,
      );
    },

    /** Whether the pool trusts a public provider other than a user pool. */
    isConfigured({ settings }: IdentityPool, provider: string): boolean {
      return (
        (settings.SupportedLoginProviders !== undefined &&
          Object.hasOwn(settings.SupportedLoginProviders, provider)) ||
        (settings.SamlProviderARNs?.includes(provider) ?? false) ||
        (settings.OpenIdConnectProviderARNs?.some((arn) => arn.endsWith(`:oidc-provider/${provider}`)) ??
          false)
      );
    },
  };
}
