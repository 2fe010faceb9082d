// `cognito-emulator triggers`: shows the invocations of functions, and sends one again.
import { emulatorUrl } from "../config.js";
import type { Invocation } from "../index.js";
import { askEmulator } from "./http.js";
import { showRecords, timeOf } from "./records.js";

export interface TriggersFlags {
  readonly follow?: boolean;
  readonly pool?: string;
  readonly source?: string;
  readonly function?: string;
  readonly json?: boolean;
  readonly url?: string;
}

export async function triggers(flags: TriggersFlags): Promise<void> {
  const { pool, source, follow, json } = flags;
  await showRecords<Invocation>({
    url: emulatorUrl(flags.url),
    name: "invocations",
    filter: { pool, source, function: flags.function },
    follow,
    show: showing(json),
    nothing: json ? undefined : "No function was invoked.",
  });
}

export async function replay(id: string, { json, url }: TriggersFlags): Promise<void> {
  const path = `/invocations/${encodeURIComponent(id)}/replay`;
  const invocation = (await askEmulator(emulatorUrl(url), path, { method: "POST" })) as Invocation;
  process.stdout.write(showing(json)(invocation));
}

const showing = (json: boolean | undefined) => (invocation: Invocation) =>
  json ? `${JSON.stringify(invocation)}\n` : readable(invocation);

function readable(invocation: Invocation): string {
  const { at, id, triggerSource, functionName, outcome, durationMs, error, logs } = invocation;
  const details = [
    `id ${id}`,
    ...(error ? [error] : []),
    `event     ${JSON.stringify(invocation.event)}`,
    ...(invocation.response === undefined ? [] : [`response  ${JSON.stringify(invocation.response)}`]),
    ...logs
      .split("\n")
      .filter(Boolean)
      .map((line) => `log       ${line}`),
  ];
  const head = `${timeOf(at)}  ${triggerSource}  ${functionName}  ${outcome}  ${durationMs.toFixed(1)} ms`;
  return `${[
    head,
    ...details
      .join("\n")
      .split("\n")
      .map((line) => `          ${line}`),
  ].join("\n")}\n`;
}
