// The functions of the shortest custom sign-in: the password where SRP comes first, then one riddle.
export async function define(event) {
  const { session } = event.request;
  const last = session.at(-1);
  event.response.issueTokens = last?.challengeName === "CUSTOM_CHALLENGE" && last.challengeResult;
  if (!event.response.issueTokens)
    event.response.challengeName = last?.challengeName === "SRP_A" ? "PASSWORD_VERIFIER" : "CUSTOM_CHALLENGE";
  return event;
}

export async function create(event) {
  event.response.publicChallengeParameters = { question: "6 x 7" };
  event.response.privateChallengeParameters = { answer: "42" };
  return event;
}

export async function verify(event) {
  const { privateChallengeParameters, challengeAnswer } = event.request;
  event.response.answerCorrect = privateChallengeParameters.answer === challengeAnswer;
  return event;
}
