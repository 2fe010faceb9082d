// Sends e-mail to an SMTP server: a mail catcher such as Mailpit, or a real one.
import { createTransport } from "nodemailer";
import type { Delivery } from "./delivery.js";
import { mailOf } from "./mail.js";

/** A server that says nothing for so long is down; the call that waits for it must answer. */
const PATIENCE_MS = 5000;

export function smtpDelivery(url: string): Delivery {
  const patience = {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: 2 * PATIENCE_MS,
  };
  const transport = createTransport({ url, ...patience, ...selfSigned(url) });
  return {
    name: "smtp",
    media: ["EMAIL"],
    async send(message) {
      await transport.sendMail(mailOf(message));
    },
  };
}

/** A mail catcher on this machine has a certificate of its own making, if any. */
function selfSigned(url: string): { tls?: { rejectUnauthorized: false } } {
  const { hostname } = new URL(url);
  const local = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return local ? { tls: { rejectUnauthorized: false } } : {};
}
