// REFRESH_TOKEN_AUTH: new ID and access tokens for a refresh token. No step follows.
import { fault } from "../../../model/fault.js";
import type { Clock } from "../../../platform/clock.js";
import type { Client, Pool, User } from "../../../storage/records.js";
import type { Store } from "../../../storage/store.js";
import { secretHashMissing } from "../../clients/clients.js";
import { secretHashMatches } from "../../credentials/secret-hash.js";
import { openRefreshToken } from "../../tokens/refresh-tokens.js";
import type { Tokens } from "../../tokens/tokens.js";
import type { Users } from "../../users/users.js";
import { type Flow, type Parameters, requireParameter } from "../attempt.js";

export function refreshFlow(deps: { store: Store; clock: Clock; users: Users; tokens: Tokens }): Flow {
  const { store, clock, users, tokens } = deps;

  /** The hash is over the canonical username; over USERNAME as well, should the caller name the user so. */
  function requireHash(pool: Pool, client: Client, user: User, { USERNAME, SECRET_HASH }: Parameters): void {
    if (client.secrets.length === 0) return;
    if (SECRET_HASH === undefined) throw secretHashMissing(client);
    const names = [user.username];
    if (USERNAME && users.find(pool, USERNAME)?.id === user.id) names.push(USERNAME);
    const secrets = client.secrets.map((secret) => secret.value);
    if (!names.some((name) => secretHashMatches(secrets, name, client.id, SECRET_HASH)))
      throw fault("NotAuthorizedException", `SecretHash does not match for the client: ${client.id}`);
  }

  return {
    names: ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"],
    requires: ["REFRESH_TOKEN"],
    async start({ pool, client, caller, parameters }) {
      const refreshToken = requireParameter(parameters, "REFRESH_TOKEN");
      const { user } = openRefreshToken(store, client, refreshToken, clock.now());
      requireHash(pool, client, user, parameters);
      const { DEVICE_KEY: deviceKey } = parameters;
      // The request's ClientMetadata goes to the functions before a sign-in, of which there are none here.
      return {
        tokens: await tokens.refresh({
          pool,
          client,
          caller,
          refreshToken,
          deviceKey,
          source: "RefreshTokens",
        }),
      };
    },
  };
}
