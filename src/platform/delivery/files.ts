// Writes each message to a file of its own: e-mail as .eml, which mail programs open, SMS as .txt.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Delivery, OutgoingMessage } from "./delivery.js";
import { mailOf } from "./mail.js";

export function filesDelivery(folder: string): Delivery {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

  async function contentOf(message: OutgoingMessage): Promise<Buffer | string> {
    if (message.medium === "SMS") return textOf(message);
    return (await composer.sendMail(mailOf(message))).message as Buffer;
  }

  return {
    name: "files",
    media: ["EMAIL", "SMS"],
    async send(message) {
      const content = await contentOf(message);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, fileName(message)), content);
    },
  };
}

/** In order of time, and readable: `2026-01-31T09-31-05-123Z SignUp ada@example.com 1b4e28ba.eml`. */
function fileName({ at, kind, to, id, medium }: OutgoingMessage): string {
  const time = new Date(at).toISOString().replace(/[:.]/g, "-");
  const recipient = to.replace(/[^\w@.+-]/g, "_").slice(0, 80);
  return `${time} ${kind} ${recipient} ${id.slice(0, 8)}.${medium === "EMAIL" ? "eml" : "txt"}`;
}

function textOf({ at, from, to, kind, poolId, username, text }: OutgoingMessage): string {
  const fields = {
    To: to,
    From: from,
    Date: new Date(at).toUTCString(),
    Kind: kind,
    "User-Pool": poolId,
    Username: username,
  };
  const head = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return `${head.join("\n")}\n\n${text}\n`;
}
