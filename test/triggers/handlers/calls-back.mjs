// Functions that call the emulator while it waits for them, through the SDK as a function of AWS would.
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProvider();

/** Deletes the user whom the event is about. */
export async function deletes(event) {
  await send("adminDeleteUser", event, event.userName);
  return event;
}

/** Takes the name that the event is about to give to somebody. */
export async function takesName(event) {
  if (event.triggerSource === "PreSignUp_SignUp") await send("adminCreateUser", event, event.userName);
  return event;
}

/** Changes the user's name, which the tokens are about to show. */
export async function renames(event) {
  const UserAttributes = [{ Name: "name", Value: "Changed Meanwhile" }];
  await send("adminUpdateUserAttributes", event, event.userName, { UserAttributes });
  return event;
}

/** Disables the user who is about to get tokens. */
export async function disables(event) {
  await send("adminDisableUser", event, event.userName);
  return event;
}

/** Deletes the whole pool. */
export async function deletesPool(event) {
  await send("deleteUserPool", event);
  return event;
}

/** Deletes the client that somebody signs in with. */
export async function deletesClient(event) {
  const { userPoolId: UserPoolId, callerContext } = event;
  await cognito.deleteUserPoolClient({ UserPoolId, ClientId: callerContext.clientId });
  return event;
}

/** Puts new users into a group. */
export async function welcomes(event) {
  await send("createGroup", event, undefined, { GroupName: "newcomers" });
  await send("adminAddUserToGroup", event, event.userName, { GroupName: "newcomers" });
  return event;
}

/** The functions keep no attributes themselves: the user is brought by an administrator's call. */
export async function bringsUser(event) {
  await send("adminCreateUser", event, event.userName, { MessageAction: "SUPPRESS" });
  const Password = event.request.password;
  await send("adminSetUserPassword", event, event.userName, { Password, Permanent: true });
  event.response.userAttributes = {};
  return event;
}

function send(operation, { userPoolId: UserPoolId }, Username, more = {}) {
  return cognito[operation]({ UserPoolId, Username, ...more });
}
