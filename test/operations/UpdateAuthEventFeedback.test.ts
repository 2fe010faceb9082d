import { UpdateAuthEventFeedbackCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { actions, aProtectedPool, eventsOf, signInFrom } from "../support/threats.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

const say = (UserPoolId: string, Username: string, EventId: string, FeedbackToken: string) =>
  emulator().idp.send(
    new UpdateAuthEventFeedbackCommand({
      UserPoolId,
      Username,
      EventId,
      FeedbackToken,
      FeedbackValue: "Valid",
    }),
  );

/** A sign-in of which its user was told. */
async function told() {
  const TextBody = "{event-id} {feedback-token}";
  const SourceArn = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
  const notify = { SourceArn, NoActionEmail: { Subject: "Hello", TextBody } };
  const { pool, client } = await aProtectedPool(emulator(), actions({ high: "NO_ACTION" }, notify));
  await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
  emulator().risk.force({ poolId: pool.Id, username: "ada", level: "high" });
  await signInFrom(emulator(), pool, client, "ada");
  const [mail] = emulator().inbox.list({ poolId: pool.Id });
  const [id = "", token = ""] = mail?.text.split(" ") ?? [];
  return { pool, client, id, token };
}

it("the user's word is kept with the event", async () => {
  const { pool, id, token } = await told();
  emulator().clock.freeze();
  expect(output(await say(pool.Id, "ada", id, token))).toEqual({});
  const [event] = await eventsOf(emulator(), pool, "ada");
  expect(event).toMatchObject({
    EventId: id,
    EventFeedback: {
      FeedbackValue: "Valid",
      Provider: "User",
      FeedbackDate: new Date(emulator().clock.now()),
    },
  });
});

describe("is refused", () => {
  refusesUnknownPool((id) => say(id, "ada", "event", "token"));

  it("a pool without threat protection", async () => {
    const pool = await aPool(emulator());
    await refusal(
      say(pool.Id, "ada", "event", "token"),
      "UserPoolAddOnNotEnabledException",
      "User pool add-ons not enabled",
    );
  });

  it("a user who does not exist", async () => {
    const { pool, id, token } = await told();
    await refusal(say(pool.Id, "bob", id, token), "UserNotFoundException", "User does not exist.");
  });

  it("a token that was made up, changed, or given for another event, user or pool", async () => {
    const { pool, client, id, token } = await told();
    const other = await told();
    await aConfirmedUser(emulator(), pool, "bob");
    await signInFrom(emulator(), pool, client, "bob");
    const [bobs] = await eventsOf(emulator(), pool, "bob");
    const [expiresAt = "", signature = ""] = token.split(".");
    const later = `${Number(expiresAt) + 1}.${signature}`;
    const attempts: [string, string, string][] = [
      ["ada", id, "made-up"],
      ["ada", id, later],
      ["ada", id, other.token],
      ["ada", other.id, token],
      ["bob", bobs?.EventId ?? "", token],
    ];
    for (const [username, event, feedbackToken] of attempts)
      await refusal(
        say(pool.Id, username, event, feedbackToken),
        "NotAuthorizedException",
        "Invalid feedback token.",
      );
  });

  it("a token that is older than a week", async () => {
    const { pool, id, token } = await told();
    emulator().clock.advance({ days: 7 });
    emulator().clock.advance(1000);
    await refusal(say(pool.Id, "ada", id, token), "NotAuthorizedException", "Feedback token has expired.");
  });
});
