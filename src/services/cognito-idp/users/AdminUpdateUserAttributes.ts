// AdminUpdateUserAttributes: changes attributes of a user; an empty value removes one.
//
// Order of checks: pool, user, schema, mutability, addresses of verified flags, aliases. What happens to the verified
// flags and when a code is sent, is told in core/users/attribute-changes.
import { requireChangeable } from "../../../core/users/attribute-changes.js";
import { attributesFrom } from "../../../core/users/attributes.js";
import { operation } from "../operation.js";

export const AdminUpdateUserAttributes = operation("AdminUpdateUserAttributes", async (input, ctx) => {
  const { pools, users, attributeChanges, messages } = ctx.core;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const user = users.require(pool, input.Username);
  const changes = attributesFrom(input.UserAttributes);
  requireChangeable(pool, user, changes);

  const changed = ctx.transaction(() => attributeChanges.apply(pool, user, changes, { byAdmin: true }));
  const { caller } = ctx;
  const { ClientMetadata: metadata } = input;
  for (const { code, destination } of changed.verifications) {
    const sending = { pool, user: changed.user, caller, metadata, destination, code: code.code };
    await messages.send({ ...sending, kind: "UpdateUserAttribute" });
  }
  return {};
});
