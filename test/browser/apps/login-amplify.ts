// An application on Amplify v6 that signs in on the pool's domain. Its settings survive the way there and back.
import { Amplify, type ResourcesConfig } from "aws-amplify";
import {
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signInWithRedirect,
  signOut,
} from "aws-amplify/auth";
// Completes the sign-in when the page is opened with a code.
import "aws-amplify/auth/enable-oauth-listener";

const KEY = "login-amplify";

const kept = localStorage.getItem(KEY);
if (kept) Amplify.configure(JSON.parse(kept) as ResourcesConfig);

const app = {
  configure(config: ResourcesConfig): void {
    localStorage.setItem(KEY, JSON.stringify(config));
    Amplify.configure(config);
  },
  signIn: (customState?: string) =>
    signInWithRedirect(customState === undefined ? undefined : { customState }),
  signOut: () => signOut(),
  user: () => getCurrentUser().catch((error: Error) => ({ error: error.name })),
  attributes: () => fetchUserAttributes(),
  async claims(forceRefresh = false) {
    const { tokens } = await fetchAuthSession({ forceRefresh });
    return { id: tokens?.idToken?.payload, access: tokens?.accessToken.payload };
  },
};

declare global {
  interface Window {
    loginApp: typeof app;
  }
}
window.loginApp = app;
