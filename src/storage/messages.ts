// The inbox in SQLite: every message that Cognito would have sent.
import type { Database } from "./database.js";
import type { Message } from "./records.js";
import { present } from "./rows.js";

export interface MessageFilter {
  readonly to?: string | undefined;
  readonly poolId?: string | undefined;
  readonly username?: string | undefined;
  readonly kind?: string | undefined;
}

/** A message with its place in the order of arrival. */
export type StoredMessage = Message & { readonly seq: number };

export type MessageRepository = ReturnType<typeof createMessageRepository>;

export function createMessageRepository({ sql }: Database) {
  const columns = `seq, id, at, pool_id AS poolId, client_id AS clientId, username, medium, recipient AS "to", kind,
    subject, text, html, code, link`;
  const insert = sql.prepare(
    `INSERT INTO messages (id, at, pool_id, client_id, username, medium, recipient, kind, subject, text, html, code, link)
     VALUES (@id, @at, @poolId, @clientId, @username, @medium, @to, @kind, @subject, @text, @html, @code, @link)`,
  );
  const seqOf = sql.prepare<[string]>("SELECT seq FROM messages WHERE id = ?").pluck();
  const clear = sql.prepare("DELETE FROM messages");

  const take = sql.prepare("UPDATE messages SET taken = 1 WHERE seq = ?");

  const conditions = {
    to: "recipient = @to",
    poolId: "pool_id = @poolId",
    username: "username = @username",
    kind: "kind = @kind",
    afterSeq: "seq > @afterSeq",
    taken: "taken = @taken",
  } as const;

  function select(filter: MessageFilter, extra: Record<string, number>, order: string): StoredMessage[] {
    const given = { ...filter, ...extra };
    const where = Object.entries(conditions).flatMap(([member, condition]) =>
      given[member as keyof typeof given] === undefined ? [] : [condition],
    );
    const clause = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    const statement = sql.prepare<[object], StoredMessage>(
      `SELECT ${columns} FROM messages ${clause} ${order}`,
    );
    return statement.all(given).map(present);
  }

  return {
    insert(message: Message): number {
      const row = {
        ...message,
        clientId: message.clientId ?? null,
        subject: message.subject ?? null,
        html: message.html ?? null,
        code: message.code ?? null,
        link: message.link ?? null,
      };
      return Number(insert.run(row).lastInsertRowid);
    },
    /** The newest `limit` messages that match; newest last. */
    list(filter: MessageFilter, limit = 1000): StoredMessage[] {
      return select(filter, {}, `ORDER BY seq DESC LIMIT ${limit}`).reverse();
    },
    /** The oldest that matches after the given place, or that nobody took yet. */
    first(filter: MessageFilter, from: { afterSeq: number } | "untaken"): StoredMessage | undefined {
      const extra = from === "untaken" ? { taken: 0 } : from;
      return select(filter, extra, "ORDER BY seq LIMIT 1")[0];
    },
    take(seq: number): void {
      take.run(seq);
    },
    /** The place of a message in the order of arrival; 0 for an unknown id, which is before all. */
    seqOf: (id: string): number => (seqOf.get(id) as number | undefined) ?? 0,
    clear(): void {
      clear.run();
    },
  };
}
