// The inbox in SQLite: every message that Cognito would have sent.
import type { Database } from "./database.js";
import type { Message, MessageDelivery } from "./records.js";
import { present } from "./rows.js";

export interface MessageFilter {
  readonly to?: string | undefined;
  readonly poolId?: string | undefined;
  readonly username?: string | undefined;
  readonly kind?: string | undefined;
}

/** A message with its place in the order of arrival. */
export type StoredMessage = Message & { readonly seq: number };

/** Older messages are forgotten, so that a long-running emulator doesn't grow without end. */
export const KEPT_MESSAGES = 10_000;

export function createMessageRepository({ sql }: Database) {
  const columns = `seq, id, at, pool_id AS poolId, client_id AS clientId, username, medium, recipient AS "to", kind,
    subject, text, html, code, link, sender AS "from", reply_to AS replyTo, configuration_set AS configurationSet,
    deliveries`;
  // The pool may have been deleted while its functions worded the message; then nobody can ask for it either.
  const insert = sql.prepare(
    `INSERT INTO messages (id, at, pool_id, client_id, username, medium, recipient, kind, subject, text, html, code, link,
       sender, reply_to, configuration_set, deliveries)
     SELECT @id, @at, @poolId, @clientId, @username, @medium, @to, @kind, @subject, @text, @html, @code, @link,
       @from, @replyTo, @configurationSet, @deliveries
     WHERE EXISTS (SELECT 1 FROM user_pools WHERE id = @poolId)`,
  );
  const update = sql.prepare<[string, string]>("UPDATE messages SET deliveries = ? WHERE id = ?");
  const seqOf = sql.prepare<[string]>("SELECT seq FROM messages WHERE id = ?").pluck();
  const remove = sql.prepare<[string]>("DELETE FROM messages WHERE id = ?");

  const forget = sql.prepare<[number]>("DELETE FROM messages WHERE seq <= ?");
  const take = sql.prepare("UPDATE messages SET taken = 1 WHERE seq = ?");

  const conditions = {
    id: "id = @id",
    to: "recipient = @to",
    poolId: "pool_id = @poolId",
    username: "username = @username",
    kind: "kind = @kind",
    afterSeq: "seq > @afterSeq",
    taken: "taken = @taken",
  } as const;

  type Given = MessageFilter & { readonly [name in "id" | "afterSeq" | "taken"]?: string | number };

  function where(given: Given): string {
    const parts = Object.entries(conditions).flatMap(([member, condition]) =>
      given[member as keyof Given] === undefined ? [] : [condition],
    );
    return parts.length > 0 ? `WHERE ${parts.join(" AND ")}` : "";
  }

  function select(given: Given, order: string): StoredMessage[] {
    const statement = sql.prepare<[object], MessageRow>(
      `SELECT ${columns} FROM messages ${where(given)} ${order}`,
    );
    return statement.all(given).map(record);
  }

  return {
    insert(message: Message): void {
      const row = {
        ...message,
        clientId: message.clientId ?? null,
        subject: message.subject ?? null,
        html: message.html ?? null,
        code: message.code ?? null,
        link: message.link ?? null,
        from: message.from ?? null,
        replyTo: message.replyTo ?? null,
        configurationSet: message.configurationSet ?? null,
        deliveries: JSON.stringify(message.deliveries),
      };
      const { lastInsertRowid, changes } = insert.run(row);
      if (changes > 0) forget.run(Number(lastInsertRowid) - KEPT_MESSAGES);
    },
    /** The newest `limit` messages that match; newest last. */
    list(filter: MessageFilter, limit = 1000): StoredMessage[] {
      return select(filter, `ORDER BY seq DESC LIMIT ${limit}`).reverse();
    },
    /** The oldest that matches after the given place, or that nobody took yet. */
    first(filter: MessageFilter, from: { afterSeq: number } | "untaken"): StoredMessage | undefined {
      const extra = from === "untaken" ? { taken: 0 } : from;
      return select({ ...filter, ...extra }, "ORDER BY seq LIMIT 1")[0];
    },
    find: (id: string): StoredMessage | undefined => select({ id }, "")[0],
    /** A message that was deleted meanwhile stays so. */
    setDeliveries(id: string, deliveries: readonly MessageDelivery[]): void {
      update.run(JSON.stringify(deliveries), id);
    },
    take(seq: number): void {
      take.run(seq);
    },
    /** The place of a message in the order of arrival; 0 for an unknown id, which is before all. */
    seqOf: (id: string): number => (seqOf.get(id) as number | undefined) ?? 0,
    /** Whether there was such a message. */
    remove: (id: string): boolean => remove.run(id).changes > 0,
    /** Removes all that match. */
    clear(filter: MessageFilter = {}): void {
      sql.prepare<[object]>(`DELETE FROM messages ${where(filter)}`).run({ ...filter });
    },
  };
}

type MessageRow = Omit<StoredMessage, "deliveries"> & { readonly deliveries: string };

const record = (row: MessageRow): StoredMessage => ({
  ...present(row),
  deliveries: JSON.parse(row.deliveries) as MessageDelivery[],
});
