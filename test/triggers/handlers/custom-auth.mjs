// The functions of a custom sign-in: the password where SRP comes first, then two riddles, with two wrong answers free.
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";

const riddles = [
  { question: "6 x 7", answer: "42" },
  { question: "opposite of black", answer: "white" },
];

const solved = (session) =>
  session.filter(
    ({ challengeName, challengeResult }) => challengeName === "CUSTOM_CHALLENGE" && challengeResult,
  ).length;

export async function define(event) {
  const { session } = event.request;
  const wrong = session.filter(({ challengeResult }) => !challengeResult).length;
  const last = session.at(-1)?.challengeName;
  event.response.issueTokens = solved(session) === riddles.length;
  event.response.failAuthentication = wrong > 2;
  if (!event.response.issueTokens && !event.response.failAuthentication)
    event.response.challengeName = last === "SRP_A" ? "PASSWORD_VERIFIER" : "CUSTOM_CHALLENGE";
  return event;
}

/** Whoever guessed a riddle right sees the next one. */
export async function create(event) {
  const number = solved(event.request.session);
  const { question, answer } = riddles[number];
  event.response.publicChallengeParameters = { question };
  event.response.privateChallengeParameters = { answer };
  event.response.challengeMetadata = `RIDDLE_${number + 1}`;
  return event;
}

export async function verify(event) {
  const { privateChallengeParameters, challengeAnswer } = event.request;
  event.response.answerCorrect = privateChallengeParameters.answer === challengeAnswer;
  return event;
}

/** A riddle first, the password after it. */
export async function captchaFirst(event) {
  const names = event.request.session.map(({ challengeName }) => challengeName);
  event.response.issueTokens = names.includes("PASSWORD_VERIFIER");
  if (names.at(-1) === "SRP_A") event.response.challengeName = "CUSTOM_CHALLENGE";
  if (names.at(-1) === "CUSTOM_CHALLENGE") event.response.challengeName = "PASSWORD_VERIFIER";
  return event;
}

/** What may become of the user while a function runs. */
const cognito = new CognitoIdentityProvider();
const of = ({ userPoolId: UserPoolId, userName: Username }) => ({ UserPoolId, Username });

export async function verifyAndDelete(event) {
  await cognito.adminDeleteUser(of(event));
  return verify(event);
}

export async function verifyAndDisable(event) {
  await cognito.adminDisableUser(of(event));
  return verify(event);
}

export async function defineAndRename(event) {
  const UserAttributes = [{ Name: "name", Value: `Round ${event.request.session.length}` }];
  await cognito.adminUpdateUserAttributes({ ...of(event), UserAttributes });
  return define(event);
}

export async function defineAndDelete(event) {
  await cognito.adminDeleteUser(of(event));
  event.response.issueTokens = true;
  return event;
}

export async function createAndDeletePool(event) {
  await cognito.deleteUserPool({ UserPoolId: event.userPoolId });
  return create(event);
}

export async function createAndDelete(event) {
  await cognito.adminDeleteUser(of(event));
  return create(event);
}

/** The user's devices are gone, or remembered no longer, when tokens are to be issued. */
async function defineAfter(event, change) {
  const { response } = await define(event);
  const { Devices } = await cognito.adminListDevices(of(event));
  if (response.issueTokens) for (const { DeviceKey } of Devices) await change({ ...of(event), DeviceKey });
  return event;
}

export const defineAndForgetDevices = (event) =>
  defineAfter(event, (device) => cognito.adminForgetDevice(device));

export const defineAndUnrememberDevices = (event) =>
  defineAfter(event, (device) =>
    cognito.adminUpdateDeviceStatus({ ...device, DeviceRememberedStatus: "not_remembered" }),
  );

/** For any trigger. */
export async function forgetDevices(event) {
  const { Devices } = await cognito.adminListDevices(of(event));
  for (const { DeviceKey } of Devices) await cognito.adminForgetDevice({ ...of(event), DeviceKey });
  return event;
}
