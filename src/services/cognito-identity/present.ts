// Shapes records of identity pools as the API shows them.

import type { Core } from "../../core/core.js";
import type {
  IdentityDescription,
  IdentityPool as WireIdentityPool,
} from "../../model/cognito-identity.gen.js";
import type { Identity, IdentityPool } from "../../storage/identity-records.js";

export function presentPool({ id, name, settings }: IdentityPool): WireIdentityPool {
  return { IdentityPoolId: id, IdentityPoolName: name, ...settings };
}

/** A guest has no Logins (assumed: the member is then absent). */
export function presentIdentity(core: Core, identity: Identity): IdentityDescription {
  const providers = core.identityPools.identities.providersOf(identity);
  return {
    IdentityId: identity.id,
    Logins: providers.length > 0 ? providers : undefined,
    CreationDate: identity.createdAt,
    LastModifiedDate: identity.changedAt,
  };
}
