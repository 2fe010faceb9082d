// E-mail by SMTP, received by a real SMTP server and parsed as a mail program does.
import { AdminResetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { describe, expect, it, onTestFinished } from "vitest";
import { account, aPoolAndClient, lastMessage, signUp } from "../support/accounts.js";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { aDeadPort, anEmulator, DEVELOPER, smsPool } from "./support.js";

interface Mail extends ParsedMail {
  readonly envelopeTo: readonly string[];
  readonly user: unknown;
}

/** @param refusing the text with which it refuses every recipient */
async function aMailServer({ secure = false, user = "", refusing = "" } = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    secure,
    logger: false,
    authOptional: user === "",
    onAuth({ username, password }, _session, done) {
      if (username === user && password === "p@ss word") done(null, { user: username });
      else done(new Error("Invalid credentials"));
    },
    onRcptTo(_address, _session, done) {
      done(refusing ? Object.assign(new Error(refusing), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        const envelopeTo = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...mail, envelopeTo, user: session.user });
        done();
      }, done);
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { port, url: `smtp://127.0.0.1:${port}`, mails };
}

describe("SMTP", () => {
  it("carries subject, text, HTML, sender, reply address and configuration set", async () => {
    const server = await aMailServer();
    const emulator = await anEmulator({ smtp: server.url });
    const { pool, client } = await aPoolAndClient(emulator, {
      ...DEVELOPER,
      VerificationMessageTemplate: {
        EmailSubject: "Willkommen, schöne Grüße",
        EmailMessage: "<p>Your code: <b>{####}</b></p><p>Grüße</p>",
      },
    });
    await signUp(emulator, client, "ada", { email: "ada@example.com" });

    const message = lastMessage(emulator, { poolId: pool.Id });
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      subject: "Willkommen, schöne Grüße",
      envelopeTo: ["ada@example.com"],
      from: { text: '"The Shop" <hello@shop.example>' },
      replyTo: { text: "help@shop.example" },
      to: { text: "ada@example.com" },
      messageId: `<${message.id}@cognito-emulator>`,
    });
    expect(mail?.text?.trim()).toBe(`Your code: ${message.code}\nGrüße`);
    expect(mail?.html).toBe(`<p>Your code: <b>${message.code}</b></p><p>Grüße</p>`);
    expect(mail?.headers.get("x-ses-configuration-set")).toBe("tracked");
    expect(mail?.headers.get("x-cognito-message")).toBe("SignUp");
    expect(message).toMatchObject({
      from: "The Shop <hello@shop.example>",
      replyTo: "help@shop.example",
      configurationSet: "tracked",
      deliveries: [{ target: "smtp", status: "sent" }],
    });
  });

  it("comes from Cognito's own address by default", async () => {
    const server = await aMailServer();
    const emulator = await anEmulator({ smtp: server.url });
    const { client } = await aPoolAndClient(emulator);
    await signUp(emulator, client, "ada", { email: "ada@example.com" });
    expect(server.mails[0]?.from?.text).toBe("no-reply@verificationemail.com");
    expect(server.mails[0]?.replyTo).toBeUndefined();
  });

  it("speaks TLS and signs in", async () => {
    const server = await aMailServer({ secure: true, user: "me@shop" });
    const emulator = await anEmulator({
      smtp: `smtps://me%40shop:p%40ss%20word@127.0.0.1:${server.port}`,
    });
    const { client } = await aPoolAndClient(emulator);
    await signUp(emulator, client, "ada", { email: "ada@example.com" });
    expect(server.mails).toMatchObject([{ user: "me@shop", envelopeTo: ["ada@example.com"] }]);
  });

  it("gets no SMS", async () => {
    const server = await aMailServer();
    const emulator = await anEmulator({ smtp: server.url });
    const { client } = await smsPool(emulator);
    await signUp(emulator, client, "ada", { phone_number: "+15555550100" });
    expect(server.mails).toEqual([]);
    expect(emulator.inbox.list()).toMatchObject([{ medium: "SMS", deliveries: [] }]);
  });

  it("writes to one address, whatever stands in it", async () => {
    const server = await aMailServer();
    const emulator = await anEmulator({ smtp: server.url });
    const { client } = await aPoolAndClient(emulator);
    await signUp(emulator, client, "ada", { email: "a+b.c@example.com" });
    expect(server.mails[0]?.envelopeTo).toEqual(["a+b.c@example.com"]);
  });
});

describe("a mail server that does not take a message", () => {
  it("makes the call fail and leaves user, code and reason", async () => {
    const port = await aDeadPort();
    const emulator = await anEmulator({ smtp: `smtp://127.0.0.1:${port}` });
    const { pool, client } = await aPoolAndClient(emulator);
    const reason = `connect ECONNREFUSED 127.0.0.1:${port}`;
    await refusal(
      signUp(emulator, client, "ada", { email: "ada@example.com" }),
      "CodeDeliveryFailureException",
      `Cognito received the following error from Amazon SES when attempting to send email: smtp: ${reason}`,
    );
    expect(await account(emulator, pool, "ada")).toMatchObject({ status: "UNCONFIRMED" });
    expect(lastMessage(emulator, { poolId: pool.Id })).toMatchObject({
      to: "ada@example.com",
      deliveries: [{ target: "smtp", status: "failed", reason }],
    });
  });

  it("is quoted with its own words, without the password", async () => {
    const server = await aMailServer({ refusing: "No such mailbox" });
    const emulator = await anEmulator({ smtp: server.url });
    const { client } = await aPoolAndClient(emulator);
    await expect(signUp(emulator, client, "ada", { email: "ada@example.com" })).rejects.toThrow(
      /No such mailbox/,
    );

    const strict = await aMailServer({ secure: true, user: "me" });
    const other = await anEmulator({ smtp: `smtps://me:wrong-secret@127.0.0.1:${strict.port}` });
    const made = await aPoolAndClient(other);
    await expect(signUp(other, made.client, "ada", { email: "ada@example.com" })).rejects.toThrow(
      /^(?!.*wrong-secret).*Invalid credentials/,
    );
  });

  it("fails the calls that are not modelled to say so by the nearest name", async () => {
    const emulator = await anEmulator({ smtp: `smtp://127.0.0.1:${await aDeadPort()}` });
    const pool = await aPool(emulator);
    const email = { email: "ada@example.com", email_verified: "true" };
    await aConfirmedUser(emulator, pool, "ada", email);
    const reset = emulator.idp.send(
      new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada" }),
    );
    await expect(reset).rejects.toMatchObject({ name: "InvalidEmailRoleAccessPolicyException" });
  });

  it("does not keep the other targets from theirs", async () => {
    const server = await aMailServer();
    const emulator = await anEmulator({
      smtp: server.url,
      webhook: `http://127.0.0.1:${await aDeadPort()}/`,
    });
    const { pool, client } = await aPoolAndClient(emulator);
    await expect(signUp(emulator, client, "ada", { email: "ada@example.com" })).rejects.toMatchObject({
      name: "CodeDeliveryFailureException",
    });
    expect(server.mails).toHaveLength(1);
    expect(lastMessage(emulator, { poolId: pool.Id }).deliveries).toMatchObject([
      { target: "smtp", status: "sent" },
      { target: "webhook", status: "failed", reason: expect.stringContaining("ECONNREFUSED") },
    ]);
  });
});
