// E-mail through SES: what the SDK sends, and what the service's refusal becomes.
import { expect, it } from "vitest";
import { aPoolAndClient, lastMessage, signUp } from "../support/accounts.js";
import { refusal } from "../support/refusal.js";
import { anEmulator, aStandIn, DEVELOPER } from "./support.js";

const ada = { email: "ada@example.com" };

it("sends as the pool's own identity, in its region", async () => {
  const ses = await aStandIn({ body: '{"MessageId":"1"}' });
  const emulator = await anEmulator({ sesEndpoint: ses.url, account: "123456789012" });
  const { pool, client } = await aPoolAndClient(emulator, DEVELOPER);
  await signUp(emulator, client, "ada", ada);

  const { code, deliveries } = lastMessage(emulator, { poolId: pool.Id });
  expect(deliveries).toEqual([{ target: "ses", status: "sent" }]);
  const [request] = ses.received;
  expect(ses.received).toHaveLength(1);
  expect(request).toMatchObject({ method: "POST", url: "/v2/email/outbound-emails" });
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=123456789012\/\d{8}\/eu-west-1\/ses\/aws4_request/,
  );
  const text = { Data: `Your confirmation code is ${code}`, Charset: "UTF-8" };
  expect(JSON.parse(request?.body ?? "")).toEqual({
    FromEmailAddress: "The Shop <hello@shop.example>",
    FromEmailAddressIdentityArn: "arn:aws:ses:eu-west-1:123456789012:identity/shop.example",
    ReplyToAddresses: ["help@shop.example"],
    ConfigurationSetName: "tracked",
    Destination: { ToAddresses: ["ada@example.com"] },
    Content: {
      Simple: {
        Subject: { Data: "Your verification code", Charset: "UTF-8" },
        Body: { Text: text, Html: text },
      },
    },
  });
});

it("sends from Cognito's own address without an identity", async () => {
  const ses = await aStandIn({ body: '{"MessageId":"1"}' });
  const emulator = await anEmulator({ sesEndpoint: ses.url });
  const { client } = await aPoolAndClient(emulator);
  await signUp(emulator, client, "ada", ada);
  expect(JSON.parse(ses.received[0]?.body ?? "")).toMatchObject({
    FromEmailAddress: "no-reply@verificationemail.com",
    Destination: { ToAddresses: ["ada@example.com"] },
  });
});

it("tells SES's refusal in the service's words", async () => {
  const reason =
    "Email address is not verified. The following identities failed the check in region US-EAST-1: ada@example.com";
  const body = JSON.stringify({ __type: "MessageRejected", message: reason });
  const ses = await aStandIn({ status: 400, body });
  const emulator = await anEmulator({ sesEndpoint: ses.url });
  const { pool, client } = await aPoolAndClient(emulator);
  await refusal(
    signUp(emulator, client, "ada", ada),
    "CodeDeliveryFailureException",
    `Cognito received the following error from Amazon SES when attempting to send email: ${reason}`,
  );
  expect(lastMessage(emulator, { poolId: pool.Id }).deliveries).toEqual([
    { target: "ses", status: "failed", reason },
  ]);
});
