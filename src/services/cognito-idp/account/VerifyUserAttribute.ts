// VerifyUserAttribute: a signed-in user proves an e-mail address or phone number with the code sent to it.
//
// Order of checks: token, attribute that can be verified, hourly limit, code, alias free.
import { aliasConflictOfChange } from "../../../core/users/users.js";
import { operation } from "../operation.js";
import { requireContact } from "./contact.js";

export const VerifyUserAttribute = operation("VerifyUserAttribute", async (input, ctx) => {
  const { tokens, users, codes, attemptLimits } = ctx.core;
  const { pool, user } = await tokens.open(input.AccessToken);
  const attribute = requireContact(input.AttributeName);
  attemptLimits.count(user, "VerifyUserAttribute");

  // Outside the transaction: a miss must be counted even though it fails the call.
  const code = codes.require(user, "VerifyAttribute", input.Code, attribute);

  ctx.transaction(() => {
    codes.spend(code);
    const current = users.reread(user);
    const proven = {
      [`${attribute}_verified`]: "true",
      ...(code.pendingValue && { [attribute]: code.pendingValue }),
    };
    const attributes = { ...current.attributes, ...proven };
    users.changeAttributes(pool, current, attributes, aliasConflictOfChange(pool, { byAdmin: false }));
  });
  return {};
});
