// RevokeToken: ends the sign-in that a refresh token belongs to, with all its tokens.
//
// Order of checks: client, secret, revocation enabled, kind of token. The model has one error for a client that can't
// prove itself, whatever the reason; which texts it carries is assumed.
import { knowsSecret } from "../../../core/clients/clients.js";
import { operation } from "../operation.js";

export const RevokeToken = operation("RevokeToken", (input, ctx) => {
  const { clients, tokens } = ctx.core;
  const client = clients.lookUp(input.ClientId);
  if (!client) throw ctx.fault("UnauthorizedException", `User pool client ${input.ClientId} does not exist.`);
  if (!knowsSecret(client, input.ClientSecret))
    throw ctx.fault("UnauthorizedException", "Client authentication failed.");
  tokens.revoke(client, input.Token, input.RevokeAssociatedSessions === "LINKED");
  return {};
});
