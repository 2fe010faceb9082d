// GetClientToken: an access token of the client itself, for scopes of resource servers and without a domain.
//
// Order of checks (assumed): client, flow, secret, scopes, function. Of the texts only that of a wrong secret is known.
import { allowsClientToken } from "../../../core/clients/auth-flows.js";
import { knowsSecret } from "../../../core/clients/clients.js";
import { grantedToMachine } from "../../../core/oauth/scopes.js";
import { Fault } from "../../../model/fault.js";
import { operation } from "../operation.js";

export const GetClientToken = operation("GetClientToken", async (input, ctx) => {
  const { clients, resourceServers, tokens } = ctx.core;
  const { pool, client } = clients.find(input.ClientId);
  const invalid = (message: string) => ctx.fault("InvalidParameterException", message);
  if (!allowsClientToken(client)) throw invalid("ALLOW_CLIENT_TOKEN_AUTH is not enabled for the client.");
  if (!knowsSecret(client, input.Secret))
    throw ctx.fault("NotAuthorizedException", "Invalid client or secret");

  const exists = (scope: string) => resourceServers.scopeExists(pool, scope);
  const asked = input.Scopes ?? [];
  const unknown = asked.find((scope) => !exists(scope) || !grantedToMachine(client, [scope]));
  if (unknown !== undefined) throw invalid(`Invalid scope requested: ${unknown}`);
  // A client keeps the scopes of resource servers that are gone.
  const scopes = grantedToMachine(client, asked)?.filter(exists) ?? [];
  if (scopes.length === 0) throw invalid(`Client ${client.id} has no scopes of resource servers.`);

  const metadata = input.ClientMetadata;
  const token = await tokens
    .issueToClient({ pool, client, caller: ctx.caller, scopes, metadata })
    .catch((error: unknown) => {
      // The model has no errors of functions here; which one stands for them is assumed.
      throw error instanceof Fault && error.name.includes("Lambda") ? invalid(error.message) : error;
    });
  return {
    ClientAuthenticationResult: {
      AccessToken: token.accessToken,
      ExpiresIn: token.expiresInSeconds,
      TokenType: "Bearer",
    },
  };
});
