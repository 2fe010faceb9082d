// CUSTOM_AUTH: the pool's own Lambda functions decide what is asked.
import { fault } from "../../../model/fault.js";
import { notBuilt } from "../../not-built.js";
import type { Flow } from "../attempt.js";

export function customFlow(): Flow {
  return {
    names: ["CUSTOM_AUTH"],
    requires: ["USERNAME"],
    async start({ pool }) {
      if (pool.settings.LambdaConfig?.DefineAuthChallenge)
        throw notBuilt("custom authentication (CUSTOM_AUTH)");
      throw fault(
        "InvalidParameterException",
        "Custom auth lambda trigger is not configured for the user pool.",
      );
    },
  };
}
