// DeleteUser: a signed-in user removes their own account.
import { operation } from "../operation.js";

export const DeleteUser = operation("DeleteUser", async (input, ctx) => {
  const { tokens, users } = ctx.core;
  const { user } = await tokens.open(input.AccessToken);
  ctx.transaction(() => users.remove(users.reread(user)));
  return {};
});
