// Opens the state file: locking, migrations and the one kind of transaction that the emulator uses.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { migrations } from "./migrations/index.js";

/** Marks a file as the emulator's own ("COGN"), so that a foreign database is never migrated. */
const APPLICATION_ID = 0x434f474e;

/** A state file that can't be used; the message is meant for the person who named the file. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
}

/** What a transaction may return: never a promise, because a transaction must not outlive the current tick. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T;

export interface Database {
  readonly sql: Sqlite.Database;
  /** Runs `work` in one immediate transaction; nested calls join the outer one. */
  transaction<T>(work: () => Sync<T>): T;
  /** Called after a rollback, so that caches over rows can forget what never happened. */
  onRollback(listener: () => void): void;
  close(): void;
}

/** Opens `file` (or ":memory:"), takes its lock and brings it to the newest schema. */
export function openDatabase(file: string): Database {
  const sql = connect(file);
  try {
    lock(sql, file);
    migrate(sql, file);
  } catch (error) {
    sql.close();
    throw error;
  }

  const rollbackListeners: (() => void)[] = [];
  const begin = sql.prepare("BEGIN IMMEDIATE");
  const commit = sql.prepare("COMMIT");
  const rollback = sql.prepare("ROLLBACK");

  return {
    sql,
    transaction(work) {
      if (sql.inTransaction) return work();
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (sql.inTransaction) rollback.run();
        for (const forget of rollbackListeners) forget();
        throw error;
      }
    },
    onRollback(listener) {
      rollbackListeners.push(listener);
    },
    close() {
      sql.close();
    },
  };
}

function connect(file: string): Sqlite.Database {
  try {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    return new Sqlite(file, { timeout: 500 });
  } catch (error) {
    throw new StateFileError(`cannot open the state file ${file}: ${(error as Error).message}`);
  }
}

/** Exclusive locking also spares WAL its shared-memory file; a killed process leaves no lock behind. */
function lock(sql: Sqlite.Database, file: string): void {
  try {
    sql.pragma("locking_mode = EXCLUSIVE");
    // NORMAL syncs at checkpoints: a killed process loses nothing, a power cut may lose the last moments.
    sql.pragma("journal_mode = WAL");
    sql.pragma("synchronous = NORMAL");
    sql.pragma("foreign_keys = ON");
    sql.pragma("cache_size = -16384");
    sql.pragma("temp_store = MEMORY");
    sql.exec("BEGIN EXCLUSIVE; COMMIT");
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code.startsWith("SQLITE_BUSY"))
      throw new StateFileError(
        `the state file ${file} is in use by another process; stop it, or choose another file with --db`,
      );
    if (code === "SQLITE_NOTADB") throw new StateFileError(`${file} is not a state file of cognito-emulator`);
    throw new StateFileError(`cannot use the state file ${file}: ${(error as Error).message}`);
  }
}

function migrate(sql: Sqlite.Database, file: string): void {
  const version = sql.pragma("user_version", { simple: true }) as number;
  const application = sql.pragma("application_id", { simple: true }) as number;
  const tables = sql.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
  if (application !== APPLICATION_ID && (tables > 0 || version > 0))
    throw new StateFileError(`${file} is not a state file of cognito-emulator`);
  if (version > migrations.length)
    throw new StateFileError(
      `the state file ${file} was made by a newer version of cognito-emulator (schema ${version}, this version knows ${migrations.length}); update cognito-emulator or choose another file with --db`,
    );
  if (version === migrations.length) return;

  sql.transaction(() => {
    for (const migration of migrations.slice(version)) sql.exec(migration);
    sql.pragma(`application_id = ${APPLICATION_ID}`);
    sql.pragma(`user_version = ${migrations.length}`);
  })();
}
