// What becomes of a message's placeholders, and of what is filled into them.
import { expect, it } from "vitest";
import { plainText } from "../../src/core/messages/html.js";
import { renderMessage } from "../../src/core/messages/templates.js";
import type { Pool, PoolSettings } from "../../src/storage/records.js";

const pool = (settings: PoolSettings): Pool => ({
  id: "us-east-1_AbCdEfGhI",
  account: "123456789012",
  region: "us-east-1",
  name: "test",
  settings,
  createdAt: 0,
  changedAt: 0,
});
const inviting = (EmailMessage: string) =>
  pool({ AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage } } });

it("fills a placeholder wherever it stands", () => {
  const template = "{username}: {####}, {####}";
  expect(
    renderMessage(inviting(template), "AdminCreateUser", "EMAIL", { username: "ada", code: "a1" }),
  ).toEqual({
    subject: "Your temporary password",
    text: "ada: a1, a1",
    html: "ada: a1, a1",
  });
});

it("takes what is filled in literally, not as HTML, placeholder or replacement pattern", () => {
  const values = { username: "{####}<b>{##x##}$&", code: "{username}&lt;" };
  const { text, html } = renderMessage(
    inviting("<p>{username} {####}</p>"),
    "AdminCreateUser",
    "EMAIL",
    values,
  );
  expect(html).toBe("<p>{####}&lt;b&gt;{##x##}$&amp; {username}&amp;lt;</p>");
  expect(text).toBe("{####}<b>{##x##}$& {username}&lt;");
});

it("words an invitation without a password, and messages without templates", () => {
  expect(renderMessage(pool({}), "AdminCreateUser", "EMAIL", { username: "ada" })).toMatchObject({
    subject: "Your new account",
    text: "Your username is ada.",
  });
  expect(renderMessage(pool({}), "AdminCreateUser", "SMS", { username: "ada", code: "a1" })).toEqual({
    text: "Your username is ada and temporary password is a1.",
  });
  expect(renderMessage(pool({}), "VerifyUserAttribute", "SMS", { username: "ada", code: "123456" })).toEqual({
    text: "Your confirmation code is 123456",
  });
});

it("shows HTML as a mail program without HTML would", () => {
  expect(
    plainText(
      '<head><title>x</title></head><style>p { color: red }</style><h1>Hi</h1><p>Tom &amp; <b>Ann</b></p>a<br/>b <a class="x" href="http://x.example/?a=1&amp;b=2">here</a>',
    ),
  ).toBe("Hi\nTom & Ann\na\nb here (http://x.example/?a=1&b=2)");
});
