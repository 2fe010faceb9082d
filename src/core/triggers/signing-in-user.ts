// The user of a sign-in as its triggers see them, who may be one whom the pool does not know.
import type { Attributes, Client, Pool, User } from "../../storage/records.js";
import { hidesUserExistence } from "../clients/clients.js";
import { eventAttributes } from "./user-attributes.js";

export interface SigningInUser {
  /** As typed when the user is not known. */
  readonly userName: string;
  /** Undefined for a user who does not exist and must be simulated. */
  readonly user: User | undefined;
}

export const signingInAttributes = (pool: Pool, user: User | undefined): Attributes =>
  user ? eventAttributes(pool, user) : {};

/** The flag is there for clients that hide who exists, and for no others (developer guide, pre authentication). */
export const userNotFoundOf = (client: Client | undefined, user: User | undefined) =>
  client && hidesUserExistence(client) ? { userNotFound: user === undefined } : {};
