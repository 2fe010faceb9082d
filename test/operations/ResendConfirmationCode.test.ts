// ResendConfirmationCode through the official SDK.
import {
  AdminDisableUserCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPoolAndClient, lastMessage, output, SMS, signUp } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const resend = ({ ClientId }: { ClientId: string }, Username: string, SecretHash?: string) =>
  emulator().idp.send(new ResendConfirmationCodeCommand({ ClientId, Username, SecretHash }));

const EMAIL = { email: "ada@example.com" };
const BY_EMAIL = { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" };
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

describe("ResendConfirmationCode accepts", () => {
  it("a user who has not confirmed", async () => {
    const { client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada", EMAIL);
    expect(output(await resend(client, "ada"))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
  });

  it("the username in other letters where case does not count, and the right SECRET_HASH", async () => {
    const { client } = await aPoolAndClient(
      emulator(),
      { UsernameConfiguration: { CaseSensitive: false } },
      { GenerateSecret: true },
    );
    await signUp(emulator(), client, "ada", EMAIL, { SecretHash: secretHash(client, "ada") });
    expect(output(await resend(client, "ADA", secretHash(client, "ADA")))).toEqual({
      CodeDeliveryDetails: BY_EMAIL,
    });
  });

  it("a phone number as the username", async () => {
    const { client } = await aPoolAndClient(emulator(), {
      ...SMS,
      UsernameAttributes: ["phone_number"],
      AutoVerifiedAttributes: ["phone_number"],
    });
    await signUp(emulator(), client, "+15555550100");
    expect(output(await resend(client, "+15555550100"))).toEqual({
      CodeDeliveryDetails: {
        Destination: "+*******0100",
        DeliveryMedium: "SMS",
        AttributeName: "phone_number",
      },
    });
  });
});

describe("ResendConfirmationCode refuses", () => {
  it("somebody unknown", async () => {
    const { client } = await aPoolAndClient(emulator());
    await refusal(
      resend(client, "bob"),
      "UserNotFoundException",
      "Username/client id combination not found.",
    );
  });

  it("a confirmed user", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await aConfirmedUser(emulator(), pool, "ada", EMAIL);
    await refusal(resend(client, "ada"), "InvalidParameterException", "User is already confirmed.");
  });

  it("a disabled user", async () => {
    const { pool, client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada", EMAIL);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(resend(client, "ada"), "NotAuthorizedException", "User is disabled.");
  });

  it("pools that verify nothing", async () => {
    const { client } = await aPoolAndClient(emulator(), { AutoVerifiedAttributes: [] });
    await signUp(emulator(), client, "ada", EMAIL);
    await refusal(
      resend(client, "ada"),
      "NotAuthorizedException",
      "Cannot resend codes. Auto verification not turned on.",
    );
  });

  it("more than 5 calls in an hour", async () => {
    const { client } = await aPoolAndClient(emulator());
    await signUp(emulator(), client, "ada", EMAIL);
    for (let call = 0; call < 5; call++) await resend(client, "ada");
    await refusal(resend(client, "ada"), ...LIMIT);
    emulator().clock.advance({ minutes: 59 });
    await refusal(resend(client, "ada"), ...LIMIT);
    emulator().clock.advance({ minutes: 1 });
    expect(output(await resend(client, "ada"))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
  });

  it("an unknown client, and a missing or wrong SECRET_HASH", async () => {
    const ClientId = "1234567890abcdefghijklmnop";
    await refusal(
      resend({ ClientId }, "ada"),
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
    const { client } = await aPoolAndClient(emulator(), {}, { GenerateSecret: true });
    await refusal(
      resend(client, "ada"),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      resend(client, "ada", secretHash(client, "bob")),
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
  });
});

describe("ResendConfirmationCode of a client that hides who exists", () => {
  const HIDING = { PreventUserExistenceErrors: "ENABLED" } as const;

  it("answers for nobody, a confirmed and a disabled user alike, and sends nothing", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), {}, HIDING);
    await aConfirmedUser(emulator(), pool, "confirmed", EMAIL);
    await signUp(emulator(), client, "disabled", EMAIL);
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "disabled" }));
    emulator().inbox.clear();
    for (const username of ["nobody", "confirmed", "disabled"]) {
      const answer = output(await resend(client, username));
      expect(answer).toEqual({
        CodeDeliveryDetails: {
          Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
          DeliveryMedium: "EMAIL",
          AttributeName: "email",
        },
      });
      expect(output(await resend(client, username))).toEqual(answer);
    }
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
  });

  it("answers by the form of the name and by what the pool verifies", async () => {
    const { client } = await aPoolAndClient(
      emulator(),
      { ...SMS, AutoVerifiedAttributes: ["phone_number"] },
      HIDING,
    );
    const sms = { DeliveryMedium: "SMS", AttributeName: "phone_number" };
    expect((await resend(client, "nobody")).CodeDeliveryDetails).toEqual({
      Destination: expect.stringMatching(/^\+\*{7}[0-9]{4}$/),
      ...sms,
    });
    expect((await resend(client, "+15555559934")).CodeDeliveryDetails).toEqual({
      Destination: "+*******9934",
      ...sms,
    });
    expect((await resend(client, "ada@example.com")).CodeDeliveryDetails).toEqual(BY_EMAIL);
  });

  it("serves a user who has not confirmed", async () => {
    const { pool, client } = await aPoolAndClient(emulator(), {}, HIDING);
    await signUp(emulator(), client, "ada", EMAIL);
    expect(output(await resend(client, "ada"))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
    expect(emulator().inbox.list({ poolId: pool.Id, kind: "ResendCode" })).toHaveLength(1);
  });
});

it("ResendConfirmationCode remembers a code that confirms, for another 24 hours", async () => {
  const { pool, client } = await aPoolAndClient(emulator());
  await signUp(emulator(), client, "ada", EMAIL);
  emulator().clock.advance({ hours: 23 });
  await resend(client, "ada");
  const ConfirmationCode = lastMessage(emulator(), { poolId: pool.Id }).code;
  emulator().clock.advance({ hours: 23 });
  const { ClientId } = client;
  const confirmed = new ConfirmSignUpCommand({ ClientId, Username: "ada", ConfirmationCode });
  expect(output(await emulator().idp.send(confirmed))).toEqual({});
});

it("ResendConfirmationCode notifies with the words of the sign-up", async () => {
  const { pool, client } = await aPoolAndClient(emulator(), {
    EmailVerificationSubject: "Code for you",
    EmailVerificationMessage: "It is {####}.",
  });
  await signUp(emulator(), client, "ada", EMAIL);
  await resend(client, "ada");
  const message = lastMessage(emulator(), { poolId: pool.Id });
  expect(message).toMatchObject({
    clientId: client.ClientId,
    username: "ada",
    medium: "EMAIL",
    to: "ada@example.com",
    kind: "ResendCode",
    subject: "Code for you",
    text: `It is ${message.code}.`,
    html: `It is ${message.code}.`,
    code: expect.stringMatching(/^[0-9]{6}$/),
  });
});
