// A new code for who waits for one on a page of the pool's domain. The API has no such step: clients begin anew.
import type { ChallengeNameType } from "../../model/cognito-idp.gen.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Caller } from "../triggers/triggers.js";
import type { AttemptLimits } from "../users/attempt-limits.js";
import { nobody } from "../users/attempts.js";
import { userDisabled } from "../users/users.js";
import type { Question } from "./attempt.js";
import { isUnprepared } from "./challenges/unprepared.js";
import type { FirstFactors } from "./first-factors/first-factors.js";
import type { Lockouts } from "./lockouts.js";
import type { SecondFactorQuestion } from "./second-factor-question.js";
import { invalidSession, type OpenSession, type Sessions } from "./sessions.js";
import { trailIn } from "./trail.js";

interface Deps {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly lockouts: Lockouts;
  readonly attemptLimits: AttemptLimits;
  readonly firstFactors: FirstFactors;
  readonly secondFactorQuestion: SecondFactorQuestion;
}

export interface ResendRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly caller: Caller;
  readonly challenge: ChallengeNameType;
  readonly session: string | undefined;
}

const MESSAGES = ["EMAIL_OTP", "SMS_OTP", "SMS_MFA"] as const;

export function createResending(deps: Deps) {
  const { store, sessions, lockouts, attemptLimits, firstFactors, secondFactorQuestion } = deps;

  /**
   * The question once more, with a new code: that of before is good no longer.
   * @throws NotAuthorizedException, LimitExceededException, which leaves the session as it is
   */
  return async function resend(request: ResendRequest): Promise<Question> {
    const { pool, client, challenge, session: key } = request;
    const session = sessions.open(client, challenge, key ?? "");
    if (isUnprepared(session.state)) throw invalidSession();
    const user = session.userId === undefined ? undefined : store.users.findById(session.userId);
    if (user && !user.enabled) throw userDisabled();
    if (user) lockouts.requireOpen(user);
    attemptLimits.count(user ?? nobody(pool, String(session.state.typedUsername)), "ResendSignInCode");
    store.transaction(() => sessions.spend(session));
    const question = await ask(request, session);
    if (!question) throw invalidSession();
    return question;
  };

  async function ask({ pool, client, caller, challenge }: ResendRequest, { userId, state }: OpenSession) {
    const user = userId === undefined ? undefined : store.users.findById(userId);
    const factor = MESSAGES.find((name) => name === challenge);
    const trail = trailIn(state);
    if (state.first || factor === "SMS_OTP") {
      const typedUsername = String(state.typedUsername);
      const asked = firstFactors.named(challenge);
      return asked?.ask({ pool, client, caller, user, typedUsername, trail, parameters: {} });
    }
    if (!user || !factor) return undefined;
    return secondFactorQuestion.ask({ ...trail, pool, client, caller, user }, factor);
  }
}
