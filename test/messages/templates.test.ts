// The words of messages: the pool's templates, the service's defaults, and what takes the place of placeholders.
import { CreateUserPoolCommand, UpdateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { type MessageKind, renderMessage } from "../../src/core/messages/templates.js";
import type { Medium, Pool, PoolSettings } from "../../src/storage/records.js";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const aPoolWith = (settings: PoolSettings): Pool => ({
  id: "us-east-1_AbCdEfGhI",
  account: "000000000000",
  region: "us-east-1",
  name: "test",
  createdAt: 0,
  changedAt: 0,
  settings,
});

const VALUES = { code: "123456", username: "ada", link: "http://e/confirmUser?a=1&b=2" };

const render = (settings: PoolSettings, kind: MessageKind, medium: Medium, values = {}) =>
  renderMessage(aPoolWith(settings), kind, medium, { ...VALUES, ...values });

const TEMPLATES: PoolSettings = {
  SmsVerificationMessage: "old sms {####}",
  EmailVerificationMessage: "old mail {####}",
  EmailVerificationSubject: "old subject",
  SmsAuthenticationMessage: "mfa {####}",
  AdminCreateUserConfig: {
    InviteMessageTemplate: {
      SMSMessage: "join {username} {####}",
      EmailMessage: "<b>join</b> {username} {####}",
      EmailSubject: "Join",
    },
  },
};

const NEWER: PoolSettings = {
  ...TEMPLATES,
  VerificationMessageTemplate: {
    SmsMessage: "sms {####}",
    EmailMessage: "mail {####}",
    EmailSubject: "subject",
    EmailMessageByLink: "go {##here##}",
    EmailSubjectByLink: "link subject",
  },
};

const LINKED: PoolSettings = {
  ...NEWER,
  VerificationMessageTemplate: {
    ...NEWER.VerificationMessageTemplate,
    DefaultEmailOption: "CONFIRM_WITH_LINK",
  },
};

describe("without templates", () => {
  it.each<[MessageKind, Medium, string | undefined, string]>([
    ["SignUp", "EMAIL", "Your verification code", "Your confirmation code is 123456"],
    ["ResendCode", "EMAIL", "Your verification code", "Your confirmation code is 123456"],
    ["VerifyUserAttribute", "EMAIL", "Your verification code", "Your confirmation code is 123456"],
    ["UpdateUserAttribute", "SMS", undefined, "Your confirmation code is 123456"],
    ["SignUp", "SMS", undefined, "Your confirmation code is 123456"],
    ["ForgotPassword", "EMAIL", "Your password reset code", "Your password reset code is 123456"],
    ["ForgotPassword", "SMS", undefined, "Your password reset code is 123456"],
    ["Authentication", "EMAIL", "Your authentication code", "Your authentication code is 123456."],
    ["Authentication", "SMS", undefined, "Your authentication code is 123456."],
    [
      "AdminCreateUser",
      "EMAIL",
      "Your temporary password",
      "Your username is ada and temporary password is 123456.",
    ],
    ["AdminCreateUser", "SMS", undefined, "Your username is ada and temporary password is 123456."],
  ])("%s by %s", (kind, medium, subject, text) => {
    expect(render({}, kind, medium)).toMatchObject({ text, ...(subject && { subject }) });
  });

  it("invites users who have no password by their name only", () => {
    expect(render(TEMPLATES, "AdminCreateUser", "EMAIL", { code: undefined }).text).toBe(
      "Your username is ada.",
    );
  });

  it("sends the service's own link", () => {
    const VerificationMessageTemplate = { DefaultEmailOption: "CONFIRM_WITH_LINK" } as const;
    expect(render({ VerificationMessageTemplate }, "SignUp", "EMAIL")).toEqual({
      subject: "Your verification link",
      text: "Please click the link below to verify your email address. Verify Email (http://e/confirmUser?a=1&b=2)",
      html: 'Please click the link below to verify your email address. <a href="http://e/confirmUser?a=1&amp;b=2">Verify Email</a>',
    });
  });
});

describe("with templates", () => {
  it.each<[string, PoolSettings, MessageKind, Medium, string | undefined, string]>([
    ["older members", TEMPLATES, "SignUp", "EMAIL", "old subject", "old mail 123456"],
    ["older members", TEMPLATES, "SignUp", "SMS", undefined, "old sms 123456"],
    ["the template wins", NEWER, "SignUp", "EMAIL", "subject", "mail 123456"],
    ["the template wins", NEWER, "ForgotPassword", "SMS", undefined, "sms 123456"],
    ["its own words for MFA", NEWER, "Authentication", "SMS", undefined, "mfa 123456"],
    [
      "SMS words are not for e-mail",
      NEWER,
      "Authentication",
      "EMAIL",
      "Your authentication code",
      "Your authentication code is 123456.",
    ],
    ["invitations", NEWER, "AdminCreateUser", "EMAIL", "Join", "join ada 123456"],
    ["invitations", NEWER, "AdminCreateUser", "SMS", undefined, "join ada 123456"],
    ["a link", LINKED, "SignUp", "EMAIL", "link subject", "go here (http://e/confirmUser?a=1&b=2)"],
    ["a link", LINKED, "ResendCode", "EMAIL", "link subject", "go here (http://e/confirmUser?a=1&b=2)"],
    ["a code where links do not confirm", LINKED, "ForgotPassword", "EMAIL", "subject", "mail 123456"],
    ["a code where links do not confirm", LINKED, "UpdateUserAttribute", "EMAIL", "subject", "mail 123456"],
    ["a code by SMS", LINKED, "SignUp", "SMS", undefined, "sms 123456"],
  ])("%s: %#", (_why, settings, kind, medium, subject, text) => {
    const rendered = render(settings, kind, medium);
    expect([rendered.subject, rendered.text]).toEqual([subject, text]);
  });
});

describe("placeholders", () => {
  const mail = (EmailVerificationMessage: string, values = {}) =>
    render({ EmailVerificationMessage }, "SignUp", "EMAIL", values);

  it("are filled in wherever they stand", () => {
    expect(mail("{####} and {####}").text).toBe("123456 and 123456");
  });

  it("leave the username out of verification, as the service does", () => {
    expect(mail("Hello {username}, {####}").text).toBe("Hello {username}, 123456");
  });

  it("are escaped in HTML, and not in SMS", () => {
    const invite = (medium: Medium) =>
      render({}, "AdminCreateUser", medium, { username: "<i>&", code: '"p$&' });
    expect(invite("EMAIL")).toMatchObject({
      html: "Your username is &lt;i&gt;&amp; and temporary password is &quot;p$&amp;.",
      text: 'Your username is <i>& and temporary password is "p$&.',
    });
    expect(invite("SMS")).toEqual({ text: 'Your username is <i>& and temporary password is "p$&.' });
  });

  it("are filled in once", () => {
    expect(render({}, "AdminCreateUser", "SMS", { username: "{####}" }).text).toBe(
      "Your username is {####} and temporary password is 123456.",
    );
  });

  it("keep the HTML around them", () => {
    expect(mail("<p>Hi</p><style>p{color:red}</style><p>{####}<br>bye</p>")).toMatchObject({
      html: "<p>Hi</p><style>p{color:red}</style><p>123456<br>bye</p>",
      text: "Hi\n123456\nbye",
    });
  });
});

describe("CreateUserPool and UpdateUserPool refuse", () => {
  const emulator = useEmulator();
  const long = (length: number, end = "") => "x".repeat(length - end.length) + end;
  const pattern = /Member must satisfy regular expression pattern/;

  it.each<[string, object, string | RegExp]>([
    [
      "a code message without its code",
      { VerificationMessageTemplate: { EmailMessage: "No code" } },
      pattern,
    ],
    ["the older one too", { EmailVerificationMessage: "No code here" }, pattern],
    ["an SMS without its code", { VerificationMessageTemplate: { SmsMessage: "No code" } }, pattern],
    ["MFA without its code", { SmsAuthenticationMessage: "No code" }, pattern],
    [
      "a link message without its link",
      { VerificationMessageTemplate: { EmailMessageByLink: "No link" } },
      pattern,
    ],
    [
      "a code where the link belongs",
      { VerificationMessageTemplate: { EmailMessageByLink: "Go {####}" } },
      "The message is invalid.",
    ],
    [
      "an invitation that names nobody",
      { AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "Password {####}" } } },
      "The message is invalid.",
    ],
    [
      "a subject that is too long",
      { EmailVerificationSubject: long(141) },
      /have length less than or equal to 140/,
    ],
    [
      "an SMS that is too long",
      { SmsVerificationMessage: long(141, "{####}") },
      /have length less than or equal to 140/,
    ],
    [
      "an e-mail that is too long",
      { EmailVerificationMessage: long(20_001, "{####}") },
      /less than or equal to 20000/,
    ],
    [
      "a sender without an identity",
      { EmailConfiguration: { EmailSendingAccount: "DEVELOPER" } },
      "Source ARN is required to use DEVELOPER email sending owner",
    ],
  ])("%s", async (_what, input, message) => {
    const { idp } = emulator();
    const { Id } = await aPool(emulator());
    for (const answer of [
      idp.send(new CreateUserPoolCommand({ PoolName: "test", ...input })),
      idp.send(new UpdateUserPoolCommand({ UserPoolId: Id, ...input })),
    ])
      if (typeof message === "string") await refusal(answer, "InvalidParameterException", message);
      else
        await expect(answer).rejects.toMatchObject({
          name: "InvalidParameterException",
          message: expect.stringMatching(message),
        });
  });

  it("nothing at the limits", async () => {
    const { idp } = emulator();
    const input = {
      EmailVerificationSubject: long(140),
      SmsVerificationMessage: long(140, "{####}"),
      EmailVerificationMessage: long(20_000, "{####}"),
    };
    await expect(idp.send(new CreateUserPoolCommand({ PoolName: "test", ...input }))).resolves.toBeDefined();
  });
});
