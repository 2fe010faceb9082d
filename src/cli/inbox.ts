// `cognito-emulator inbox`: shows what was sent, and with --follow what is sent next.
import { emulatorUrl } from "../config.js";
import type { InboxMessage } from "../index.js";
import { UserError } from "./failure.js";
import { askEmulator, callEmulator } from "./http.js";

export interface InboxFlags {
  readonly follow?: boolean;
  readonly to?: string;
  readonly pool?: string;
  readonly user?: string;
  readonly kind?: string;
  readonly json?: boolean;
  readonly url?: string;
}

const FOLLOW_SECONDS = 60;

export async function inbox(flags: InboxFlags): Promise<void> {
  const url = emulatorUrl(flags.url);
  const show = flags.json ? (message: InboxMessage) => `${JSON.stringify(message)}\n` : readable;
  const filter = filterOf(flags);

  const { messages } = (await askEmulator(url, `/messages?${filter}`)) as { messages: InboxMessage[] };
  for (const message of messages) process.stdout.write(show(message));
  if (!flags.follow) {
    if (messages.length === 0 && !flags.json) process.stderr.write("No messages.\n");
    return;
  }

  // Any id that no message has stands for the beginning.
  let last = messages.at(-1)?.id ?? "none";
  for (;;) {
    const query = new URLSearchParams([...filter, ["timeout", String(FOLLOW_SECONDS)], ["after", last]]);
    const { status, body } = await callEmulator(url, `/messages/next?${query}`);
    if (status === 404) continue;
    if (status !== 200) throw new UserError(`${url} answered with status ${status}`);
    const message = body as InboxMessage;
    process.stdout.write(show(message));
    last = message.id;
  }
}

function filterOf({ to, pool, user, kind }: InboxFlags): URLSearchParams {
  const given = Object.entries({ to, pool, user, kind }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given as [string, string][]);
}

function readable({ at, medium, to, kind, subject, text, code, link, deliveries }: InboxMessage): string {
  const time = new Date(at).toTimeString().slice(0, 8);
  const proof = [code && `code ${code}`, link && `link ${link}`].filter(Boolean).join("  ");
  const lines = [`${time}  ${medium}  ${to}  ${kind}`];
  if (proof) lines.push(`          ${proof}`);
  lines.push(`          ${subject ?? text}`);
  for (const { target, reason } of deliveries)
    if (reason !== undefined) lines.push(`          not delivered by ${target}: ${reason}`);
  return `${lines.join("\n")}\n`;
}
