// PASSWORD: the password itself, as the answer to a choice-based sign-in.
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import { createPasswordCheck, type PasswordCheckDeps } from "../first-factors/password.js";
import type { SimulatedUsers } from "../simulated-users.js";

export function passwordChallenge(
  deps: PasswordCheckDeps & { readonly simulatedUsers: SimulatedUsers },
): Challenge {
  const { simulatedUsers } = deps;
  const check = createPasswordCheck(deps);
  return {
    name: "PASSWORD",
    requires: ["PASSWORD"],
    // Like a wrong code, a wrong password may be corrected (assumed); the lockout counts it.
    once: false,
    simulatedUsername: (pool, state) => simulatedUsers.nameOfNobody(pool, String(state.typedUsername)),
    check: ({ responses, state, ...claimant }) =>
      check(
        { ...claimant, typedUsername: String(state.typedUsername) },
        requireParameter(responses, "PASSWORD"),
      ),
  };
}
