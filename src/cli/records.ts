// Shows what a running emulator has recorded, and with `follow` what it records next.
import { UserError } from "./failure.js";
import { askEmulator, callEmulator } from "./http.js";

export interface Records<T> {
  readonly url: string;
  /** Under `/_emulator`, which is also the name of the list in its answer. */
  readonly name: string;
  /** Query parameters; those that are undefined are left out. */
  readonly filter: Readonly<Record<string, string | undefined>>;
  readonly follow: boolean | undefined;
  readonly show: (record: T) => string;
  /** Said when there is none. */
  readonly nothing: string | undefined;
}

const FOLLOW_SECONDS = 60;

export async function showRecords<T extends { id: string }>(records: Records<T>): Promise<void> {
  const { url, name, follow, show, nothing } = records;
  const filter = Object.entries(records.filter).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );

  const answer = (await askEmulator(url, `/${name}?${new URLSearchParams(filter)}`)) as Record<string, T[]>;
  const known = answer[name] ?? [];
  for (const record of known) process.stdout.write(show(record));
  if (!follow) {
    if (known.length === 0 && nothing) process.stderr.write(`${nothing}\n`);
    return;
  }

  // Any id that no record has stands for the beginning.
  let last = known.at(-1)?.id ?? "none";
  for (;;) {
    const query = new URLSearchParams([...filter, ["timeout", String(FOLLOW_SECONDS)], ["after", last]]);
    const { status, body } = await callEmulator(url, `/${name}/next?${query}`);
    if (status === 404) continue;
    if (status !== 200) throw new UserError(`${url} answered with status ${status}`);
    const record = body as T;
    process.stdout.write(show(record));
    last = record.id;
  }
}

/** The time of day of an ISO 8601 time, where the person is. */
export const timeOf = (at: string): string => new Date(at).toTimeString().slice(0, 8);
