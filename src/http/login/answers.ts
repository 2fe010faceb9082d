// What the forms of challenges send, as answers for the state machine.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { Question } from "../../core/sign-in/sign-in.js";
import { Fault } from "../../model/fault.js";
import type { SiteDeps } from "../deps.js";
import { callerOf } from "./caller.js";
import { goOn, showLogin } from "./login.js";
import { authorizationForm, authorizationPage, messageOf, type PageContext } from "./page-context.js";
import { ANSWER_PATHS, type Asked, ask, askedIn } from "./questions.js";
import { withSecretHash } from "./secret.js";

export function mountAnswers(router: Router, deps: SiteDeps): void {
  const paths = [...ANSWER_PATHS];
  // Opened by hand, a step begins at its beginning.
  router.get(
    paths,
    authorizationPage(deps, (context) => context.redirect(context.path("/login"))),
  );
  router.post(
    paths,
    authorizationForm(deps, async (context, request) => {
      const asked = askedIn(context, request);
      // The text is assumed.
      if (!asked)
        return showLogin(context, request, { error: "Your session has expired. Please sign in again." });
      try {
        if (asked.question.challenge === "MFA_SETUP" && context.form.answer !== "EMAIL_OTP")
          return await setUpAuthenticator(context, request, asked);
        return await answer(context, request, asked, responsesOf(context, asked.question));
      } catch (error) {
        const message = messageOf(error);
        if (error instanceof Fault && mayRepeat(error))
          return ask(context, request, asked, { error: message });
        return showLogin(context, request, { username: asked.username, error: message });
      }
    }),
  );
}

/** After any other refusal the session is spent, or nothing would change. */
const REPEATABLE: ReadonlySet<string> = new Set([
  "CodeMismatchException",
  "EnableSoftwareTokenMFAException",
  "InvalidParameterException",
  "InvalidPasswordException",
  "PasswordHistoryPolicyViolationException",
]);
const mayRepeat = ({ name }: Fault): boolean => REPEATABLE.has(name);

async function answer(
  context: PageContext,
  request: AuthorizationRequest,
  { username: typed, question }: Asked,
  responses: Readonly<Record<string, string>>,
): Promise<void> {
  const { pool, client } = request;
  const username = question.parameters.USER_ID_FOR_SRP ?? typed;
  const progress = await context.deps.core.signIn.pages.answer({
    ...{ pool, client, admin: false, caller: callerOf(context.request) },
    ...{ challenge: question.challenge, session: question.session },
    parameters: withSecretHash(client, username, { USERNAME: username, ...responses }),
  });
  return goOn(context, request, typed, progress);
}

/** First the secret, then the proof that the app has it, and with that the answer. */
async function setUpAuthenticator(
  context: PageContext,
  request: AuthorizationRequest,
  asked: Asked,
): Promise<void> {
  const { softwareTokenSetup } = context.deps.core.signIn;
  const { form } = context;
  const key = asked.question.session ?? "";
  if (asked.secretCode === undefined) {
    const { secretCode, session } = softwareTokenSetup.associate(key);
    return ask(context, request, { ...asked, question: { ...asked.question, session }, secretCode });
  }
  const { session } = softwareTokenSetup.verify(key, (form.code ?? "").trim(), form.deviceName || undefined);
  return answer(context, request, { ...asked, question: { ...asked.question, session } }, {});
}

function responsesOf({ form }: PageContext, { challenge }: Question): Record<string, string> {
  const code = (form.code ?? "").trim();
  switch (challenge) {
    case "SELECT_CHALLENGE":
      return {
        ANSWER: form.answer ?? "",
        ...(form.answer === "PASSWORD" && { PASSWORD: form.password ?? "" }),
      };
    case "PASSWORD":
      return { PASSWORD: form.password ?? "" };
    case "SELECT_MFA_TYPE":
      return { ANSWER: form.answer ?? "" };
    case "MFA_SETUP":
      return { EMAIL: form.email ?? "" };
    case "WEB_AUTHN":
      return { CREDENTIAL: form.credential ?? "" };
    case "NEW_PASSWORD_REQUIRED":
      return newPasswordOf(form);
    default:
      return { [`${challenge}_CODE`]: code };
  }
}

function newPasswordOf(form: PageContext["form"]): Record<string, string> {
  requireSame(form);
  const attributes = Object.entries(form).flatMap(([name, value]) =>
    name.startsWith("attribute.") && value
      ? [[`userAttributes.${name.slice("attribute.".length)}`, value]]
      : [],
  );
  return { NEW_PASSWORD: form.password ?? "", ...Object.fromEntries(attributes) };
}

/** @throws InvalidParameterException when a new password was typed in two ways (text assumed) */
export function requireSame({ password, confirmation }: PageContext["form"]): void {
  if (password !== confirmation) throw new Fault("InvalidParameterException", "The passwords do not match.");
}
