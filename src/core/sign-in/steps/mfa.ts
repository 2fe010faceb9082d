// After the password: the second factor that the user has, a choice of several, or the set-up of one.
import { fault } from "../../../model/fault.js";
import type { MfaFactor } from "../../../storage/records.js";
import type { Mfa } from "../../mfa/mfa.js";
import { isCode } from "../../step-up/levels.js";
import type { Attempt, Question, Step } from "../attempt.js";
import type { SecondFactorQuestion } from "../second-factor-question.js";
import type { Sessions } from "../sessions.js";
import type { StepUps } from "../step-up.js";
import { provesSecondFactor, trailOf } from "../trail.js";

interface Deps {
  readonly mfa: Mfa;
  readonly stepUps: StepUps;
  readonly sessions: Sessions;
  readonly secondFactorQuestion: SecondFactorQuestion;
}

export function mfaStep({ mfa, stepUps, sessions, secondFactorQuestion }: Deps): Step {
  /** The address may be gone since the factor was offered. */
  async function ask(attempt: Attempt, factor: MfaFactor): Promise<Question> {
    const question = await secondFactorQuestion.ask(attempt, factor);
    if (!question) throw methodNotFound(attempt);
    return question;
  }

  return {
    async ask(attempt) {
      const { pool, user, caller, passed, factor, firstFactor, stepUp, risk } = attempt;
      if (factor) return ask(attempt, factor);
      const [wanted, ...others] = stepUps.missing(attempt);
      if (wanted && others.length === 0) return ask(attempt, wanted);
      if (wanted) return listing(attempt, "SELECT_MFA_TYPE", "MFAS_CAN_CHOOSE", [wanted, ...others]);
      if (firstFactor?.isMultiFactor) return undefined;
      if (passed.some(provesSecondFactor)) return undefined;
      if (stepUp?.credit.some((method) => method === "otp" || isCode(method))) return undefined;

      const plan = mfa.plan(pool, user, { underRisk: risk?.demandsMfa, onPage: caller.onPage });
      switch (plan.kind) {
        case "none":
          return undefined;
        case "ask":
          return ask(attempt, plan.factor);
        case "choose":
          return listing(attempt, "SELECT_MFA_TYPE", "MFAS_CAN_CHOOSE", plan.factors);
        case "setUp":
          return listing(attempt, "MFA_SETUP", "MFAS_CAN_SETUP", plan.factors);
        default:
          throw methodNotFound(attempt);
      }
    },
  };

  function listing(
    attempt: Attempt,
    challenge: "SELECT_MFA_TYPE" | "MFA_SETUP",
    key: string,
    factors: readonly MfaFactor[],
  ): Question {
    const { pool, client, user } = attempt;
    const state = { trail: trailOf(attempt), factors };
    return {
      challenge,
      parameters: { [key]: JSON.stringify(factors), USER_ID_FOR_SRP: user.username },
      session: sessions.issue({ pool, client, userId: user.id, challenge, state }),
    };
  }
}

/**
 * The error of users without any method that the pool offers (aws-amplify/amplify-js#14013); InitiateAuth is not
 * modelled to raise it and answers the next best (assumed, as are the texts).
 */
function methodNotFound({ passed }: Attempt) {
  const name = passed.length > 0 ? "MFAMethodNotFoundException" : "InvalidParameterException";
  return fault(name, "No MFA method is available for the user.");
}
