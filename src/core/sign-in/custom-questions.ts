// What comes next in a custom sign-in, as the pool's DefineAuthChallenge and CreateAuthChallenge functions decide.
import { fault } from "../../model/fault.js";
import type { User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { clientNotFound, hidesUserExistence } from "../clients/clients.js";
import { unrecognizable } from "../triggers/answers.js";
import type { Triggers } from "../triggers/triggers.js";
import { userNotFound } from "../users/users.js";
import { type Attempt, incorrect, type Question } from "./attempt.js";
import type { CustomChallengeState } from "./challenges/custom-challenge.js";
import type { CustomProgress } from "./custom-progress.js";
import type { NamedQuestions } from "./named-questions.js";
import { requireUsable } from "./password-proof.js";
import type { PasswordQuestion } from "./password-question.js";
import type { Sessions } from "./sessions.js";
import type { SimulatedUsers } from "./simulated-users.js";
import { trailOf } from "./trail.js";

interface Deps {
  readonly store: Store;
  readonly triggers: Triggers;
  readonly sessions: Sessions;
  readonly simulatedUsers: SimulatedUsers;
  readonly passwordQuestion: PasswordQuestion;
  readonly namedQuestions: NamedQuestions;
}

/** An attempt, or that of a user who does not exist and must be simulated. */
export interface CustomAttempt extends Omit<Attempt, "user" | "custom"> {
  readonly user: User | undefined;
  readonly custom: CustomProgress;
}

export type CustomQuestions = ReturnType<typeof createCustomQuestions>;

/** The text is AWS's for a missing DefineAuthChallenge; for the other two functions it is assumed. */
export const notConfigured = () =>
  fault("InvalidParameterException", "Custom auth lambda trigger is not configured for the user pool.");

export function createCustomQuestions(deps: Deps) {
  const { store, triggers, sessions, simulatedUsers, passwordQuestion, namedQuestions } = deps;

  /** What was read before a function was called may be gone or changed after it. */
  function reread(attempt: CustomAttempt): CustomAttempt {
    const { client, user } = attempt;
    if (!store.clients.find(client.id)) throw clientNotFound(client.id);
    const current = user && store.users.findById(user.id);
    if (!current && !hidesUserExistence(client)) throw userNotFound();
    return { ...attempt, user: current };
  }

  async function askCustom(before: CustomAttempt): Promise<Question> {
    const { custom, user, metadata } = before;
    const challengeName = "CUSTOM_CHALLENGE";
    const { typedUsername, results } = custom;
    const who = { userName: typedUsername, user };
    const made = await triggers.createAuthChallenge(before, {
      ...{ ...who, challengeName, session: results, metadata },
    });
    if (!made) throw notConfigured();
    const attempt = reread(before);
    const { pool, client } = attempt;
    if (attempt.user) requireUsable(client, attempt.user);
    const state: CustomChallengeState = {
      ...{ trail: { ...trailOf(attempt), custom }, typedUsername },
      privateChallengeParameters: made.privateChallengeParameters,
      challengeMetadata: made.challengeMetadata,
    };
    const session = sessions.issue({
      ...{ pool, client, userId: attempt.user?.id, challenge: challengeName, state: { ...state } },
    });
    const USERNAME = attempt.user?.username ?? simulatedUsers.nameOfNobody(pool, typedUsername);
    return {
      challenge: challengeName,
      parameters: { ...made.publicChallengeParameters, USERNAME },
      session,
    };
  }

  function askPassword(attempt: CustomAttempt): Question {
    const { pool, client, user } = attempt;
    const { A, typedUsername } = attempt.custom;
    // There is nothing to verify a password with (the answer is assumed).
    if (A === undefined) throw unrecognizable();
    return passwordQuestion.askWithin({ pool, client, user, typedUsername, A }, trailOf(attempt));
  }

  /**
   * The next question; undefined when the functions are content.
   * @throws Fault
   */
  async function next(before: CustomAttempt): Promise<Question | undefined> {
    const { custom, user, metadata } = before;
    const who = { userName: custom.typedUsername, user };
    const defined = await triggers.defineAuthChallenge(before, {
      ...{ ...who, session: custom.results, metadata },
    });
    if (!defined) throw notConfigured();
    const attempt = reread(before);
    // A function that says both is taken at the stricter word (assumed).
    if (defined.failAuthentication) throw incorrect();
    const { challengeName = "", issueTokens } = defined;
    if (issueTokens && !attempt.user) throw incorrect();
    // Where the password is asked, only who knows it learns how the account stands.
    if (attempt.user && (issueTokens || challengeName !== "PASSWORD_VERIFIER"))
      requireUsable(attempt.client, attempt.user);
    if (issueTokens) return undefined;
    if (challengeName === "CUSTOM_CHALLENGE") return askCustom(attempt);
    if (challengeName === "PASSWORD_VERIFIER") return askPassword(attempt);
    const question = await namedQuestions.ask(attempt, challengeName);
    // Neither a challenge nor an end (assumed).
    if (!question) throw unrecognizable();
    return question;
  }

  return {
    next,
    /** A simulated user is asked like any other, and never gets tokens. */
    async nextOfNobody(attempt: CustomAttempt): Promise<Question> {
      const question = await next(attempt);
      if (!question) throw incorrect();
      return question;
    },
  };
}
