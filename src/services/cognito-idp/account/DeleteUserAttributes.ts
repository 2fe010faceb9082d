// DeleteUserAttributes: a signed-in user removes attributes; one that has no value is no error.
//
// Order of checks: token, schema, the client's write permission, mutability, required attributes.
import { requireChangeable } from "../../../core/users/attribute-changes.js";
import { requireKnown, requireWritable } from "../../../core/users/attributes.js";
import { operation } from "../operation.js";

export const DeleteUserAttributes = operation("DeleteUserAttributes", async (input, ctx) => {
  const { tokens, attributeChanges } = ctx.core;
  const { pool, client, user } = await tokens.open(input.AccessToken);
  requireKnown(pool, input.UserAttributeNames);
  requireWritable(client, input.UserAttributeNames);
  const removals = Object.fromEntries(input.UserAttributeNames.map((name) => [name, ""]));
  requireChangeable(pool, user, removals);

  ctx.transaction(() => {
    attributeChanges.apply(pool, user, removals, { byAdmin: false });
  });
  return {};
});
