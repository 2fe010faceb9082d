// GetOpenIdTokenForDeveloperIdentity: identity and OpenID token of a user whom the developer's own backend knows.
//
// Order of checks (assumed): pool, exactly one login of the developer provider, public logins, then the identity.
import { amrOf } from "../../core/identity-pools/logins.js";
import { DEVELOPER_TOKEN_SECONDS } from "../../core/identity-pools/open-id-tokens.js";
import { operation } from "./operation.js";

export const GetOpenIdTokenForDeveloperIdentity = operation(
  "GetOpenIdTokenForDeveloperIdentity",
  async (input, ctx) => {
    const { pools, developers, logins, openIdTokens, principalTags } = ctx.core.identityPools;
    const known = pools.require(ctx.caller.scope, input.IdentityPoolId);

    const given = developers.split(known, input.Logins);
    const developer = logins.developer(known, given.provider, given.userIdentifier);
    const others = await logins.verify(known, given.others);

    const { pool, identity } = ctx.transaction(() => {
      const current = pools.require(ctx.caller.scope, input.IdentityPoolId);
      return { pool: current, identity: developers.resolve(current, input.IdentityId, developer, others) };
    });

    const Token = await openIdTokens.issue(pool, identity, {
      amr: amrOf([developer, ...others]),
      tags: { ...principalTags.of(pool, others), ...input.PrincipalTags },
      lifetimeSeconds: input.TokenDuration ?? DEVELOPER_TOKEN_SECONDS,
    });
    return { IdentityId: identity.id, Token };
  },
);
