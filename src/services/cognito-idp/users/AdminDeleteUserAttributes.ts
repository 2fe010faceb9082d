// AdminDeleteUserAttributes: removes attributes of a user; one that has no value is no error.
//
// Order of checks: pool, user, schema, mutability, required attributes.
import { requireChangeable } from "../../../core/users/attribute-changes.js";
import { requireKnown } from "../../../core/users/attributes.js";
import { operation } from "../operation.js";

export const AdminDeleteUserAttributes = operation("AdminDeleteUserAttributes", (input, ctx) => {
  const { pools, users, attributeChanges } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  requireKnown(pool, input.UserAttributeNames);
  const removals = Object.fromEntries(input.UserAttributeNames.map((name) => [name, ""]));
  requireChangeable(pool, user, removals);

  ctx.transaction(() => {
    attributeChanges.apply(pool, user, removals, { byAdmin: true });
  });
  return {};
});
