// Choice-based sign-in of users who don't exist: to clients that hide it, they can't be told from real ones.
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { PASSWORD } from "../support/builders.js";
import { aChoicePool, aPasswordlessUser, CHOICE, choose, prefer } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator();

const HIDES = { ...CHOICE, PreventUserExistenceErrors: "ENABLED" as const };
const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const MISMATCH = ["CodeMismatchException", "Invalid code or auth state for the user."] as const;
const PASSWORDS = ["PASSWORD_SRP", "PASSWORD"];
const NAMES = Array.from({ length: 24 }, (_, n) => `nobody${n}`);

const listOf = async (client: { ClientId: string }, name: string) =>
  (await choose(emulator(), client, name)).AvailableChallenges;

test("a client that hides nothing says so", async () => {
  const { client } = await aChoicePool(emulator(), ["EMAIL_OTP"]);
  await refusal(choose(emulator(), client, "nobody"), "UserNotFoundException", "User does not exist.");
});

describe("the list", () => {
  test("stays the same for a name, and is not the same for all", async () => {
    const { client } = await aChoicePool(emulator(), ["EMAIL_OTP", "SMS_OTP"], {}, HIDES);
    const lists = await Promise.all(NAMES.map((name) => listOf(client, name)));
    expect(await Promise.all(NAMES.map((name) => listOf(client, name)))).toEqual(lists);
    expect(new Set(lists.map(String)).size).toBeGreaterThan(2);
    for (const list of lists) {
      // As real users' are: both kinds of password or none, in this order, and never nothing.
      expect(
        ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"].filter((name) => list?.includes(name as never)),
      ).toEqual(list);
      expect(list?.includes("PASSWORD")).toBe(list?.includes("PASSWORD_SRP"));
      expect(list).not.toEqual([]);
    }
  });

  test("has what a user of that name would have", async () => {
    const pool = { UsernameAttributes: ["email" as const] };
    const { client } = await aChoicePool(emulator(), ["EMAIL_OTP"], pool, HIDES);
    for (const name of NAMES) expect(await listOf(client, `${name}@example.com`)).toContain("EMAIL_OTP");
  });

  test("is that of passwords alone where the pool allows nothing else", async () => {
    const { client } = await aChoicePool(emulator(), [], {}, HIDES);
    for (const name of NAMES.slice(0, 8)) expect(await listOf(client, name)).toEqual(PASSWORDS);
  });
});

describe("a code", () => {
  test("seems to be sent, and is never right", async () => {
    const pool = { UsernameAttributes: ["email" as const] };
    const { pool: made, client } = await aChoicePool(emulator(), ["EMAIL_OTP"], pool, HIDES);
    await aPasswordlessUser(emulator(), made, "real@example.com", {});
    const asked = async (USERNAME: string) => {
      const {
        AvailableChallenges: _,
        Session,
        ...question
      } = output(await prefer(emulator(), client, USERNAME, "EMAIL_OTP"));
      const { Session: selected = "" } = await choose(emulator(), client, USERNAME);
      const answer = { USERNAME, ANSWER: "EMAIL_OTP" };
      const { Session: next, ...chosen } = output(
        await respond(emulator(), client, "SELECT_CHALLENGE", selected, answer),
      );
      expect(chosen).toEqual(question);
      expect([Session, next].map((session) => session?.length)).toEqual([1543, 1543]);
      for (const session of [Session, next, Session])
        await refusal(
          respond(emulator(), client, "EMAIL_OTP", session, { USERNAME, EMAIL_OTP_CODE: "1234567" }),
          ...MISMATCH,
        );
      return question;
    };
    const real = await asked("real@example.com");
    const simulated = await asked("rumour@example.org");
    expect(simulated).toEqual(real);
    const sent = emulator().inbox.list({ poolId: made.Id });
    expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(["real@example.com"]));
  });

  test("goes to an address that stays, too", async () => {
    const pool = { Schema: [{ Name: "email", Required: true }] };
    const { client } = await aChoicePool(emulator(), ["EMAIL_OTP"], pool, HIDES);
    const to = async () =>
      (await prefer(emulator(), client, "nobody", "EMAIL_OTP")).ChallengeParameters
        ?.CODE_DELIVERY_DESTINATION;
    expect(await to()).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
    expect(await to()).toBe(await to());
  });
});

describe("a password", () => {
  test("is never right, however it is given", async () => {
    const { pool, client } = await aChoicePool(emulator(), [], {}, HIDES);
    const USERNAME = "nobody";
    await refusal(prefer(emulator(), client, USERNAME, "PASSWORD", { PASSWORD }), ...INCORRECT);
    const asked = await prefer(emulator(), client, USERNAME, "PASSWORD");
    expect(asked).toMatchObject({ ChallengeName: "PASSWORD", ChallengeParameters: {} });
    const answer = () => respond(emulator(), client, "PASSWORD", asked.Session, { USERNAME, PASSWORD });
    await refusal(answer(), ...INCORRECT);
    await refusal(answer(), ...INCORRECT);
    const { Session } = await choose(emulator(), client, USERNAME);
    await refusal(
      respond(emulator(), client, "SELECT_CHALLENGE", Session, { USERNAME, ANSWER: "PASSWORD", PASSWORD }),
      ...INCORRECT,
    );

    const srp = await srpClient(pool);
    const question = await respond(emulator(), client, "SELECT_CHALLENGE", Session, {
      ...{ USERNAME, ANSWER: "PASSWORD_SRP", SRP_A: srp.srpA },
    });
    expect(question.ChallengeName).toBe("PASSWORD_VERIFIER");
    const answers = await srp.answer(question.ChallengeParameters, PASSWORD);
    await refusal(respond(emulator(), client, "PASSWORD_VERIFIER", question.Session, answers), ...INCORRECT);
  });

  test("belongs to the name that was typed", async () => {
    const { client } = await aChoicePool(emulator(), [], {}, HIDES);
    const { Session } = await prefer(emulator(), client, "nobody", "PASSWORD");
    await refusal(
      respond(emulator(), client, "PASSWORD", Session, { USERNAME: "somebody", PASSWORD }),
      ...(["NotAuthorizedException", "Invalid session for the user."] as const),
    );
  });
});
