// After the first factor: who signed in with a temporary password has to choose a new one.
import { missingRequired } from "../../users/attributes.js";
import type { Attempt, Step } from "../attempt.js";
import type { Sessions } from "../sessions.js";
import { trailOf } from "../trail.js";

export function newPasswordStep({ sessions }: { sessions: Sessions }): Step {
  return {
    ask(attempt: Attempt) {
      const { pool, client, user } = attempt;
      if (user.status !== "FORCE_CHANGE_PASSWORD") return undefined;
      const required = missingRequired(pool, user.attributes).map((name) => `userAttributes.${name}`);
      const challenge = "NEW_PASSWORD_REQUIRED" as const;
      return {
        challenge,
        parameters: {
          USER_ID_FOR_SRP: user.username,
          requiredAttributes: JSON.stringify(required),
          userAttributes: JSON.stringify(user.attributes),
        },
        session: sessions.issue({
          ...{ pool, client, userId: user.id, challenge, state: { trail: trailOf(attempt) } },
        }),
      };
    },
  };
}
