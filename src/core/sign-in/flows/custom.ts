// CUSTOM_AUTH: the pool's own Lambda functions decide what is asked.
import { fault } from "../../../model/fault.js";
import type { Triggers } from "../../triggers/triggers.js";
import type { Flow } from "../attempt.js";

export function customFlow({ triggers }: { triggers: Triggers }): Flow {
  return {
    names: ["CUSTOM_AUTH"],
    requires: ["USERNAME"],
    async start({ pool }) {
      // Answers with an error of its own where functions are configured: they can't be run yet.
      await triggers.fire(pool, "DefineAuthChallenge");
      throw fault(
        "InvalidParameterException",
        "Custom auth lambda trigger is not configured for the user pool.",
      );
    },
  };
}
