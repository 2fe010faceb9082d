// /login: who is it, and, where nothing else can be chosen, with which password.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { User } from "../../core/oauth/oauth.js";
import { allowsChoice } from "../../core/sign-in/allowed-flows.js";
import type { Progress } from "../../core/sign-in/sign-in.js";
import { Fault } from "../../model/fault.js";
import type { SiteDeps } from "../deps.js";
import { livingSession } from "./authorize.js";
import { callerOf } from "./caller.js";
import { answerApplication, endSignIn } from "./endings.js";
import { federatedProvider, hasOwnUsers, offeredProviders, showFederation } from "./federation.js";
import { showReset } from "./forgot-password.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { allowsSignUp, nameOf, usernameField } from "./pool-fields.js";
import { ask } from "./questions.js";
import { withSecretHash } from "./secret.js";
import { showConfirmation } from "./sign-up.js";

/** Asks for the login page although somebody is signed in. */
const OTHER = "other_account";

export function mountLogin(router: Router, deps: SiteDeps): void {
  router.get(
    "/login",
    authorizationPage(deps, (context, request) => {
      if (federatedProvider(request) !== undefined) return showFederation(context, request);
      const asksAnew = request.prompt.includes("login") || context.query[OTHER] !== undefined;
      const living = asksAnew ? undefined : livingSession(context, request);
      if (living) showAccount(context, request, living.user);
      else showLogin(context, request);
    }),
  );
  router.post(
    "/login",
    authorizationForm(deps, async (context, request) => {
      const { form } = context;
      if (form.action === "continue") {
        const living = livingSession(context, request);
        // It may have ended while the page was open; who has to sign in anew is never asked.
        if (!living || request.prompt.includes("login")) return showLogin(context, request);
        return answerApplication(context, request, living);
      }
      const username = (form.username ?? "").trim();
      if (username === "" || (!choosesFactor(context, request) && !form.password))
        return showLogin(context, request, { username, error: "Missing required parameter USERNAME" });
      return start(context, request, username);
    }),
  );
}

/** Managed login asks for the user first where the client has choice-based sign-in. */
const choosesFactor = ({ site }: PageContext, { client, acrValues }: AuthorizationRequest): boolean =>
  site.managed && (allowsChoice(client) || acrValues !== undefined);

async function start(context: PageContext, request: AuthorizationRequest, username: string): Promise<void> {
  const { password } = context.form;
  const { acrValues } = request;
  if (choosesFactor(context, request))
    return signIn(context, request, username, "USER_AUTH", {
      USERNAME: username,
      ...(acrValues !== undefined && { TARGET_ACR_VALUES: acrValues }),
    });
  return signInWithPassword(context, request, username, password ?? "");
}

/** Also after a sign-up or a reset, with the password that was chosen there. */
export const signInWithPassword = (
  context: PageContext,
  request: AuthorizationRequest,
  username: string,
  password: string,
): Promise<void> =>
  signIn(context, request, username, "USER_PASSWORD_AUTH", { USERNAME: username, PASSWORD: password });

async function signIn(
  context: PageContext,
  request: AuthorizationRequest,
  username: string,
  flow: "USER_AUTH" | "USER_PASSWORD_AUTH",
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const { pool, client } = request;
  let progress: Progress;
  try {
    progress = await context.deps.core.signIn.pages.start({
      ...{ pool, client, flow, admin: false, caller: callerOf(context.request) },
      parameters: withSecretHash(client, username, parameters),
    });
  } catch (error) {
    if (error instanceof Fault && error.name === "UserNotConfirmedException")
      return showConfirmation(context, request, { username, password: parameters.PASSWORD, resend: true });
    if (error instanceof Fault && error.name === "PasswordResetRequiredException")
      return showReset(context, request, { username, notice: messageOf(error) });
    return showLogin(context, request, { username, error: messageOf(error) });
  }
  return goOn(context, request, username, progress);
}

/** A question becomes its page, the end of the sign-in a session. */
export async function goOn(
  context: PageContext,
  request: AuthorizationRequest,
  username: string,
  progress: Progress,
): Promise<void> {
  if ("attempt" in progress) {
    try {
      return await endSignIn(context, request, progress.attempt);
    } catch (error) {
      return showLogin(context, request, { username, error: messageOf(error) });
    }
  }
  // Only refreshing ends in tokens by itself.
  if (!progress.question) throw new Error("a page's sign-in can't end in tokens");
  ask(context, request, { username, question: progress.question });
}

interface LoginState {
  readonly username?: string | undefined;
  readonly error?: string | undefined;
  readonly notice?: string | undefined;
}

export function showLogin(context: PageContext, request: AuthorizationRequest, state: LoginState = {}): void {
  const { pool } = request;
  const own = hasOwnUsers(request);
  context.show({
    ...{ kind: "sign-in", error: state.error, notice: state.notice },
    form: own ? { action: context.path("/login") } : undefined,
    username: usernameField(pool, state.username ?? request.loginHint),
    asksPassword: !choosesFactor(context, request),
    forgotPassword: own ? context.path("/forgotPassword") : undefined,
    signUp: own && allowsSignUp(pool) ? context.path("/signup") : undefined,
    providers: offeredProviders(context, request),
  });
}

/** Who is signed in with this browser goes on, or somebody else signs in. */
function showAccount(context: PageContext, { pool, client }: AuthorizationRequest, user: User): void {
  const [address] = client.settings.LogoutURLs ?? [];
  const signOut = address && new URLSearchParams({ client_id: client.id, logout_uri: address });
  context.show({
    ...{ kind: "account", name: nameOf(pool, user) },
    form: { action: context.path("/login"), hidden: { action: "continue" } },
    other: `${context.path("/login")}&${OTHER}=true`,
    signOut: signOut && `${context.site.root}/logout?${signOut}`,
  });
}
