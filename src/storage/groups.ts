// Groups and their members in SQLite.
import type { Database } from "./database.js";
import type { Group, Page, PageRequest } from "./records.js";
import { defined, page } from "./rows.js";

export function createGroupRepository({ sql }: Database) {
  const columns = `groups.pool_id AS poolId, name, description, role_arn AS roleArn, precedence,
    created_at AS createdAt, changed_at AS changedAt`;
  const byName = sql.prepare<[string, string], Group>(
    `SELECT ${columns} FROM groups WHERE pool_id = ? AND name = ?`,
  );
  const insert = sql.prepare(
    `INSERT INTO groups (pool_id, name, description, role_arn, precedence, created_at, changed_at)
     VALUES (@poolId, @name, @description, @roleArn, @precedence, @createdAt, @changedAt)`,
  );
  const update = sql.prepare(
    `UPDATE groups SET description = @description, role_arn = @roleArn, precedence = @precedence,
       changed_at = @changedAt WHERE pool_id = @poolId AND name = @name`,
  );
  const remove = sql.prepare("DELETE FROM groups WHERE pool_id = ? AND name = ?");
  const list = sql.prepare<[string, string, number], Group>(
    `SELECT ${columns} FROM groups WHERE pool_id = ? AND name > ? ORDER BY name LIMIT ? + 0`,
  );
  const ofUserPage = sql.prepare<[number, string, number], Group>(
    `SELECT ${columns} FROM group_members JOIN groups
       ON groups.pool_id = group_members.pool_id AND groups.name = group_members.group_name
     WHERE user_id = ? AND group_name > ? ORDER BY group_name LIMIT ? + 0`,
  );
  const addMember = sql.prepare(
    "INSERT OR IGNORE INTO group_members (pool_id, group_name, user_id, added_at) VALUES (?, ?, ?, ?)",
  );
  const removeMember = sql.prepare(
    "DELETE FROM group_members WHERE pool_id = ? AND group_name = ? AND user_id = ?",
  );
  const count = sql.prepare<[string]>("SELECT count(*) FROM groups WHERE pool_id = ?").pluck();
  const columnsOf = (group: Group) => ({
    ...group,
    description: group.description ?? null,
    roleArn: group.roleArn ?? null,
    precedence: group.precedence ?? null,
  });
  const byCursor = (request: PageRequest, read: (after: string, limit: number) => Group[]): Page<Group> =>
    page(
      request,
      (limit) => read(request.after ?? "", limit),
      defined,
      (row) => row.name,
    );

  return {
    find(poolId: string, name: string): Group | undefined {
      const row = byName.get(poolId, name);
      return row && defined(row);
    },
    insert(group: Group): void {
      insert.run(columnsOf(group));
    },
    update(group: Group): void {
      update.run(columnsOf(group));
    },
    remove(poolId: string, name: string): void {
      remove.run(poolId, name);
    },
    list: (poolId: string, request: PageRequest): Page<Group> =>
      byCursor(request, (after, limit) => list.all(poolId, after, limit)),
    ofUserPage: (userId: number, request: PageRequest): Page<Group> =>
      byCursor(request, (after, limit) => ofUserPage.all(userId, after, limit)),
    /** All groups of a user (AWS allows 100 at most), by name. */
    ofUser: (userId: number): Group[] => ofUserPage.all(userId, "", -1).map(defined),
    addMember(group: Group, userId: number, at: number): void {
      addMember.run(group.poolId, group.name, userId, at);
    },
    removeMember(group: Group, userId: number): void {
      removeMember.run(group.poolId, group.name, userId);
    },
    count: (poolId: string): number => count.get(poolId) as number,
  };
}
