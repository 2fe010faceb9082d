// An application on Amplify v6 that signs in on the pool's domain. Its settings survive the way there and back.
import { Amplify, type ResourcesConfig } from "aws-amplify";
import {
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  type SignInWithRedirectInput,
  signInWithRedirect,
  signOut,
} from "aws-amplify/auth";
// Completes the sign-in when the page is opened with a code.
import "aws-amplify/auth/enable-oauth-listener";
import { Hub } from "aws-amplify/utils";

const KEY = "login-amplify";

/** What Amplify has said since the page was opened. */
const heard: { event: string; data?: unknown }[] = [];
Hub.listen("auth", ({ payload }) => {
  const { event, data } = payload as { event: string; data?: { error?: Error } | string };
  heard.push({ event, data: typeof data === "object" ? data.error?.message : data });
});

const kept = localStorage.getItem(KEY);
if (kept) Amplify.configure(JSON.parse(kept) as ResourcesConfig);

const app = {
  configure(config: ResourcesConfig): void {
    localStorage.setItem(KEY, JSON.stringify(config));
    Amplify.configure(config);
  },
  heard: () => heard,
  signIn: (input?: SignInWithRedirectInput) => signInWithRedirect(input),
  signOut: () => signOut(),
  /** Loses everything but the settings. */
  forget(): void {
    localStorage.clear();
    sessionStorage.clear();
    if (kept) localStorage.setItem(KEY, kept);
  },
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
