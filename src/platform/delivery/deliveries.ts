// The targets that the configuration names. What a target needs is imported at its first message: mail and SDK
// packages would cost every start more than everything else.
import { consoleDelivery } from "./console.js";
import type { Delivery } from "./delivery.js";

export interface DeliveryConfig {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly smtp?: string | undefined;
  readonly sesEndpoint?: string | undefined;
  readonly snsEndpoint?: string | undefined;
  readonly webhook?: string | undefined;
  readonly mailDir?: string | undefined;
  readonly printMessages?: boolean | undefined;
  /** The console's lines are JSON where the log's are. */
  readonly logFormat?: "text" | "json" | undefined;
}

type Media = Delivery["media"];

const BOTH: Media = ["EMAIL", "SMS"];

export function openDeliveries(config: DeliveryConfig): Delivery[] {
  const { smtp, sesEndpoint, snsEndpoint, webhook, mailDir, printMessages, logFormat } = config;
  const deliveries: Delivery[] = [];
  if (printMessages) deliveries.push(consoleDelivery({ format: logFormat ?? "text" }));
  if (mailDir)
    deliveries.push(lazy("files", BOTH, async () => (await import("./files.js")).filesDelivery(mailDir)));
  if (smtp)
    deliveries.push(lazy("smtp", ["EMAIL"], async () => (await import("./smtp.js")).smtpDelivery(smtp)));
  if (sesEndpoint)
    deliveries.push(lazy("ses", ["EMAIL"], async () => (await import("./ses.js")).sesDelivery(sesEndpoint)));
  if (snsEndpoint)
    deliveries.push(lazy("sns", ["SMS"], async () => (await import("./sns.js")).snsDelivery(snsEndpoint)));
  if (webhook)
    deliveries.push(
      lazy("webhook", BOTH, async () => (await import("./webhook.js")).webhookDelivery(webhook)),
    );
  return deliveries;
}

/** A target that is made at its first message, and once. */
function lazy(name: string, media: Media, open: () => Promise<Delivery>): Delivery {
  let opened: Promise<Delivery> | undefined;
  return {
    name,
    media,
    async send(message) {
      opened ??= open();
      return (await opened).send(message);
    },
  };
}
