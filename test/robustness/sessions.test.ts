// Whatever is asked, however it came to be asked: its session can't be replayed, moved, outlived or won twice.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  ChallengeNameType as ChallengeNames,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { wordFor } from "../support/account-states.js";
import { aClient } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { type Asked, anyResponses, FLOWS, TRIGGERS, WAYS, type Way } from "./questions.js";

const emulator = useEmulator({ triggers: TRIGGERS });

const invalid = (why: string) => ["NotAuthorizedException", `Invalid session for the user${why}`] as const;
const FOREIGN = invalid(".");
const USED = invalid(", session can only be used once.");
const EXPIRED = invalid(", session is expired.");

const inputOf = (ClientId: string, { challenge, session, responses }: Asked) => ({
  ...{ ClientId, ChallengeName: challenge, Session: session, ChallengeResponses: responses },
});

const answer = ({ ClientId }: { ClientId: string }, question: Asked) =>
  emulator().idp.send(new RespondToAuthChallengeCommand(inputOf(ClientId, question)));

/** What every right answer gets: tokens, or the next question. */
const goesOn = async (answered: Promise<object>) => {
  const outcome = await answered;
  const isOver = "AuthenticationResult" in outcome && outcome.AuthenticationResult !== undefined;
  expect(isOver || ("ChallengeName" in outcome && outcome.ChallengeName !== undefined)).toBe(true);
};

const as = (question: Asked, USERNAME: string): Asked => ({
  ...question,
  responses: { ...question.responses, USERNAME },
});

const RESET = "to reset the password";

/**
 * Nobody resets a password that has yet to be chosen; and what answers the other two only leads to the question that is
 * refused then.
 */
const EXEMPT: readonly string[] = ["NEW_PASSWORD_REQUIRED", "PASSWORD_SRP", "DEVICE_SRP_AUTH"];

test("every challenge that can be answered has a way here", async () => {
  const challenges = new Set<string>();
  for (const way of Object.values(WAYS)) {
    const site = await way.site(emulator());
    challenges.add((await (await way.user(emulator(), site, "ada"))()).challenge);
  }
  // ADMIN_NO_SRP_AUTH is a name of the functions' events only, and never asked.
  const asked = Object.values(ChallengeNames).filter((name) => name !== "ADMIN_NO_SRP_AUTH");
  expect([...challenges].sort()).toEqual([...asked].sort());
});

describe.each(Object.entries(WAYS))("%s", (_, way: Way) => {
  async function begin() {
    const site = await way.site(emulator());
    const ask = await way.user(emulator(), site, "ada");
    return { ...site, site, ask };
  }

  test("is answered once, by its own user at its own client, to its own name", async () => {
    const { site, pool, client, ask } = await begin();
    const elsewhere = await way.site(emulator());
    const others = [await way.user(emulator(), site, "bob"), await way.user(emulator(), elsewhere, "ada")];
    const [another] = await Promise.all(others.map((other) => other()));
    const question = await ask();

    await refusal(answer(await aClient(emulator(), pool, FLOWS), question), ...FOREIGN);
    await refusal(answer(elsewhere.client, question), ...FOREIGN);
    for (const name of ["bob", "nobody"]) await refusal(answer(client, as(question, name)), ...FOREIGN);
    // One user's proof, with the session of another.
    if (question.session !== undefined && another)
      await refusal(answer(client, as({ ...another, session: question.session }, "bob")), ...FOREIGN);
    const responses = anyResponses(question);
    for (const challenge of Object.values(ChallengeNames)) {
      if (challenge === question.challenge || challenge === "ADMIN_NO_SRP_AUTH") continue;
      const misnamed = { challenge, session: question.session ?? secretBlockOf(question), responses };
      await refusal(answer(client, misnamed), ...FOREIGN);
    }

    // None of all that has used it up.
    await goesOn(answer(client, question));
    await refusal(answer(client, question), ...USED);
    emulator().clock.advance({ minutes: 3 });
    await refusal(answer(client, question), ...USED);
  });

  test("is over when its time is", async () => {
    const { client, ask } = await begin();
    const question = await ask();
    emulator().clock.advance({ minutes: 3 });
    await refusal(answer(client, question), ...EXPIRED);
    await refusal(answer(client, question), ...EXPIRED);
  });

  test("has one winner among answers of the same moment", async () => {
    const { client, ask } = await begin();
    const question = await ask();
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        emulator().app.call("cognito-idp", "RespondToAuthChallenge", inputOf(client.ClientId, question)),
      ),
    );
    const refused = answers.flatMap((one) => (one.status === "rejected" ? [String(one.reason.message)] : []));
    expect(refused).toEqual(Array.from({ length: 4 }, () => USED[1]));
  });

  test.each([
    ["disabled", AdminDisableUserCommand, "disabled"],
    ["deleted", AdminDeleteUserCommand, FOREIGN[1]],
    [RESET, AdminResetUserPasswordCommand, "must reset"],
  ] as const)("is not answered by who is meanwhile %s", async (what, Command, word) => {
    const { client, pool, ask } = await begin();
    const question = await ask();
    if (what === RESET && EXEMPT.includes(question.challenge)) return;
    await emulator().idp.send(
      new Command({ UserPoolId: pool.Id, Username: "ada" }) as AdminDisableUserCommand,
    );
    const refused = await answer(client, question).then(
      () => "answered",
      (error: Error) => (wordFor(error).endsWith(FOREIGN[1]) ? FOREIGN[1] : wordFor(error)),
    );
    expect(refused).toBe(word);
  });
});

const secretBlockOf = ({ responses }: Asked): string | undefined => responses.PASSWORD_CLAIM_SECRET_BLOCK;
