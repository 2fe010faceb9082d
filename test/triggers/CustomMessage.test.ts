// CustomMessage: its events for every kind of message, the words it gives, and those it can't give.
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { CustomMessageTriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { account, aVerifiedUser, lastMessage, SMS, signUp } from "../support/accounts.js";
import { attributeList, signIn } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { envelope, eventsOf, expectEvents, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite, tell } = useTriggers();
const TRIGGER = ["CustomMessage"] as const;
const ada = { email: "ada@example.com" };
const NOTHING = { smsMessage: null, emailMessage: null, emailSubject: null };

const invite = (pool: { Id: string }, attributes: Record<string, string> = ada) =>
  emulator().idp.send(
    new AdminCreateUserCommand({
      ...{ UserPoolId: pool.Id, Username: "ada", TemporaryPassword: "Temp0rary<Password>!" },
      UserAttributes: attributeList(attributes),
      DesiredDeliveryMediums: ["EMAIL"],
    }),
  );

describe("events of CustomMessage", () => {
  it("of SignUp show the unconfirmed user and the placeholders", async () => {
    const { pool, client } = await aSite(TRIGGER);
    const { UserSub } = await signUp(emulator(), client, "ada", ada, { ClientMetadata: { lang: "de" } });
    expectEvents<CustomMessageTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "CustomMessage_SignUp", "ada", client.ClientId),
      request: {
        userAttributes: {
          ...{ sub: UserSub as string, "cognito:user_status": "UNCONFIRMED" },
          ...{ email: ada.email, email_verified: "false" },
        },
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: null,
        clientMetadata: { lang: "de" },
      },
      response: NOTHING,
    });
  });

  it("of AdminCreateUser have a placeholder for the username, and no client", async () => {
    const { pool } = await aSite(TRIGGER);
    const { User } = await invite(pool);
    expectEvents<CustomMessageTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "CustomMessage_AdminCreateUser", "ada"),
      request: {
        userAttributes: {
          sub: User?.Attributes?.find(({ Name }) => Name === "sub")?.Value as string,
          "cognito:user_status": "FORCE_CHANGE_PASSWORD",
          email: ada.email,
        },
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: "{username}",
      },
      response: NOTHING,
    });
  });

  it("have a source for every reason to write", async () => {
    const { pool, client } = await aSite(
      TRIGGER,
      {},
      { AutoVerifiedAttributes: ["email", "phone_number"], ...SMS },
    );
    const { ClientId } = client;
    const send = emulator().idp.send.bind(emulator().idp);
    await signUp(emulator(), client, "bea", { email: "bea@example.com" });
    await send(new ResendConfirmationCodeCommand({ ClientId, Username: "bea" }));
    await aVerifiedUser(emulator(), pool, client, "ada");
    await send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    await send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
    const phone = attributeList({ phone_number: "+15555550100" });
    await send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: phone }));
    const key = { UserPoolId: pool.Id, Username: "ada" };
    await send(new AdminResetUserPasswordCommand(key));
    const invited = {
      ...key,
      Username: "cleo",
      UserAttributes: attributeList({ email: "cleo@example.com" }),
    };
    await send(new AdminCreateUserCommand(invited));
    await send(new AdminCreateUserCommand({ ...invited, MessageAction: "RESEND" }));
    expect(sourcesOf(emulator(), pool)).toEqual([
      "CustomMessage_SignUp",
      "CustomMessage_ResendCode",
      "CustomMessage_SignUp",
      "CustomMessage_ForgotPassword",
      "CustomMessage_VerifyUserAttribute",
      "CustomMessage_UpdateUserAttribute",
      "CustomMessage_ForgotPassword",
      "CustomMessage_AdminCreateUser",
      "CustomMessage_AdminCreateUser",
    ]);
  });
});

describe("CustomMessage words", () => {
  it("an e-mail: subject, HTML and the code in its place", async () => {
    const emailMessage = "<b>Hallo!</b> Dein Code: {####}, noch einmal {####}";
    const { pool, client } = await aSite(TRIGGER, {
      CustomMessage: { response: { emailMessage, emailSubject: "Willkommen", smsMessage: "unused" } },
    });
    await signUp(emulator(), client, "ada", ada);
    const { code, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(message).toMatchObject({
      subject: "Willkommen",
      html: `<b>Hallo!</b> Dein Code: ${code}, noch einmal ${code}`,
      text: `Hallo! Dein Code: ${code}, noch einmal ${code}`,
    });
  });

  it("a text message", async () => {
    const response = { smsMessage: "Code {####}", emailMessage: "no code needed here" };
    const pool = { AutoVerifiedAttributes: ["phone_number" as const], ...SMS };
    const site = await aSite(TRIGGER, { CustomMessage: { response } }, pool);
    await signUp(emulator(), site.client, "ada", { phone_number: "+15555550100" });
    const { code, text } = lastMessage(emulator(), { poolId: site.pool.Id });
    expect(text).toBe(`Code ${code}`);
  });

  it("an invitation, with username and temporary password", async () => {
    const response = { emailMessage: "{username} / {####}", emailSubject: "Come in" };
    const { pool } = await aSite(TRIGGER, { CustomMessage_AdminCreateUser: { response } });
    await invite(pool);
    expect(lastMessage(emulator(), { poolId: pool.Id })).toMatchObject({
      ...{ subject: "Come in", text: "ada / Temp0rary<Password>!" },
      html: "ada / Temp0rary&lt;Password&gt;!",
    });
  });

  it("a link where the pool sends links", async () => {
    const response = { emailMessage: "Hi, {##Click Here##} to join" };
    const { pool, client } = await aSite(
      TRIGGER,
      { CustomMessage: { response } },
      { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
    );
    await signUp(emulator(), client, "ada", ada);
    const { link, html } = lastMessage(emulator(), { poolId: pool.Id });
    expect(html).toBe(`Hi, <a href="${link?.replaceAll("&", "&amp;")}">Click Here</a> to join`);
  });

  it("only what it wants to: the rest stays the pool's own", async () => {
    const { pool, client } = await aSite(
      TRIGGER,
      { CustomMessage: { response: { emailSubject: "Only the subject" } } },
      { EmailVerificationMessage: "The pool's {####}" },
    );
    await signUp(emulator(), client, "ada", ada);
    const { subject, text, code } = lastMessage(emulator(), { poolId: pool.Id });
    expect([subject, text]).toEqual(["Only the subject", `The pool's ${code}`]);
  });
});

describe("CustomMessage can't word", () => {
  const refused = "InvalidLambdaResponseException";
  it.each([
    [
      "a message without the code",
      { emailMessage: "Welcome" },
      "The emailMessage of the custom message does not contain {####}.",
    ],
    [
      "an endless subject",
      { emailSubject: "x".repeat(141) },
      "The emailSubject of the custom message is longer than 140 characters.",
    ],
    [
      "an endless message",
      { emailMessage: `{####}${"x".repeat(20_000)}` },
      "The emailMessage of the custom message is longer than 20000 characters.",
    ],
    ["with anything but texts", { emailMessage: 7 }, "Unrecognizable lambda output"],
  ])("%s: nothing is sent, the user is there", async (_what, response, message) => {
    const { pool, client } = await aSite(TRIGGER, { CustomMessage: { response } });
    await refusal(signUp(emulator(), client, "ada", ada), refused, message);
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "UNCONFIRMED" });
    // Once the function is mended, the code can be sent again.
    tell(pool, {});
    await emulator().idp.send(
      new ResendConfirmationCodeCommand({ ClientId: client.ClientId, Username: "ada" }),
    );
    expect(lastMessage(emulator(), { poolId: pool.Id }).code).toMatch(/^\d{6}$/);
  });

  it("an invitation without the username, or a link without its place", async () => {
    const { pool } = await aSite(TRIGGER, { CustomMessage: { response: { emailMessage: "{####}" } } });
    await refusal(
      invite(pool),
      refused,
      "The emailMessage of the custom message does not contain {username}.",
    );

    const linked = await aSite(
      TRIGGER,
      { CustomMessage: { response: { emailMessage: "{####}" } } },
      { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
    );
    await refusal(
      signUp(emulator(), linked.client, "ada", ada),
      refused,
      "The emailMessage of the custom message does not contain {##Click Here##}.",
    );
  });

  it("anything when it fails", async () => {
    const { pool } = await aSite(TRIGGER, { CustomMessage: { error: "No words" } });
    await refusal(invite(pool), "UserLambdaValidationException", "CustomMessage failed with error No words.");
    await expect(
      emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" })),
    ).resolves.toHaveProperty("UserStatus", "FORCE_CHANGE_PASSWORD");
  });
});
