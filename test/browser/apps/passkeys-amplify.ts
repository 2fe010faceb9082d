// An application on Amplify v6: the calls that its pages make, for tests to make them.
import { Amplify } from "aws-amplify";
import {
  associateWebAuthnCredential,
  confirmSignIn,
  deleteWebAuthnCredential,
  getCurrentUser,
  listWebAuthnCredentials,
  type SignInInput,
  signIn,
  signOut,
} from "aws-amplify/auth";

/** Errors reach the test by name and message. */
const told = async <T>(work: Promise<T>): Promise<T | { error: string; message: string }> =>
  work.catch((error: Error) => ({ error: error.name, message: error.message }));

const app = {
  configure(userPoolEndpoint: string, userPoolId: string, userPoolClientId: string): void {
    Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  },
  signIn: (username: string, password: string | undefined, options: NonNullable<SignInInput["options"]>) =>
    told(signIn({ username, password, options: { authFlowType: "USER_AUTH", ...options } })),
  confirm: (challengeResponse: string) => told(confirmSignIn({ challengeResponse })),
  signOut: () => signOut(),
  user: () => told(getCurrentUser()),
  addPasskey: () => told(associateWebAuthnCredential()),
  passkeys: (pageSize?: number, nextToken?: string) => listWebAuthnCredentials({ pageSize, nextToken }),
  removePasskey: (credentialId: string) => told(deleteWebAuthnCredential({ credentialId })),
};

declare global {
  interface Window {
    amplifyApp: typeof app;
  }
}
window.amplifyApp = app;
