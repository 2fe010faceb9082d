// SMS through SNS: what the SDK sends, and what the service's refusal becomes.
import { expect, it } from "vitest";
import { aPoolAndClient, lastMessage, type PoolInput, signUp } from "../support/accounts.js";
import type { TestEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { anEmulator, aStandIn, smsPool } from "./support.js";

const ada = { phone_number: "+15555550100" };
const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';

const aNotificationService = () => aStandIn({ type: "text/xml", body: PUBLISHED });

const aMessageFrom = async (emulator: TestEmulator, pool: PoolInput = {}) => {
  const made = await smsPool(emulator, pool);
  await signUp(emulator, made.client, "ada", ada);
  return lastMessage(emulator, { poolId: made.pool.Id });
};

it("publishes to the phone number, as a transactional message, in the region of the pool's SNS", async () => {
  const sns = await aNotificationService();
  const emulator = await anEmulator({ snsEndpoint: sns.url, account: "123456789012" });
  const message = await aMessageFrom(emulator, {
    SmsConfiguration: { SnsCallerArn: "arn:aws:iam::123456789012:role/sms", SnsRegion: "eu-west-1" },
  });

  expect(message.deliveries).toEqual([{ target: "sns", status: "sent" }]);
  expect(sns.received).toHaveLength(1);
  const [request] = sns.received;
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=123456789012\/\d{8}\/eu-west-1\/sns\/aws4_request/,
  );
  expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
    Action: "Publish",
    Version: "2010-03-31",
    PhoneNumber: "+15555550100",
    Message: `Your confirmation code is ${message.code}`,
    "MessageAttributes.entry.1.Name": "AWS.SNS.SMS.SMSType",
    "MessageAttributes.entry.1.Value.DataType": "String",
    "MessageAttributes.entry.1.Value.StringValue": "Transactional",
  });
});

it.each([
  ["+18885550100", "AWS.MM.SMS.OriginationNumber"],
  ["SHOP", "AWS.SNS.SMS.SenderID"],
])("names the sender %s", async (OriginationIdentity, attribute) => {
  const sns = await aNotificationService();
  const emulator = await anEmulator({ snsEndpoint: sns.url });
  const EumsSms = { CallerArn: "arn:aws:iam::123456789012:role/sms", OriginationIdentity };
  const message = await aMessageFrom(emulator, { SmsConfiguration: { EumsSms } });
  expect(message.from).toBe(OriginationIdentity);
  expect(Object.fromEntries(new URLSearchParams(sns.received[0]?.body))).toMatchObject({
    "MessageAttributes.entry.2.Name": attribute,
    "MessageAttributes.entry.2.Value.StringValue": OriginationIdentity,
  });
});

it("gets no e-mail", async () => {
  const sns = await aNotificationService();
  const emulator = await anEmulator({ snsEndpoint: sns.url });
  const { client } = await aPoolAndClient(emulator);
  await signUp(emulator, client, "ada", { email: "ada@example.com" });
  expect(sns.received).toEqual([]);
});

it("tells SNS's refusal", async () => {
  const body =
    '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>OptedOut</Code><Message>Phone number is opted out</Message></Error><RequestId>1</RequestId></ErrorResponse>';
  const sns = await aStandIn({ status: 400, type: "text/xml", body });
  const emulator = await anEmulator({ snsEndpoint: sns.url });
  const { client } = await smsPool(emulator);
  await refusal(
    signUp(emulator, client, "ada", ada),
    "CodeDeliveryFailureException",
    "Cognito received the following error from Amazon SNS when attempting to send SMS: Phone number is opted out",
  );
});
