// USER_AUTH: the user chooses among the first factors that the pool allows.
import { notBuilt } from "../../not-built.js";
import type { Flow } from "../attempt.js";

export function choiceFlow(): Flow {
  return {
    names: ["USER_AUTH"],
    requires: ["USERNAME"],
    async start() {
      throw notBuilt("choice-based sign-in (USER_AUTH)");
    },
  };
}
