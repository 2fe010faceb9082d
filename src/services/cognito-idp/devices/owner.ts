// Whose device an administrator asks for, in the two operations that are not modelled to raise UserNotFoundException.
import { fault } from "../../../model/fault.js";
import type { Pool, User } from "../../../storage/records.js";
import type { Context } from "../../operation.js";

/** @throws ResourceNotFoundException (assumed, with the text of the error that other operations raise) */
export function requireOwner({ core }: Pick<Context, "core">, pool: Pool, username: string): User {
  const user = core.users.find(pool, username);
  if (!user) throw fault("ResourceNotFoundException", "User does not exist.");
  return user;
}
