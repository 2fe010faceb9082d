// The OAuth 2.0 and OpenID Connect server of user pools: what the endpoints of a domain do, without HTTP.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Clients } from "../clients/clients.js";
import type { ResourceServers } from "../pools/resource-servers.js";
import type { Tokens } from "../tokens/tokens.js";
import type { Caller } from "../triggers/triggers.js";
import { createAuthorizationCodes } from "./authorization-codes.js";
import {
  type AuthorizationRequest,
  type Reading,
  type RequestParameters,
  readAuthorizationRequest,
} from "./authorization-request.js";
import { createBrowserSessions, type LivingSession, methodsIn } from "./browser-sessions.js";
import { type LogoutTarget, logoutTarget } from "./logout.js";
import { answerAddress } from "./redirects.js";
import { createRegistration } from "./registration.js";
import { createRevocation } from "./revocation.js";
import { createSeals } from "./sealing.js";
import { createTokenEndpoint } from "./token-endpoint.js";
import { createUserInfo } from "./user-info.js";

export type { Client, Pool, User } from "../../storage/records.js";

export type OAuth = ReturnType<typeof createOAuth>;

export function createOAuth(deps: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  tokens: Tokens;
  clients: Clients;
  resourceServers: ResourceServers;
  /** See createBrowserSessions. */
  ssoMinutes(client: Client): number;
  longestSsoMinutes(pool: Pool): number;
  beginSso: Parameters<typeof createBrowserSessions>[0]["beginSso"];
}) {
  const { store, tokens } = deps;
  const codes = createAuthorizationCodes(deps);
  const findClient = (id: string) => store.clients.find(id);
  const inPool = (pool: Pool) => (id: string) => {
    const client = findClient(id);
    return client?.poolId === pool.id ? client : undefined;
  };

  return {
    sessions: createBrowserSessions(deps),
    seals: createSeals(
      store.fileSecrets.get("login-pages", () => deps.entropy.bytes(32)),
      deps,
    ),
    exchange: createTokenEndpoint({ ...deps, codes, findClient }),
    userInfo: createUserInfo(deps),
    register: createRegistration(deps),
    revoke: createRevocation({ tokens, findClient }),
    clientOf: (pool: Pool, id: string | undefined): Client | undefined =>
      id === undefined ? undefined : inPool(pool)(id),
    read: (pool: Pool, managed: boolean, given: RequestParameters): Reading =>
      readAuthorizationRequest(pool, managed, inPool(pool), given),
    logoutTarget: (pool: Pool, given: RequestParameters): LogoutTarget => logoutTarget(inPool(pool), given),

    /**
     * Where the browser of a signed-in user goes: to the application, with a code or with tokens.
     * @param eventId of a sign-in that has just ended: what threat protection recorded
     * @throws Fault of the functions that make tokens
     */
    async answer(
      request: AuthorizationRequest,
      living: LivingSession,
      caller: Caller,
      eventId?: string,
    ): Promise<string> {
      if (request.responseType === "code")
        return answerAddress(request, { code: codes.issue(request, living, eventId) });
      const { user, session } = living;
      const { pool, client, scopes, nonce, resource } = request;
      const issued = await tokens.issue({
        ...{ pool, client, user, caller, source: "HostedAuth", scope: scopes.join(" ") },
        risk: eventId === undefined ? undefined : { eventId },
        methods: methodsIn(session),
        hosted: {
          ...{ authenticatedAt: session.authenticatedAt, browserSessionId: session.id },
          ...{ nonce, resource, refreshable: false },
        },
      });
      return answerAddress(request, {
        id_token: issued.idToken,
        access_token: issued.accessToken,
        expires_in: issued.expiresInSeconds,
        token_type: "Bearer",
      });
    },
  };
}
