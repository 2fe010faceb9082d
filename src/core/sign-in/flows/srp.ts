// USER_SRP_AUTH: the password is proven without being sent. Answers the PASSWORD_VERIFIER question.
import { deviceKeyIn, type Flow, requireParameter } from "../attempt.js";
import type { Identification } from "../identification.js";
import { type PasswordQuestion, requireA } from "../password-question.js";

export function srpFlow(deps: { identification: Identification; passwordQuestion: PasswordQuestion }): Flow {
  const { identification, passwordQuestion } = deps;
  return {
    names: ["USER_SRP_AUTH"],
    requires: ["USERNAME", "SRP_A"],
    async start(request) {
      const { pool, client, parameters } = request;
      const A = requireA(parameters);
      const user = await identification.identify(request);
      const typedUsername = requireParameter(parameters, "USERNAME");
      // There is no Session: the secret block stands for it.
      const trail = { passed: [], deviceKey: deviceKeyIn(parameters) };
      return { question: passwordQuestion.ask({ pool, client, user, typedUsername, A }, { trail }) };
    },
  };
}
