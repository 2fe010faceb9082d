// Opens the state file: locking, migrations and the one kind of transaction that the emulator uses.
import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
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
    const version = guarded(file, () => {
      lock(sql);
      // Before anything is written: a file that is not ours stays as it is.
      const version = ownVersion(sql, file);
      prepare(sql);
      return version;
    });
    migrate(sql, version);
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
  return guarded(file, () => {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    return new Sqlite(file, { timeout: 500 });
  });
}

/** Exclusive locking also spares WAL its shared-memory file; a killed process leaves no lock behind. */
function lock(sql: Sqlite.Database): void {
  sql.pragma("locking_mode = EXCLUSIVE");
  sql.exec("BEGIN EXCLUSIVE; COMMIT");
}

/** The schema version of a file that is the emulator's, or empty. @throws StateFileError for any other */
function ownVersion(sql: Sqlite.Database, file: string): number {
  const version = sql.pragma("user_version", { simple: true }) as number;
  const application = sql.pragma("application_id", { simple: true }) as number;
  const tables = sql.prepare("SELECT count(*) FROM sqlite_schema").pluck().get() as number;
  if (application !== APPLICATION_ID && (tables > 0 || version > 0)) throw foreign(file);
  if (version > migrations.length)
    throw new StateFileError(
      `the state file ${file} was made by a newer version of cognito-emulator (schema ${version}, this version knows ${migrations.length}); update cognito-emulator or choose another file with --db`,
    );
  return version;
}

function prepare(sql: Sqlite.Database): void {
  sql.pragma("journal_mode = WAL");
  // NORMAL syncs at checkpoints: a killed process loses nothing, a power cut may lose the last moments.
  sql.pragma("synchronous = NORMAL");
  sql.pragma("foreign_keys = ON");
  sql.pragma("cache_size = -16384");
  sql.pragma("temp_store = MEMORY");
}

function migrate(sql: Sqlite.Database, version: number): void {
  if (version === migrations.length) return;
  sql.transaction(() => {
    for (const migration of migrations.slice(version)) sql.exec(migration);
    sql.pragma(`application_id = ${APPLICATION_ID}`);
    sql.pragma(`user_version = ${migrations.length}`);
  })();
}

const foreign = (file: string) => new StateFileError(`${file} is not a state file of cognito-emulator`);

/** Words what can go wrong with a file for the person who named it. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StateFileError) throw error;
    const { code = "", message } = error as { code?: string; message: string };
    if (code.startsWith("SQLITE_BUSY"))
      throw new StateFileError(
        `the state file ${file} is in use by another process; stop it, or choose another file with --db`,
      );
    if (code === "SQLITE_NOTADB") throw foreign(file);
    throw new StateFileError(`cannot use the state file ${file}: ${obstacle(file) ?? message}`);
  }
}

/** SQLite calls most of what a file system refuses an I/O error. */
function obstacle(file: string): string | undefined {
  if (existsSync(file) && statSync(file).isDirectory()) return "it is a folder";
  // SQLite writes its log beside the file.
  const barrier = [file, dirname(file)].find((path) => existsSync(path) && !isWritable(path));
  return barrier && `no permission to write to ${barrier}`;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
