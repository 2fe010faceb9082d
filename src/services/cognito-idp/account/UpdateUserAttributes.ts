// UpdateUserAttributes: a signed-in user changes their attributes; a new address has to be verified.
//
// Order of checks: token, the client's write permission, schema, mutability, aliases.
import { requireChangeable } from "../../../core/users/attribute-changes.js";
import { attributesFrom, requireWritable } from "../../../core/users/attributes.js";
import { operation } from "../operation.js";

export const UpdateUserAttributes = operation("UpdateUserAttributes", async (input, ctx) => {
  const { tokens, attributeChanges, messages } = ctx.core;
  const { pool, client, user } = await tokens.open(input.AccessToken);
  const changes = attributesFrom(input.UserAttributes);
  requireWritable(client, Object.keys(changes));
  requireChangeable(pool, user, changes);

  const changed = ctx.transaction(() => attributeChanges.apply(pool, user, changes, { byAdmin: false }));

  const { caller } = ctx;
  const { ClientMetadata: metadata } = input;
  const CodeDeliveryDetailsList = [];
  for (const { code, destination } of changed.verifications) {
    const sending = { pool, client, user: changed.user, caller, metadata, destination, code: code.code };
    CodeDeliveryDetailsList.push(await messages.send({ ...sending, kind: "UpdateUserAttribute" }));
  }
  return CodeDeliveryDetailsList.length > 0 ? { CodeDeliveryDetailsList } : {};
});
