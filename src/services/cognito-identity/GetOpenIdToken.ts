// GetOpenIdToken: an OpenID token for an identity, the second step of the basic (classic) flow.
//
// Order of checks (assumed): identity, the pool's permission for this flow, logins, access to the identity.

import { amrOf } from "../../core/identity-pools/logins.js";
import { OPEN_ID_TOKEN_SECONDS } from "../../core/identity-pools/open-id-tokens.js";
import { operation } from "./operation.js";

export const GetOpenIdToken = operation("GetOpenIdToken", async (input, ctx) => {
  const { identities, logins, openIdTokens, principalTags } = ctx.core.identityPools;

  const known = identities.require(input.IdentityId).pool;
  const classic = (permission: string) =>
    ctx.fault(
      "InvalidParameterException",
      `Basic (classic) flow is not ${permission}, please use enhanced flow.`,
    );
  if (Object.keys(known.roles.RoleMappings ?? {}).length > 0) throw classic("supported with RoleMappings");
  if (!known.settings.AllowClassicFlow) throw classic("enabled");

  const proven = await logins.verify(known, input.Logins);
  const { pool, identity } = ctx.transaction(() => identities.open(input.IdentityId, proven));

  const Token = await openIdTokens.issue(pool, identity, {
    amr: amrOf(proven),
    tags: principalTags.of(pool, proven),
    lifetimeSeconds: OPEN_ID_TOKEN_SECONDS,
  });
  return { IdentityId: identity.id, Token };
});
