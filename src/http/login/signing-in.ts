// Signing in on a page: the login page itself, how a sign-in begins, and what it leads to.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import { allowsChoice } from "../../core/sign-in/allowed-flows.js";
import type { Progress } from "../../core/sign-in/sign-in.js";
import { Fault } from "../../model/fault.js";
import { callerOf } from "./caller.js";
import { showConfirmation } from "./confirmation.js";
import { endSignIn } from "./endings.js";
import { hasOwnUsers, offeredProviders } from "./federation.js";
import { messageOf, type PageContext } from "./page-context.js";
import { showReset } from "./password-reset.js";
import { allowsSignUp, usernameField } from "./pool-fields.js";
import { ask } from "./questions.js";
import { withSecretHash } from "./secret.js";

/** Managed login asks for the user first where the client has choice-based sign-in. */
export const choosesFactor = ({ site }: PageContext, { client, acrValues }: AuthorizationRequest): boolean =>
  site.managed && (allowsChoice(client) || acrValues !== undefined);

/** Also after a sign-up or a reset, with the password that was chosen there. */
export const signInWithPassword = (
  context: PageContext,
  request: AuthorizationRequest,
  username: string,
  password: string,
): Promise<void> =>
  signIn(context, request, username, "USER_PASSWORD_AUTH", { USERNAME: username, PASSWORD: password });

export async function signIn(
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
