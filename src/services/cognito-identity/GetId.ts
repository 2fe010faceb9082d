// GetId: the identity that logins lead to, made when there is none; without logins a new guest each time.
//
// Unsigned: the pool is found by its id alone, and AccountId is not compared with anything.
// Order of checks: pool, each login in turn, guests allowed, links.
import { operation } from "./operation.js";

export const GetId = operation("GetId", async (input, ctx) => {
  const { pools, identities, logins } = ctx.core.identityPools;
  const proven = await logins.verify(pools.find(input.IdentityPoolId), input.Logins);

  const identity = ctx.transaction(() => identities.resolve(pools.find(input.IdentityPoolId), proven));
  return { IdentityId: identity.id };
});
