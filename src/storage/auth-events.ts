// The history of authentication events in SQLite, and what it says about a user.
import type { Database } from "./database.js";
import type { AuthEvent, AuthEventFeedback, Page, PageRequest } from "./records.js";
import { page } from "./rows.js";

/** What an event changes into; the rest of it stays. */
type AuthEventProgress = Pick<AuthEvent, "response" | "challenges">;

/** What the sign-ins that count as trustworthy say about the next one. */
export interface AuthHistory {
  /** Whether there was any. */
  readonly exists: boolean;
  readonly knowsIp: boolean;
  readonly knowsDevice: boolean;
  readonly knowsCountry: boolean;
  /** Whether any of them is known to come from some country. */
  readonly knowsAnyCountry: boolean;
  /** The newest of which it is known where it happened. */
  readonly last?: { readonly at: number; readonly latitude: number; readonly longitude: number } | undefined;
  /** Sign-ins with wrong answers since the given moment, as far as they are counted; blocked ones are not among them. */
  readonly failures: number;
}

interface Row extends Omit<AuthEvent, "compromised" | "challenges" | "feedback"> {
  readonly seq: number;
  readonly compromised: number;
  readonly challenges: string;
  readonly feedback: AuthEventFeedback["value"] | null;
  readonly feedbackBy: string | null;
  readonly feedbackAt: number | null;
}

/** A sign-in that passed and that nobody called invalid, or one that somebody called valid. */
const TRUSTED = `type = 'SignIn' AND
  ((response = 'Pass' AND ifnull(feedback, '') <> 'Invalid') OR ifnull(feedback, '') = 'Valid')`;

export function createAuthEventRepository({ sql }: Database) {
  const columns = `seq, id, user_id AS userId, type, response, at, decision, level, compromised, challenges, ip, device,
    device_name AS deviceName, timezone, city, country, latitude, longitude, feedback, feedback_by AS feedbackBy,
    feedback_at AS feedbackAt`;
  const insert = sql.prepare(
    `INSERT INTO auth_events (id, user_id, type, response, at, decision, level, compromised, challenges, ip, device,
       device_name, timezone, city, country, latitude, longitude, trusted)
     SELECT @id, @userId, @type, @response, @at, @decision, @level, @compromised, @challenges, @ip, @device,
       @deviceName, @timezone, @city, @country, @latitude, @longitude, @type = 'SignIn' AND @response = 'Pass'
     WHERE EXISTS (SELECT 1 FROM users WHERE id = @userId)`,
  );
  const sweep = sql.prepare(
    "DELETE FROM auth_events WHERE seq IN (SELECT seq FROM auth_events WHERE at < ? ORDER BY at LIMIT 2)",
  );
  const find = sql.prepare<[number, string], Row>(
    `SELECT ${columns} FROM auth_events WHERE user_id = ? AND id = ?`,
  );
  const progress = sql.prepare("UPDATE auth_events SET response = ?, challenges = ? WHERE id = ?");
  const comment = sql.prepare(
    "UPDATE auth_events SET feedback = ?, feedback_by = ?, feedback_at = ? WHERE user_id = ? AND id = ?",
  );
  const weigh = sql.prepare(`UPDATE auth_events SET trusted = (${TRUSTED}) WHERE id = ?`);
  const list = sql.prepare<[number, number, number, number], Row>(
    `SELECT ${columns} FROM auth_events
     WHERE user_id = ? AND seq < ? AND at >= ? ORDER BY seq DESC LIMIT ? + 0`,
  );

  const any = (condition: string) =>
    sql.prepare(`SELECT 1 FROM auth_events WHERE user_id = @userId AND trusted = 1 ${condition} LIMIT 1`);
  const exists = any("");
  const knowsIp = any("AND ip = @ip");
  const knowsDevice = any("AND device = @device");
  const knowsCountry = any("AND country = @country");
  const knowsAnyCountry = any("AND country > ''");
  const last = sql.prepare<[number], { at: number; latitude: number; longitude: number }>(
    `SELECT at, latitude, longitude FROM auth_events
     WHERE user_id = ? AND trusted = 1 AND latitude IS NOT NULL ORDER BY seq DESC LIMIT 1`,
  );
  const countFailures = sql
    .prepare<[number, number, number]>(
      `SELECT count(*) FROM (
         SELECT 1 FROM auth_events
         WHERE user_id = ? AND at >= ? AND type = 'SignIn' AND response = 'Fail' AND decision <> 'Block'
         LIMIT ? + 0)`,
    )
    .pluck();

  return {
    /** Each insert also removes at most two events from before `forgetBefore`. A user who is gone has no history. */
    insert(event: AuthEvent, forgetBefore: number): void {
      const { level, ip, device, deviceName, timezone, city, country, latitude, longitude } = event;
      insert.run({
        ...event,
        level: level ?? null,
        compromised: Number(event.compromised),
        challenges: JSON.stringify(event.challenges),
        ip: ip ?? null,
        device: device ?? null,
        deviceName: deviceName ?? null,
        timezone: timezone ?? null,
        city: city ?? null,
        country: country ?? null,
        latitude: latitude ?? null,
        longitude: longitude ?? null,
        feedback: null,
      });
      sweep.run(forgetBefore);
    },
    find(userId: number, id: string): AuthEvent | undefined {
      const row = find.get(userId, id);
      return row && record(row);
    },
    advance(id: string, { response, challenges }: AuthEventProgress): void {
      progress.run(response, JSON.stringify(challenges), id);
      weigh.run(id);
    },
    /** Answers whether the user has such an event. */
    comment(userId: number, id: string, { value, by, at }: AuthEventFeedback): boolean {
      const { changes } = comment.run(value, by, at, userId, id);
      if (changes > 0) weigh.run(id);
      return changes > 0;
    },
    /** Newest first; the cursor is an event's id. Undefined when the user has no event of that id. */
    list(userId: number, since: number, request: PageRequest): Page<AuthEvent> | undefined {
      const after = request.after === undefined ? undefined : find.get(userId, request.after);
      if (request.after !== undefined && !after) return undefined;
      return page(
        request,
        (limit) => list.all(userId, after?.seq ?? Number.MAX_SAFE_INTEGER, since, limit),
        record,
        (row) => row.id,
      );
    },
    /** What is known of the user when a sign-in comes from there. */
    history(
      userId: number,
      { ip, device, country }: Pick<AuthEvent, "ip" | "device" | "country">,
      failures: { readonly since: number; readonly most: number },
    ): AuthHistory {
      const bound = { userId, ip: ip ?? null, device: device ?? null, country: country ?? null };
      const is = (statement: typeof exists) => statement.get(bound) !== undefined;
      return {
        exists: is(exists),
        knowsIp: is(knowsIp),
        knowsDevice: is(knowsDevice),
        knowsCountry: is(knowsCountry),
        knowsAnyCountry: is(knowsAnyCountry),
        last: last.get(userId),
        failures: countFailures.get(userId, failures.since, failures.most) as number,
      };
    },
  };
}

function record({ seq: _, feedback, feedbackBy, feedbackAt, ...row }: Row): AuthEvent {
  const event = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return {
    ...(event as unknown as Omit<Row, "seq" | "feedback" | "feedbackBy" | "feedbackAt">),
    compromised: row.compromised === 1,
    challenges: JSON.parse(row.challenges),
    feedback: feedback ? { value: feedback, by: feedbackBy ?? "", at: feedbackAt ?? 0 } : undefined,
  };
}
