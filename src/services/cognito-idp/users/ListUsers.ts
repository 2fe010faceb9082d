// ListUsers: the users of a pool, or those who pass a filter, page by page.
//
// Order of checks (assumed): pool, filter, token, requested attributes. Without a filter the oldest account comes
// first; with one, users come in the order of the attribute that it names.
import { findAttribute } from "../../../core/users/attributes.js";
import { parseFilter } from "../../../core/users/filter.js";
import type { Pool, User } from "../../../storage/records.js";
import { operation } from "../operation.js";
import { readPage } from "../pages.js";
import { presentOptions } from "../present/mfa.js";
import { presentUser } from "../present/user.js";

/** SDK, ListUsersRequest: the default is the greatest page. 0 counts as not given (assumed). */
const DEFAULT_LIMIT = 60;

export const ListUsers = operation("ListUsers", (input, ctx) => {
  const { pools, users, mfa } = ctx.core;
  const { Filter, AttributesToGet } = input;
  const pool = pools.require(ctx.caller.scope, input.UserPoolId);
  const filter = parseFilter(Filter);
  // Assumed: an empty list asks for nothing in particular.
  const only = AttributesToGet?.length ? new Set(AttributesToGet) : undefined;

  const { items, nextToken } = readPage(
    ctx,
    ["ListUsers", pool.id, Filter ?? ""],
    { token: input.PaginationToken, limit: input.Limit || DEFAULT_LIMIT },
    (request) => (filter === "none" ? { items: [] } : users.list(pool, filter, request)),
  );
  if (only && !haveAll(pool, items, only))
    throw ctx.fault("InvalidParameterException", "One or more requested attributes do not exist.");
  return {
    Users: items.map((user) => ({ ...presentUser(user, only), ...presentOptions(mfa.settings(user)) })),
    PaginationToken: nextToken,
  };
});

/** SDK, AttributesToGet: what the pool does not know, or a user found lacks, fails the whole call. */
const haveAll = (pool: Pool, users: readonly User[], names: ReadonlySet<string>): boolean =>
  [...names].every(
    (name) =>
      findAttribute(pool, name) !== undefined &&
      users.every((user) => name === "sub" || user.attributes[name] !== undefined),
  );
