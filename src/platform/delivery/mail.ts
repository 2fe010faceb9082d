// An e-mail as MIME knows it: what SMTP and files have in common.
import type { OutgoingMessage } from "./delivery.js";

/** In nodemailer's words. */
export interface Mail {
  readonly from: string;
  readonly replyTo?: string | undefined;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly date: Date;
  readonly messageId: string;
  readonly headers: Record<string, string>;
  /** What the message says is never a path or a URL to read. */
  readonly disableFileAccess: true;
  readonly disableUrlAccess: true;
}

export function mailOf(message: OutgoingMessage): Mail {
  const { id, at, poolId, kind, username, from, replyTo, to, subject, text, html, configurationSet } =
    message;
  return {
    from: from ?? "",
    replyTo,
    // As an object it is one address, whatever characters it holds.
    to: { name: "", address: to },
    subject: subject ?? "",
    text,
    html,
    date: new Date(at),
    messageId: `<${id}@cognito-emulator>`,
    headers: {
      // SES reads this one from mail that reaches it by SMTP.
      ...(configurationSet && { "X-SES-CONFIGURATION-SET": configurationSet }),
      "X-Cognito-User-Pool": poolId,
      "X-Cognito-Username": username,
      "X-Cognito-Message": kind,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
