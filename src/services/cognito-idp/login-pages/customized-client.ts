// Whose classic pages a request is about.
import type { Client, Pool } from "../../../storage/records.js";
import type { Context } from "../../operation.js";

/**
 * Undefined for all clients: `ALL`, or none.
 * @throws ResourceNotFoundException
 */
export const customizedClient = (
  { core }: Pick<Context, "core">,
  pool: Pool,
  clientId: string | undefined,
): Client | undefined =>
  clientId === undefined || clientId === "ALL" ? undefined : core.clients.require(pool, clientId);
