// Sends e-mail through SES, or what stands in for it, as user pools with an e-mail configuration of their own do.
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { clientConfig, perScope } from "./aws.js";
import type { Delivery } from "./delivery.js";

export function sesDelivery(endpoint: string): Delivery {
  const clientFor = perScope((message) => new SESv2Client(clientConfig(endpoint, message)));
  return {
    name: "ses",
    media: ["EMAIL"],
    async send(message) {
      const { to, from, replyTo, configurationSet, sourceArn, subject, text, html } = message;
      await clientFor(message).send(
        new SendEmailCommand({
          FromEmailAddress: from,
          FromEmailAddressIdentityArn: sourceArn,
          Destination: { ToAddresses: [to] },
          ReplyToAddresses: replyTo ? [replyTo] : undefined,
          ConfigurationSetName: configurationSet,
          Content: {
            Simple: {
              Subject: { Data: subject ?? "", Charset: "UTF-8" },
              Body: { Text: content(text), Html: html === undefined ? undefined : content(html) },
            },
          },
        }),
      );
    },
  };
}

const content = (text: string) => ({ Data: text, Charset: "UTF-8" });
