// DefineAuthChallenge functions that ask for the password and then name one challenge of Cognito's own; its right answer
// gets tokens.

const naming = (name) => async (event) => {
  const { session } = event.request;
  const isAnswered = session.at(-1)?.challengeName === name && session.at(-1)?.challengeResult;
  event.response.issueTokens = Boolean(isAnswered);
  event.response.failAuthentication = session.length > 3;
  if (!isAnswered)
    event.response.challengeName = session.at(-1)?.challengeName === "SRP_A" ? "PASSWORD_VERIFIER" : name;
  return event;
};

export const nameSms = naming("SMS_MFA");
export const nameEmail = naming("EMAIL_OTP");
export const nameToken = naming("SOFTWARE_TOKEN_MFA");
