// GetTokensFromRefreshToken: new tokens for a refresh token, which is replaced where the client rotates.
//
// Order of checks: client, secret, refresh token. The client's list of flows does not matter (assumed).
import { knowsSecret } from "../../../core/clients/clients.js";
import { operation } from "../operation.js";
import { presentTokens } from "./outcome.js";

export const GetTokensFromRefreshToken = operation("GetTokensFromRefreshToken", async (input, ctx) => {
  const { clients, tokens } = ctx.core;
  const { pool, client } = clients.find(input.ClientId);
  // The text is assumed: it is the one that other operations have for a secret that is wrong.
  if (!knowsSecret(client, input.ClientSecret))
    throw ctx.fault("NotAuthorizedException", `Unable to verify secret hash for client ${client.id}`);
  const issued = await tokens.refresh({
    pool,
    client,
    caller: ctx.caller,
    refreshToken: input.RefreshToken,
    deviceKey: input.DeviceKey,
    // Not RefreshTokens: the developer guide lists this operation under the trigger source of sign-ins.
    source: "Authentication",
    metadata: input.ClientMetadata,
  });
  return { AuthenticationResult: presentTokens(issued) };
});
