// Resource servers as the service shows them.
import type { ResourceServerType } from "../../../model/cognito-idp.gen.js";
import type { ResourceServer } from "../../../storage/records.js";

/** A server without scopes shows none (assumed). */
export const presentResourceServer = (server: ResourceServer): ResourceServerType => ({
  UserPoolId: server.poolId,
  Identifier: server.identifier,
  Name: server.name,
  Scopes: server.scopes.length > 0 ? [...server.scopes] : undefined,
});
