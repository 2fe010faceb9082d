// Custom senders: real functions that decrypt their codes with the AWS Encryption SDK, for every kind of message.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import type {
  CustomEmailSenderTriggerEvent,
  CustomSMSSenderTriggerEvent,
  CustomSMSSenderTriggerHandler,
} from "aws-lambda";
import { describe, expect, it, onTestFinished } from "vitest";
import { account, aPoolAndClient, SMS, signUp } from "../support/accounts.js";
import { aConfirmedUser, attributeList, PASSWORD, signIn } from "../support/builders.js";
import { bootEmulator, useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { envelope } from "./obedient.js";
import { anOutbox, jsonServer, KEY_ARN, sendersOf } from "./outbox.js";

const outbox = await anOutbox();
const emulator = useEmulator({ triggers: outbox.triggers });

const EMAIL = "ada@example.com";
const PHONE = "+15555550100";
const aSite = (more: Parameters<typeof aPoolAndClient>[1] = {}) =>
  aPoolAndClient(emulator(), { ...sendersOf(), ...more });
const byPhone = { ...SMS, AutoVerifiedAttributes: ["phone_number" as const] };

/** The attributes of a user, as functions get them. */
const attributesOf = (status: string, rest: Record<string, string>) => ({
  sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
  "cognito:user_status": status,
  ...rest,
});

describe("CustomEmailSender", () => {
  it("gets the code of SignUp encrypted as AWS encrypts it, and the code confirms the user", async () => {
    const { pool, client } = await aSite();
    await signUp(emulator(), client, "ada", { email: EMAIL }, { ClientMetadata: { lang: "de" } });
    const { event, code, suite, context, keys } = await outbox.next();

    const expected = {
      ...envelope(pool, "CustomEmailSender_SignUp", "ada", client.ClientId),
      request: {
        type: "customEmailSenderRequestV1",
        code: expect.stringMatching(/^AYADe[A-P]/),
        clientMetadata: { lang: "de" },
        userAttributes: attributesOf("UNCONFIRMED", { email: EMAIL, email_verified: "false" }),
      },
    };
    expect(event).toEqual(expected satisfies Omit<CustomEmailSenderTriggerEvent, "response">);
    expect({ suite, context, keys }).toEqual({
      suite: 0x0378,
      context: { "userpool-id": pool.Id, "aws-crypto-public-key": expect.any(String) },
      keys: [KEY_ARN],
    });

    await emulator().idp.send(
      new ConfirmSignUpCommand({ ClientId: client.ClientId, Username: "ada", ConfirmationCode: code }),
    );
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "CONFIRMED" });
  });

  it("leaves the message in the inbox for the developer, marked as handed over", async () => {
    const { pool, client } = await aSite();
    await signUp(emulator(), client, "ada", { email: EMAIL });
    const { code } = await outbox.next();
    expect(emulator().inbox.list({ poolId: pool.Id })).toMatchObject([
      { to: EMAIL, kind: "SignUp", code, deliveries: [{ target: "CustomEmailSender", status: "sent" }] },
    ]);
  });

  it("takes the place of every other delivery", async () => {
    const mails: unknown[] = [];
    const webhook = await jsonServer((mail) => void mails.push(mail));
    onTestFinished(webhook.close);
    const other = await bootEmulator({ triggers: outbox.triggers, webhook: webhook.url });
    onTestFinished(other.close);
    const { client } = await aPoolAndClient(other, sendersOf());
    await signUp(other, client, "ada", { email: EMAIL });
    await outbox.next();
    expect(mails).toEqual([]);
  });

  it("sends what a user of a confirmed account asks for", async () => {
    const { pool, client } = await aSite();
    const { idp } = emulator();
    await aConfirmedUser(emulator(), pool, "ada", { email: EMAIL, email_verified: "true" });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const { ClientId } = client;

    await idp.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
    const verify = await outbox.next();
    await idp.send(
      new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: verify.code }),
    );

    await idp.send(
      new UpdateUserAttributesCommand({
        AccessToken,
        UserAttributes: attributeList({ email: "new@example.com" }),
      }),
    );
    const update = await outbox.next();
    await idp.send(
      new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: update.code }),
    );

    await idp.send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
    const forgot = await outbox.next();
    await idp.send(
      new ConfirmForgotPasswordCommand({
        ...{ ClientId, Username: "ada", Password: `${PASSWORD}2` },
        ConfirmationCode: forgot.code,
      }),
    );

    expect([verify, update, forgot].map(({ event }) => event)).toMatchObject([
      { triggerSource: "CustomEmailSender_VerifyUserAttribute", request: { clientMetadata: null } },
      { triggerSource: "CustomEmailSender_UpdateUserAttribute" },
      { triggerSource: "CustomEmailSender_ForgotPassword" },
    ]);
  });

  it("sends a sign-up's code again", async () => {
    const { client } = await aSite();
    await signUp(emulator(), client, "ada", { email: EMAIL });
    await outbox.next();
    const named = { ClientId: client.ClientId, Username: "ada" };
    await emulator().idp.send(new ResendConfirmationCodeCommand(named));
    const { event, code } = await outbox.next();
    expect(event.triggerSource).toBe("CustomEmailSender_ResendCode");
    await emulator().idp.send(new ConfirmSignUpCommand({ ...named, ConfirmationCode: code }));
  });

  it("sends what administrators cause, without a client", async () => {
    const { pool } = await aSite({
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    });
    const { idp } = emulator();
    await aConfirmedUser(emulator(), pool, "ada", { email: EMAIL, email_verified: "true" });
    const named = { UserPoolId: pool.Id, Username: "ada" };
    await idp.send(new AdminResetUserPasswordCommand({ ...named, ClientMetadata: { by: "admin" } }));
    const reset = await outbox.next();
    await idp.send(
      new AdminUpdateUserAttributesCommand({
        ...named,
        UserAttributes: attributeList({ email: "new@example.com" }),
      }),
    );
    const update = await outbox.next();
    expect([reset, update].map(({ event }) => event)).toMatchObject([
      {
        triggerSource: "CustomEmailSender_ForgotPassword",
        callerContext: { clientId: "CLIENT_ID_NOT_APPLICABLE" },
        request: { clientMetadata: { by: "admin" } },
      },
      { triggerSource: "CustomEmailSender_UpdateUserAttribute" },
    ]);
  });

  it("gets temporary passwords escaped as HTML", async () => {
    const { pool } = await aSite();
    const TemporaryPassword = `T3mp<b>&"o'rary`;
    await emulator().idp.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool.Id, Username: "ada", TemporaryPassword, DesiredDeliveryMediums: ["EMAIL"] },
        UserAttributes: attributeList({ email: EMAIL }),
      }),
    );
    const { event, code } = await outbox.next();
    expect(event.triggerSource).toBe("CustomEmailSender_AdminCreateUser");
    expect(code).toBe("T3mp&lt;b&gt;&amp;&quot;o&#39;rary");
    expect(emulator().inbox.list({ poolId: pool.Id })).toMatchObject([{ code: TemporaryPassword }]);
  });
});

describe("a message of the core, whoever sends it,", () => {
  const pieces = async () => {
    const { pool } = await aSite();
    await aConfirmedUser(emulator(), pool, "ada", { email: EMAIL, email_verified: "true" });
    const { core, store } = emulator().app;
    const record = store.pools.find(pool.Id);
    if (!record) throw new Error("no pool");
    return { core, pool: record, user: core.users.require(record, "ada"), caller: { userAgent: "" } };
  };

  it("is worded by kind: a code for sign-in", async () => {
    const { core, ...sending } = await pieces();
    const destination = { attribute: "email", medium: "EMAIL", to: EMAIL } as const;
    await core.messages.send({ ...sending, kind: "Authentication", destination, code: "12345678" });
    expect(await outbox.next()).toMatchObject({
      event: {
        triggerSource: "CustomEmailSender_Authentication",
        callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown" },
      },
      code: "12345678",
    });
  });

  it("may have no code and attributes of its own: a notification of threat protection", async () => {
    const { core, user, ...occasion } = await pieces();
    const attributes = { EVENT_ID: "1", USER_NAME: "ada", IP_ADDRESS: "192.0.2.1" };
    await core.triggers.customEmailSender(occasion, {
      ...{ kind: "AccountTakeOverNotification", user, attributes },
    });
    expect((await outbox.next()).event).toMatchObject({
      triggerSource: "CustomEmailSender_AccountTakeOverNotification",
      request: { type: "customEmailSenderRequestV1", code: null, userAttributes: attributes },
    });
  });
});

describe("CustomSMSSender", () => {
  it("gets the code of SignUp in its own form, and the code confirms the user", async () => {
    const { pool, client } = await aSite(byPhone);
    await signUp(emulator(), client, "ada", { phone_number: PHONE });
    const { event, code } = await outbox.next();
    const expected = {
      ...envelope(pool, "CustomSMSSender_SignUp", "ada", client.ClientId),
      request: {
        type: "customSMSSenderRequestV1",
        code: expect.any(String),
        clientMetadata: null,
        userAttributes: attributesOf("UNCONFIRMED", { phone_number: PHONE, phone_number_verified: "false" }),
      },
    };
    type Event = Parameters<CustomSMSSenderTriggerHandler>[0] & CustomSMSSenderTriggerEvent;
    expect(event).toEqual(expected satisfies { request: { type: Event["request"]["type"] } });
    await emulator().idp.send(
      new ConfirmSignUpCommand({ ClientId: client.ClientId, Username: "ada", ConfirmationCode: code }),
    );
    expect(emulator().inbox.list({ poolId: pool.Id })).toMatchObject([
      { medium: "SMS", code, deliveries: [{ target: "CustomSMSSender", status: "sent" }] },
    ]);
  });

  it("sends every other kind of text message", async () => {
    const { pool, client } = await aSite(byPhone);
    const { idp } = emulator();
    const sources: string[] = [];
    const sent = async () => sources.push((await outbox.next()).event.triggerSource);
    const named = { ClientId: client.ClientId, Username: "ada" };
    await signUp(emulator(), client, "ada", { phone_number: PHONE });
    await sent();
    await idp.send(new ResendConfirmationCodeCommand(named));
    await sent();
    await idp.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool.Id, Username: "eve", DesiredDeliveryMediums: ["SMS"] },
        UserAttributes: attributeList({ phone_number: PHONE }),
      }),
    );
    await sent();
    await aConfirmedUser(emulator(), pool, "bob", { phone_number: PHONE, phone_number_verified: "true" });
    const { AccessToken } = await signIn(emulator(), pool, client, "bob");
    const AttributeName = "phone_number";
    await idp.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));
    await sent();
    await idp.send(new ForgotPasswordCommand({ ClientId: client.ClientId, Username: "bob" }));
    await sent();
    const UserAttributes = attributeList({ [AttributeName]: "+15555550199" });
    await idp.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    await sent();
    expect(sources).toEqual(
      [
        "SignUp",
        "ResendCode",
        "AdminCreateUser",
        "VerifyUserAttribute",
        "ForgotPassword",
        "UpdateUserAttribute",
      ].map((kind) => `CustomSMSSender_${kind}`),
    );
  });
});

describe("the function", () => {
  const failing = "arn:aws:lambda:us-east-1:123456789012:function:failing-sender";
  const absent = "arn:aws:lambda:us-east-1:123456789012:function:absent";

  it("is not waited for: what it throws is recorded, and the operation succeeds", async () => {
    const { pool, client } = await aSite(sendersOf(failing));
    const { UserConfirmed } = await signUp(emulator(), client, "ada", { email: EMAIL });
    expect(UserConfirmed).toBe(false);
    expect(await emulator().invocations.next({ poolId: pool.Id })).toMatchObject({
      trigger: "CustomEmailSender",
      triggerSource: "CustomEmailSender_SignUp",
      outcome: "failed",
      error: "Error: no provider",
    });
  });

  it("may end after the emulator", async () => {
    const other = await bootEmulator({ triggers: outbox.triggers });
    const { client } = await aPoolAndClient(other, sendersOf(failing));
    await signUp(other, client, "ada", { email: EMAIL });
    await other.close();
  });

  it("that can't be invoked fails the operation, and the inbox tells why", async () => {
    const { pool, client } = await aSite(sendersOf(absent));
    await expect(signUp(emulator(), client, "ada", { email: EMAIL })).rejects.toMatchObject({
      name: "UnexpectedLambdaException",
      message: expect.stringMatching(
        /^CustomEmailSender invocation failed due to error ResourceNotFoundException: cognito-emulator does not know/,
      ),
    });
    expect(emulator().inbox.list({ poolId: pool.Id })).toMatchObject([
      { deliveries: [{ target: "CustomEmailSender", status: "failed", reason: expect.any(String) }] },
    ]);
  });

  it("is left alone by messages of the other medium", async () => {
    const { CustomSMSSender, KMSKeyID } = sendersOf().LambdaConfig;
    const { pool, client } = await aSite({ LambdaConfig: { CustomSMSSender, KMSKeyID } });
    await signUp(emulator(), client, "ada", { email: EMAIL });
    expect(emulator().invocations.list({ poolId: pool.Id })).toEqual([]);
    expect(emulator().inbox.list({ poolId: pool.Id })).toMatchObject([{ deliveries: [] }]);
  });
});

it("work as the guide says", async () => {
  const guide = readFileSync(join(import.meta.dirname, "../../docs/custom-senders.md"), "utf8");
  // Beside this file, where the package that it imports is found.
  const file = join(import.meta.dirname, "handlers/.guide.mjs");
  writeFileSync(file, /^```js no-run\n([\s\S]*?)^```/m.exec(guide)?.[1] ?? "");
  onTestFinished(() => rmSync(file));
  const mails: unknown[] = [];
  let wake = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const api = await jsonServer((mail) => {
    mails.push(mail);
    wake();
  });
  onTestFinished(api.close);
  const environment = { KEY_ARN, MAIL_API: api.url };
  const other = await bootEmulator({ triggers: { "custom-sender": { target: file, environment } } });
  onTestFinished(other.close);
  const { pool } = await aPoolAndClient(other, sendersOf());
  await other.idp.send(
    new AdminCreateUserCommand({
      ...{ UserPoolId: pool.Id, Username: "ada", DesiredDeliveryMediums: ["EMAIL"] },
      ...{ TemporaryPassword: `T3mp<b>&"o'rary`, UserAttributes: attributeList({ email: EMAIL }) },
    }),
  );
  await arrived;
  const about = "CustomEmailSender_AdminCreateUser";
  expect(mails).toEqual([{ to: EMAIL, about, text: `Your code is T3mp<b>&"o'rary` }]);
});

describe("keys", () => {
  it("may be named by an alias, behind which is always the same key", async () => {
    const alias = "arn:aws:kms:us-east-1:123456789012:alias/codes";
    const { pool } = await aSite(sendersOf(undefined, alias));
    const kms = new KMSClient({ ...emulator().clientConfig });
    onTestFinished(() => kms.destroy());
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));

    const mine = await anOutbox(KeyMetadata?.Arn);
    const other = await bootEmulator({ triggers: mine.triggers });
    onTestFinished(other.close);
    const { client } = await aPoolAndClient(other, sendersOf(undefined, alias));
    await signUp(other, client, "ada", { email: EMAIL });
    const { code, keys } = await mine.next();
    expect(keys).toEqual([KeyMetadata?.Arn]);
    expect(code).toBe(other.inbox.list({}).at(-1)?.code);
    expect(pool.LambdaConfig?.KMSKeyID).toBe(alias);
  });

  it("come from a KMS that the options name, and functions are told of it", async () => {
    const calls: [string, Record<string, unknown>][] = [];
    const material = Buffer.alloc(32, 7).toString("base64");
    const standIn = await jsonServer((body, target) => {
      calls.push([target, body]);
      return {
        KeyId: KEY_ARN,
        Plaintext: material,
        CiphertextBlob: Buffer.from("sealed").toString("base64"),
      };
    });
    onTestFinished(standIn.close);
    const mine = await anOutbox();
    const other = await bootEmulator({ triggers: mine.triggers, kmsEndpoint: standIn.url });
    onTestFinished(other.close);
    const { pool, client } = await aPoolAndClient(other, sendersOf());
    await signUp(other, client, "ada", { email: EMAIL });
    const { code } = await mine.next();

    expect(code).toBe(other.inbox.list({}).at(-1)?.code);
    const EncryptionContext = { "userpool-id": pool.Id, "aws-crypto-public-key": expect.any(String) };
    expect(calls).toMatchObject([
      ["TrentService.GenerateDataKey", { KeyId: KEY_ARN, NumberOfBytes: 32, EncryptionContext }],
      ["TrentService.Decrypt", { KeyId: KEY_ARN, EncryptionContext }],
    ]);
  });

  it("that the configured KMS refuses fail the operation", async () => {
    const standIn = await jsonServer(() => ({
      status: 400,
      __type: "DisabledException",
      message: "disabled",
    }));
    onTestFinished(standIn.close);
    const other = await bootEmulator({ triggers: outbox.triggers, kmsEndpoint: standIn.url });
    onTestFinished(other.close);
    const { client } = await aPoolAndClient(other, sendersOf());
    await refusal(
      signUp(other, client, "ada", { email: EMAIL }),
      "UnexpectedLambdaException",
      "CustomEmailSender invocation failed due to error DisabledException: disabled",
    );
  });
});
