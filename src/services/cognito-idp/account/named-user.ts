// The user whom a self-service operation without a token names, or what it says about one who doesn't exist.
import { hidesUserExistence } from "../../../core/clients/clients.js";
import type { Core } from "../../../core/core.js";
import { type Fault, fault } from "../../../model/fault.js";
import type { Client, Pool, User } from "../../../storage/records.js";

/**
 * @param hidden what a client that hides who exists is told instead
 * @throws UserNotFoundException, or `hidden()`
 */
export function requireNamedUser(
  { users }: Core,
  pool: Pool,
  client: Client,
  username: string,
  hidden: () => Fault,
): User {
  const user = users.find(pool, username);
  if (!user) throw hidesUserExistence(client) ? hidden() : combinationNotFound();
  return user;
}

export const combinationNotFound = () =>
  fault("UserNotFoundException", "Username/client id combination not found.");
