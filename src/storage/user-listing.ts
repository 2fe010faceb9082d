// The pages of ListUsers and ListUsersInGroup, each answered by one index.
import type { Database } from "./database.js";
import type { Page, PageRequest, User } from "./records.js";
import { page } from "./rows.js";
import { USER_COLUMNS, type UserRow, userRecord } from "./users.js";

/** What a listing is restricted to. `value` is folded by the caller where the comparison ignores case. */
export type UserFilter =
  | { readonly by: "attribute"; readonly name: string; readonly value: string; readonly prefix: boolean }
  | { readonly by: "username"; readonly value: string; readonly prefix: boolean }
  | { readonly by: "sub"; readonly value: string; readonly prefix: boolean }
  | { readonly by: "status"; readonly values: readonly string[] }
  | { readonly by: "enabled"; readonly value: boolean };

/** The smallest string above every string that starts with `prefix`, in SQLite's byte order. */
const afterPrefix = (prefix: string): string => `${prefix}\u{10FFFF}`;

type SearchRow = UserRow & { found: string };

export function createUserListing({ sql }: Database) {
  const all = sql.prepare<[string, number, number], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const byAttribute = sql.prepare<[Record<string, string | number>], SearchRow>(
    `SELECT ${USER_COLUMNS}, value AS found FROM user_search JOIN users ON users.id = user_search.user_id
     WHERE user_search.pool_id = @poolId AND name = @name AND value <= @to
       AND (value, user_search.user_id) > (@afterValue, @afterId)
     ORDER BY value, user_search.user_id LIMIT @limit + 0`,
  );
  const byUsername = sql.prepare<[Record<string, string | number>], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = @poolId AND username >= @from AND username <= @to
       AND username > @after ORDER BY username LIMIT @limit + 0`,
  );
  const bySub = sql.prepare<[Record<string, string | number>], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = @poolId AND sub >= @from AND sub <= @to
       AND sub > @after ORDER BY sub LIMIT @limit + 0`,
  );
  const byStatus = sql.prepare<[string, string, number, number], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = ? AND status = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const byEnabled = sql.prepare<[string, number, number, number], UserRow>(
    `SELECT ${USER_COLUMNS} FROM users WHERE pool_id = ? AND enabled = ? AND id > ? ORDER BY id LIMIT ? + 0`,
  );
  const inGroup = sql.prepare<[string, string, number, number], UserRow>(
    `SELECT ${USER_COLUMNS} FROM group_members JOIN users ON users.id = group_members.user_id
     WHERE group_members.pool_id = ? AND group_name = ? AND group_members.user_id > ?
     ORDER BY group_members.user_id LIMIT ? + 0`,
  );

  const byRowId = (request: PageRequest, read: (after: number, limit: number) => UserRow[]): Page<User> =>
    page(
      request,
      (limit) => read(Number(request.after ?? 0), limit),
      userRecord,
      (row) => String(row.id),
    );

  /** Statuses are few: walks them in turn, so that each slice still comes from one index. */
  function withStatuses(poolId: string, statuses: readonly string[], request: PageRequest): Page<User> {
    const [startStatus = statuses[0], startId = "0"] = request.after?.split(":") ?? [];
    const remaining = statuses.slice(Math.max(0, statuses.indexOf(startStatus ?? "")));
    return page(
      request,
      (limit) => {
        const rows: UserRow[] = [];
        for (const [index, status] of remaining.entries()) {
          if (rows.length >= limit) break;
          rows.push(...byStatus.all(poolId, status, index === 0 ? Number(startId) : 0, limit - rows.length));
        }
        return rows;
      },
      userRecord,
      (row) => `${row.status}:${row.id}`,
    );
  }

  function withText(
    read: (parameters: Record<string, string | number>) => UserRow[],
    column: "username" | "sub",
    poolId: string,
    filter: { value: string; prefix: boolean },
    request: PageRequest,
  ): Page<User> {
    const to = filter.prefix ? afterPrefix(filter.value) : filter.value;
    const after = request.after ?? "";
    return page(
      request,
      // Starting at the cursor keeps the cost of a deep page that of the first.
      (limit) => read({ poolId, from: after || filter.value, to, after, limit }),
      userRecord,
      (row) => row[column],
    );
  }

  function withAttribute(
    poolId: string,
    filter: { name: string; value: string; prefix: boolean },
    request: PageRequest,
  ): Page<User> {
    // Ids begin at 1: the first page starts before every user who has the value itself.
    const [afterId = "0", afterValue = filter.value] = splitOnce(request.after);
    return page(
      request,
      (limit) =>
        byAttribute.all({
          poolId,
          name: filter.name,
          to: filter.prefix ? afterPrefix(filter.value) : filter.value,
          afterValue,
          afterId: Number(afterId),
          limit,
        }),
      ({ found: _, ...row }) => userRecord(row),
      (row) => `${row.id}:${row.found}`,
    );
  }

  return {
    list(poolId: string, filter: UserFilter | undefined, request: PageRequest): Page<User> {
      if (!filter) return byRowId(request, (after, limit) => all.all(poolId, after, limit));
      switch (filter.by) {
        case "attribute":
          return withAttribute(poolId, filter, request);
        case "username":
          return withText((parameters) => byUsername.all(parameters), "username", poolId, filter, request);
        case "sub":
          return withText((parameters) => bySub.all(parameters), "sub", poolId, filter, request);
        case "status":
          return withStatuses(poolId, filter.values, request);
        case "enabled":
          return byRowId(request, (after, limit) =>
            byEnabled.all(poolId, filter.value ? 1 : 0, after, limit),
          );
      }
    },
    inGroup(poolId: string, groupName: string, request: PageRequest): Page<User> {
      return byRowId(request, (after, limit) => inGroup.all(poolId, groupName, after, limit));
    },
  };
}

/** "7:a:b" -> ["7", "a:b"]: only the first colon separates. */
function splitOnce(cursor: string | undefined): string[] {
  if (cursor === undefined) return [];
  const at = cursor.indexOf(":");
  return [cursor.slice(0, at), cursor.slice(at + 1)];
}
