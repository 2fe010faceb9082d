// E-mails that tell of risky sign-ins: their words, their links, and the pool's own sender.
import {
  AdminGetUserCommand,
  type NotifyConfigurationType,
  UpdateAuthEventFeedbackCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aConfirmedUser } from "../support/builders.js";
import { bootEmulator, useEmulator } from "../support/emulator.js";
import { emailFactor, SES, setMfa } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { actions, aProtectedPool, eventsOf, protectedBy, signInFrom } from "../support/threats.js";
import { anOutbox, sendersOf } from "../triggers/outbox.js";

const emulator = useEmulator({ ipLocations: { "192.0.2.0/24": { country: "DE", city: "Köln & Bonn" } } });

const EMAIL = { email: "ada@example.com", email_verified: "true" };

const ALL =
  "{username}|{ip-address}|{city}|{country}|{login-time}|{device-name}|{event-id}|{feedback-token}|" +
  "{one-click-link-valid}|{one-click-link-invalid}|{unknown}";

const notify: NotifyConfigurationType = {
  SourceArn: "arn:aws:ses:eu-west-1:123456789012:identity/security@example.com",
  From: "Security <security@example.com>",
  ReplyTo: "help@example.com",
  BlockEmail: { Subject: "Blocked from {ip-address}", TextBody: ALL, HtmlBody: `<p>${ALL}</p>` },
  MfaEmail: { Subject: "Challenged", HtmlBody: "<p>More was asked.</p>" },
  NoActionEmail: { Subject: "Allowed", TextBody: "Nothing was done." },
};

const risks = (configuration: NotifyConfigurationType = notify) =>
  actions({ low: "NO_ACTION", medium: "MFA_IF_CONFIGURED", high: "BLOCK" }, configuration);

async function ready(configuration = notify, pool: object = {}, attributes: Record<string, string> = EMAIL) {
  const made = await aProtectedPool(emulator(), risks(configuration), { ...SES, ...pool });
  await aConfirmedUser(emulator(), made.pool, "ada", attributes);
  return made;
}

type Ready = Awaited<ReturnType<typeof ready>>;

async function signInAt(level: "none" | "low" | "medium" | "high", { pool, client }: Ready) {
  emulator().risk.force({ poolId: pool.Id, username: "ada", level });
  await signInFrom(emulator(), pool, client, "ada").catch(() => undefined);
}

const mailsIn = ({ pool }: Ready) =>
  emulator().inbox.list({ poolId: pool.Id, kind: "AccountTakeOverNotification" });

test("the words of a blocked sign-in, with everything filled in", async () => {
  const made = await ready();
  await signInAt("high", made);
  const [event] = await eventsOf(emulator(), made.pool, "ada");
  const [mail, ...more] = mailsIn(made);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    medium: "EMAIL",
    to: "ada@example.com",
    username: "ada",
    clientId: made.client.ClientId,
    from: "Security <security@example.com>",
    replyTo: "help@example.com",
    subject: "Blocked from 192.0.2.1",
  });
  expect(mail?.code).toBeUndefined();
  const [name, ip, city, country, time, device, eventId, token, valid, invalid, unknown] = (
    mail?.text ?? ""
  ).split("|");
  expect([name, ip, city, country]).toEqual(["ada", "192.0.2.1", "Köln & Bonn", "Germany"]);
  expect(time).toBe(event?.CreationDate?.toUTCString());
  expect([device, eventId, unknown]).toEqual(["Chrome 126, Windows 10", event?.EventId, "{unknown}"]);
  expect(token).toMatch(/^[A-Za-z0-9-_=.]+$/);
  for (const link of [valid, invalid]) expect(link).toContain(`${emulator().url}/eventFeedback?`);
  // HTML is escaped.
  expect(mail?.html).toContain("|Köln &amp; Bonn|");
  expect(mail?.html).toContain((valid ?? "").replaceAll("&", "&amp;"));
});

test("each outcome has its own words", async () => {
  const made = await ready();
  await setMfa(emulator(), made.pool, "OPTIONAL", emailFactor);
  await signInAt("low", made);
  await signInAt("medium", made);
  await signInAt("high", made);
  await signInAt("none", made);
  expect(mailsIn(made).map(({ subject }) => subject)).toEqual([
    "Allowed",
    "Challenged",
    "Blocked from 192.0.2.1",
  ]);
  expect(mailsIn(made)[1]?.text).toBe("More was asked.");
  expect(mailsIn(made)[0]?.html).toBeUndefined();
});

test("a second factor that can't be asked leaves it at words", async () => {
  const made = await ready();
  await signInAt("medium", made);
  expect(mailsIn(made).map(({ subject }) => subject)).toEqual(["Allowed"]);
});

test("without words of the pool's there are the emulator's", async () => {
  const made = await ready({ SourceArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com" });
  await signInAt("high", made);
  const [mail] = mailsIn(made);
  expect(mail).toMatchObject({ subject: "Sign-in refused", from: "no-reply@example.com" });
  expect(mail?.text).toContain("Chrome 126, Windows 10");
});

describe("nobody is told", () => {
  test.each([
    ["in AUDIT", notify, protectedBy("AUDIT"), EMAIL],
    ["without an address", notify, {}, {}],
    ["at an address that was not verified", notify, {}, { email: "ada@example.com" }],
  ])("%s", async (_, configuration, pool, attributes) => {
    const made = await ready(configuration, pool, attributes as Record<string, string>);
    await signInAt("high", made);
    expect(mailsIn(made)).toEqual([]);
  });

  test("where Notify is off", async () => {
    const made = await aProtectedPool(emulator(), actions({ high: "BLOCK" }));
    await aConfirmedUser(emulator(), made.pool, "ada", EMAIL);
    await signInAt("high", made);
    expect(mailsIn(made)).toEqual([]);
  });
});

describe("a link", () => {
  const title = async (link: string) => {
    const response = await fetch(link);
    return [response.status, /<h1>(.*)<\/h1>/.exec(await response.text())?.[1]];
  };

  async function links() {
    const made = await ready();
    await signInAt("high", made);
    const [valid = "", invalid = ""] = (mailsIn(made)[0]?.text ?? "").split("|").slice(8);
    const feedback = async () => (await eventsOf(emulator(), made.pool, "ada"))[0]?.EventFeedback;
    return { ...made, valid, invalid, feedback };
  }

  test("says that a sign-in was the reader's, or was not", async () => {
    const { valid, invalid, feedback } = await links();
    emulator().clock.freeze();
    expect(await title(invalid)).toEqual([200, "Thank you"]);
    const FeedbackDate = new Date(emulator().clock.now());
    expect(await feedback()).toEqual({ FeedbackValue: "Invalid", Provider: "User", FeedbackDate });
    expect(await title(valid)).toEqual([200, "Thank you"]);
    expect((await feedback())?.FeedbackValue).toBe("Valid");
  });

  test("is good for a week", async () => {
    const { valid, feedback } = await links();
    emulator().clock.advance({ days: 7, seconds: 1 });
    const response = await fetch(valid);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining("Feedback token has expired."),
    ]);
    expect(await feedback()).toBeUndefined();
  });

  test("with another token, or without all of it, changes nothing", async () => {
    const { valid, feedback } = await links();
    const failed = [400, "Your answer could not be noted"];
    expect(await title(valid.replace(/feedback_token=\d/, "feedback_token=9"))).toEqual(failed);
    expect(await title(valid.replace(/&event_id=[^&]*/, ""))).toEqual(failed);
    expect(await title(valid.replace("=Valid", "=Maybe"))).toEqual(failed);
    expect(await feedback()).toBeUndefined();
  });

  test("and its token is good for its own event only", async () => {
    const { pool, client, valid } = await links();
    await signInFrom(emulator(), pool, client, "ada");
    const [other] = await eventsOf(emulator(), pool, "ada");
    const FeedbackToken = new URL(valid).searchParams.get("feedback_token") ?? "";
    const input = { UserPoolId: pool.Id, Username: "ada", EventId: other?.EventId, FeedbackToken };
    await refusal(
      emulator().idp.send(new UpdateAuthEventFeedbackCommand({ ...input, FeedbackValue: "Valid" })),
      "NotAuthorizedException",
      "Invalid feedback token.",
    );
  });
});

test("the pool's own sender gets what the message would say", async () => {
  const outbox = await anOutbox();
  const own = await bootEmulator({ triggers: outbox.triggers });
  try {
    const { pool, client } = await aProtectedPool(own, risks(), { ...SES, ...sendersOf() });
    await aConfirmedUser(own, pool, "ada", EMAIL);
    own.risk.force({ poolId: pool.Id, username: "ada", level: "high" });
    await signInFrom(own, pool, client, "ada").catch(() => undefined);
    const [event] = await eventsOf(own, pool, "ada");
    const { event: got, code } = await outbox.next();
    expect(code).toBeUndefined();
    expect(got).toMatchObject({
      triggerSource: "CustomEmailSender_AccountTakeOverNotification",
      userName: "ada",
      callerContext: { clientId: client.ClientId },
      request: {
        type: "customEmailSenderRequestV1",
        code: null,
        clientMetadata: null,
        userAttributes: {
          EVENT_ID: event?.EventId,
          USER_NAME: "ada",
          IP_ADDRESS: "192.0.2.1",
          ACCOUNT_TAKE_OVER_ACTION: "BLOCK",
          ONE_CLICK_LINK_VALID: expect.stringContaining("feedback_value=Valid"),
          ONE_CLICK_LINK_INVALID: expect.stringContaining("feedback_value=Invalid"),
          LOGIN_TIME: event?.CreationDate?.toUTCString(),
          FEEDBACK_TOKEN: expect.any(String),
          CITY: "",
          COUNTRY: "",
          DEVICE_NAME: "Chrome 126, Windows 10",
        },
      },
    });
  } finally {
    await own.close();
  }
});

test("a target that takes no message blocks nobody who may sign in", async () => {
  const own = await bootEmulator({ smtp: "smtp://127.0.0.1:1" });
  try {
    const { pool, client } = await aProtectedPool(own, risks());
    await aConfirmedUser(own, pool, "ada", EMAIL);
    own.risk.force({ poolId: pool.Id, username: "ada", level: "low" });
    await expect(signInFrom(own, pool, client, "ada")).resolves.toHaveProperty("AuthenticationResult");
    const [mail] = own.inbox.list({ kind: "AccountTakeOverNotification" });
    expect(mail?.deliveries).toMatchObject([{ target: "smtp", status: "failed" }]);
    const { UserStatus } = await own.idp.send(
      new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }),
    );
    expect(UserStatus).toBe("CONFIRMED");
  } finally {
    await own.close();
  }
});
