// `cognito-emulator inbox`: shows what was sent, and with --follow what is sent next.
import { emulatorUrl } from "../config.js";
import type { InboxMessage } from "../index.js";
import { showRecords, timeOf } from "./records.js";

export interface InboxFlags {
  readonly follow?: boolean;
  readonly to?: string;
  readonly pool?: string;
  readonly user?: string;
  readonly kind?: string;
  readonly json?: boolean;
  readonly url?: string;
}

export async function inbox({ to, pool, user, kind, follow, json, url }: InboxFlags): Promise<void> {
  await showRecords<InboxMessage>({
    url: emulatorUrl(url),
    name: "messages",
    filter: { to, pool, user, kind },
    follow,
    show: json ? (message) => `${JSON.stringify(message)}\n` : readable,
    nothing: json ? undefined : "No messages.",
  });
}

function readable({ at, medium, to, kind, subject, text, code, link }: InboxMessage): string {
  const proof = [code && `code ${code}`, link && `link ${link}`].filter(Boolean).join("  ");
  const lines = [`${timeOf(at)}  ${medium}  ${to}  ${kind}`];
  if (proof) lines.push(`          ${proof}`);
  lines.push(`          ${subject ?? text}`);
  return `${lines.join("\n")}\n`;
}
