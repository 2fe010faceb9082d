// Attributes for access control: which claims of a login become session tags of the credentials.
import type { IdentityPool, PrincipalTagMap } from "../../storage/identity-records.js";
import type { Store } from "../../storage/store.js";
import type { Tags } from "../pools/tags.js";
import type { VerifiedLogin } from "./logins.js";
import type { Providers } from "./providers.js";
import { claimText } from "./roles.js";

/** What UseDefaults stands for: claims by tag (developer guide, "Using attributes for access control"). */
const defaultPrincipalTags: Tags = { client: "aud", username: "sub" };

export type PrincipalTags = ReturnType<typeof createPrincipalTags>;

export function createPrincipalTags(store: Store, providers: Providers) {
  return {
    /** The mapping for a provider, by any of its names; what was never set maps nothing. */
    find(pool: IdentityPool, providerName: string): PrincipalTagMap {
      const provider = providers.canonical(providerName);
      return (
        store.principalTagMaps.find(pool.id, provider) ?? {
          poolId: pool.id,
          provider,
          useDefaults: false,
          tags: {},
        }
      );
    },

    /** Replaces the mapping for a provider. Any provider name is taken, configured or not (assumed). */
    set(pool: IdentityPool, providerName: string, useDefaults: boolean, tags: Tags): PrincipalTagMap {
      const map = {
        poolId: pool.id,
        provider: providers.canonical(providerName),
        useDefaults,
        tags: useDefaults ? defaultPrincipalTags : tags,
      };
      store.principalTagMaps.set(map);
      return map;
    },

    /** The session tags that these logins bring; a claim that the token lacks brings none. */
    of(pool: IdentityPool, logins: readonly VerifiedLogin[]): Tags {
      const tags: Record<string, string> = {};
      for (const { provider, claims } of logins)
        for (const [tag, claim] of Object.entries(
          store.principalTagMaps.find(pool.id, provider)?.tags ?? {},
        )) {
          const value = claimText(claims[claim]);
          if (value !== undefined) tags[tag] = value;
        }
      return tags;
    },
  };
}
