// All that the emulator knows of identity pools, built from the state file and the ports.
import type { Clock } from "../../platform/clock.js";
import type { Keys } from "../../platform/keys.js";
import type { Store } from "../../storage/store.js";
import type { Identifiers } from "../ids.js";
import type { Urls } from "../urls.js";
import { createAwsCredentials } from "./aws-credentials.js";
import { createDevelopers } from "./developers.js";
import { createIdentities } from "./identities.js";
import { createLogins } from "./logins.js";
import { createOpenIdTokens } from "./open-id-tokens.js";
import { createPools } from "./pools.js";
import { createPrincipalTags } from "./principal-tags.js";
import { createProviders } from "./providers.js";
import { createUserPoolLogins, type UserPoolTokens } from "./user-pool-logins.js";
import { createVisits } from "./visits.js";

export interface IdentityPoolDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly ids: Identifiers;
  readonly urls: Urls;
  readonly userPoolTokens: UserPoolTokens;
}

export function createIdentityPools(deps: IdentityPoolDeps) {
  const { store, urls } = deps;
  const providers = createProviders(store, urls);
  const identities = createIdentities(deps);
  const principalTags = createPrincipalTags(store, providers);
  const openIdTokens = createOpenIdTokens(deps);
  return {
    providers,
    pools: createPools({ ...deps, providers }),
    identities,
    logins: createLogins(providers, createUserPoolLogins({ ...deps, providers })),
    developers: createDevelopers(store, identities),
    principalTags,
    openIdTokens,
    visits: createVisits({ ...deps, identities, principalTags }),
    awsCredentials: createAwsCredentials(deps),
  };
}
