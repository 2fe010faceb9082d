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
  const lastSeq = sql.prepare("SELECT coalesce(max(seq), 0) FROM messages").pluck();
  const clear = sql.prepare("DELETE FROM messages");

  const conditions = { to: "recipient", poolId: "pool_id", username: "username", kind: "kind" } as const;

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
    /** The newest `limit` messages that match, after `afterSeq`; newest last. */
    list(filter: MessageFilter, afterSeq = 0, limit = 1000): StoredMessage[] {
      const where = ["seq > @afterSeq"];
      const parameters: Record<string, string | number> = { afterSeq, limit };
      for (const [member, column] of Object.entries(conditions)) {
        const value = filter[member as keyof MessageFilter];
        if (value === undefined) continue;
        where.push(`${column} = @${member}`);
        parameters[member] = value;
      }
      const rows = sql
        .prepare<[Record<string, string | number>], StoredMessage>(
          `SELECT ${columns} FROM messages WHERE ${where.join(" AND ")} ORDER BY seq DESC LIMIT @limit`,
        )
        .all(parameters);
      return rows.reverse().map(present);
    },
    lastSeq: (): number => lastSeq.get() as number,
    clear(): void {
      clear.run();
    },
  };
}
