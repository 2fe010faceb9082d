// The user whom a self-service operation without a token names, or what it says about one who doesn't exist.
import { hidesUserExistence } from "../../../core/clients/clients.js";
import type { Core } from "../../../core/core.js";
import type { LimitedAction } from "../../../core/users/attempt-limits.js";
import { nobody } from "../../../core/users/attempts.js";
import { type Fault, fault } from "../../../model/fault.js";
import type { Client, Pool, User } from "../../../storage/records.js";

/** Who is asked for, and how somebody who doesn't exist is refused by a client that hides it. */
interface Wanted {
  readonly pool: Pool;
  readonly client: Client;
  readonly username: string;
  /** What is limited by the hour, for nobody as for users (assumed). */
  readonly action: LimitedAction;
  readonly hidden: () => Fault;
}

/** @throws UserNotFoundException, or LimitExceededException and `hidden()` */
export function requireNamedUser({ users, attemptLimits }: Core, wanted: Wanted): User {
  const { pool, client, username, action, hidden } = wanted;
  const user = users.find(pool, username);
  if (user) return user;
  if (!hidesUserExistence(client)) throw combinationNotFound();
  attemptLimits.count(nobody(pool, username), action);
  throw hidden();
}

export const combinationNotFound = () =>
  fault("UserNotFoundException", "Username/client id combination not found.");
