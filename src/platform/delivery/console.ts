// Prints messages where the emulator runs, with their codes: whoever asked for it wants to copy them.
import type { Delivery, OutgoingMessage } from "./delivery.js";
import { shown } from "./shown.js";

interface ConsoleOptions {
  readonly format: "text" | "json";
  /** Takes whole lines. Default: the standard output. */
  readonly write?: (line: string) => void;
}

export function consoleDelivery({
  format,
  write = (line) => process.stdout.write(line),
}: ConsoleOptions): Delivery {
  return {
    name: "console",
    media: ["EMAIL", "SMS"],
    async send(message) {
      write(`${format === "json" ? JSON.stringify({ sent: shown(message) }) : line(message)}\n`);
    },
  };
}

/** `09:31:05 mail  SignUp to ada@example.com: code 123456` */
function line({ at, medium, kind, to, code, link, subject, text }: OutgoingMessage): string {
  const time = new Date(at).toTimeString().slice(0, 8);
  const proof = [code && `code ${code}`, link && `link ${link}`].filter(Boolean).join(", ");
  const words = `${time} ${medium === "EMAIL" ? "mail " : "sms  "} ${kind} to ${to}: ${proof || subject || text}`;
  // Whoever signs up chooses an address, and may not forge a second line with it.
  return words.replace(/\p{Cc}/gu, "\uFFFD");
}
