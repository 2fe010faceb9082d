// The few translations between SQLite rows and records that every repository needs.
import type { Page, PageRequest } from "./records.js";

/** NULL columns become absent members. */
export function present<T extends object>(row: T): T {
  for (const key in row) if (row[key] === null) delete row[key];
  return row;
}

/** NULL columns become undefined members: for records of the hot paths, which deleting members would make slow. */
export function defined<T extends object>(row: T): T {
  for (const key in row) if (row[key] === null) row[key] = undefined as never;
  return row;
}

/**
 * Reads one entry more than asked for, to know whether another page follows.
 *
 * Statements write `LIMIT ? + 0`: a bare parameter there makes SQLite plan the statement anew at every run, which
 * costs more than the look-up.
 */
export function page<Row, T>(
  request: PageRequest,
  read: (limit: number) => Row[],
  record: (row: Row) => T,
  cursor: (row: Row) => string,
): Page<T> {
  const rows = read(request.limit + 1);
  if (rows.length <= request.limit) return { items: rows.map(record) };
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  return { items: kept.map(record), next: last === undefined ? undefined : cursor(last) };
}
