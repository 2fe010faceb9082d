// GetUser: what the client may read of the user who presents the access token.
import { presentAttributes, readableAttributes } from "../../../core/users/attributes.js";
import { operation } from "../operation.js";
import { presentMfa } from "../present/mfa.js";

export const GetUser = operation("GetUser", async (input, ctx) => {
  const { tokens, mfa } = ctx.core;
  const { client, user } = await tokens.open(input.AccessToken);
  const attributes = readableAttributes(client, user.attributes);
  return {
    Username: user.username,
    UserAttributes: presentAttributes({ sub: user.sub, attributes }),
    ...presentMfa(mfa.settings(user)),
  };
});
