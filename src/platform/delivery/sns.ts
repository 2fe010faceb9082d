// Sends SMS through SNS, or what stands in for it, as user pools do.
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { clientConfig, perScope } from "./aws.js";
import type { Delivery } from "./delivery.js";

export function snsDelivery(endpoint: string): Delivery {
  const clientFor = perScope((message) => new SNSClient(clientConfig(endpoint, message)));
  return {
    name: "sns",
    media: ["SMS"],
    async send(message) {
      const { to, text, from } = message;
      await clientFor(message).send(
        new PublishCommand({
          PhoneNumber: to,
          Message: text,
          MessageAttributes: {
            // Codes are to arrive, not to be cheap: the service's own choice is assumed to be the same.
            "AWS.SNS.SMS.SMSType": attribute("Transactional"),
            ...(from && { [originAttribute(from)]: attribute(from) }),
          },
        }),
      );
    },
  };
}

const attribute = (value: string) => ({ DataType: "String", StringValue: value });

const originAttribute = (from: string): string =>
  /^\+?\d+$/.test(from) ? "AWS.MM.SMS.OriginationNumber" : "AWS.SNS.SMS.SenderID";
