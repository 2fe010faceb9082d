// In custom sign-ins: whether the pool's functions are content, and which steps their users skip.
import type { Step } from "../attempt.js";
import type { CustomQuestions } from "../custom-questions.js";

export function customStep({ customQuestions }: { customQuestions: CustomQuestions }): Step {
  return {
    ask: (attempt) => {
      const { custom, passed } = attempt;
      // Devices come after the functions, which were content.
      if (passed.includes("DEVICE_PASSWORD_VERIFIER")) return undefined;
      return custom && customQuestions.next({ ...attempt, custom });
    },
  };
}

/**
 * New passwords and second factors belong to the password: they are asked right after it, before the functions say how
 * to go on, and of nobody who never gave one (aws-amplify/amplify-js#3876, #4888 and #12887).
 */
export const afterPassword = (step: Step): Step => ({
  ask: (attempt) =>
    attempt.custom && !attempt.passed.includes("PASSWORD_VERIFIER") ? undefined : step.ask(attempt),
});
