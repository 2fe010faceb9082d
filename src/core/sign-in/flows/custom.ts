// CUSTOM_AUTH: the pool's own Lambda functions decide what is asked, after SRP where the client wants that.
import { deviceKeyIn, type Flow, requireParameter } from "../attempt.js";
import { type CustomProgress, resultOf } from "../custom-progress.js";
import { type CustomQuestions, notConfigured } from "../custom-questions.js";
import type { Identification } from "../identification.js";
import { requireUsable } from "../password-proof.js";
import { requireA } from "../password-question.js";

export function customFlow(deps: { identification: Identification; customQuestions: CustomQuestions }): Flow {
  const { identification, customQuestions } = deps;
  return {
    names: ["CUSTOM_AUTH"],
    requires: ["USERNAME"],
    async start(request) {
      const { pool, client, caller, parameters } = request;
      if (!pool.settings.LambdaConfig?.DefineAuthChallenge) throw notConfigured();
      // An SRP_A without the name of its challenge means nothing (assumed).
      const A = parameters.CHALLENGE_NAME === "SRP_A" ? requireA(parameters) : undefined;
      const user = await identification.identify(request);
      // Who begins with the password learns only after it how the account stands.
      if (user && A === undefined) requireUsable(client, user);

      const typedUsername = requireParameter(parameters, "USERNAME");
      const results = A === undefined ? [] : [resultOf("SRP_A", true)];
      const custom: CustomProgress = { results, typedUsername, A };
      // The request's ClientMetadata is for the functions before the sign-in only.
      const attempt = { pool, client, caller, passed: [], custom, deviceKey: deviceKeyIn(parameters) };
      if (user) return { attempt: { ...attempt, user } };
      return { question: await customQuestions.nextOfNobody({ ...attempt, user }) };
    },
  };
}
