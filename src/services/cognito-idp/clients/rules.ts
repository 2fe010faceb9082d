// What the rules for a client's settings have to know of its pool.
import type { ClientRules } from "../../../core/clients/settings.js";
import type { Core } from "../../../core/core.js";
import type { Pool } from "../../../storage/records.js";

export const clientRules = (
  core: Core,
  pool: Pool,
  hasSecret: boolean,
  doing: ClientRules["doing"],
): ClientRules => ({
  hasSecret,
  doing,
  scopeExists: (scope) => core.resourceServers.scopeExists(pool, scope),
  // Federation comes later: until then COGNITO is the only provider of every pool.
  providerExists: () => false,
});
