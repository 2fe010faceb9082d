// USER_AUTH: the user chooses among the first factors that the pool allows; who has just signed up may come with the
// session of that instead.
import { type Flow, incorrect, requireParameter } from "../attempt.js";
import type { FirstFactors } from "../first-factors/first-factors.js";
import type { Identification } from "../identification.js";

export function choiceFlow(deps: { identification: Identification; firstFactors: FirstFactors }): Flow {
  const { identification, firstFactors } = deps;
  return {
    names: ["USER_AUTH"],
    requires: ["USERNAME"],
    async start(request) {
      const { pool, client, caller, parameters } = request;
      const typedUsername = requireParameter(parameters, "USERNAME");
      const preferred = parameters.PREFERRED_CHALLENGE;
      const user = await identification.identify(
        request,
        preferred === "PASSWORD" ? parameters.PASSWORD : undefined,
      );
      const trail = { passed: [], isChoice: true };
      const candidate = { pool, client, caller, user, typedUsername, trail, parameters };
      const available = firstFactors.available(candidate);
      const factor = available.find(({ name }) => name === preferred);
      if (!factor) return { question: firstFactors.offer(candidate, available) };

      const { firstFactor, next } = await firstFactors.choose(factor, candidate);
      if (next) return { question: { ...(await next()), available: available.map(({ name }) => name) } };
      if (!user) throw incorrect();
      return { attempt: { pool, client, user, caller, ...trail, firstFactor } };
    },
  };
}
