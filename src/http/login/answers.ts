// What the forms of challenges send, as answers for the state machine.
import type { Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { Question } from "../../core/sign-in/sign-in.js";
import { Fault } from "../../model/fault.js";
import type { SiteDeps } from "../deps.js";
import { callerOf } from "./caller.js";
import {
  authorizationForm,
  authorizationPage,
  messageOf,
  type PageContext,
  SESSION_OVER,
} from "./page-context.js";
import { requireSame } from "./pool-fields.js";
import { ANSWER_PATHS, type Asked, ask, askedIn, RESEND_PATH } from "./questions.js";
import { withSecretHash } from "./secret.js";
import { goOn, showLogin } from "./signing-in.js";

export function mountAnswers(router: Router, deps: SiteDeps): void {
  const paths = [...ANSWER_PATHS, RESEND_PATH];
  // Opened by hand, a step begins at its beginning.
  router.get(
    paths,
    authorizationPage(deps, (context) => context.redirect(context.path("/login"))),
  );
  router.post(
    RESEND_PATH,
    authorizationForm(deps, async (context, request) => {
      const asked = askedIn(context, request);
      if (!asked) return showLogin(context, request, { error: SESSION_OVER });
      try {
        return await resend(context, request, asked);
      } catch (error) {
        const message = messageOf(error);
        // The code that was sent last is still good.
        if (error instanceof Fault && error.name === "LimitExceededException")
          return ask(context, request, asked, { error: message });
        return showLogin(context, request, { username: asked.username, error: message });
      }
    }),
  );
  router.post(
    [...ANSWER_PATHS],
    authorizationForm(deps, async (context, request) => {
      const asked = askedIn(context, request);
      if (!asked) return showLogin(context, request, { error: SESSION_OVER });
      try {
        if (asked.question.challenge === "MFA_SETUP" && !isAddress(context.form.answer))
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

/** Managed login's own step (mfa_phone_resendCode_POST); that codes by e-mail and classic pages have it is assumed. */
async function resend(context: PageContext, request: AuthorizationRequest, asked: Asked): Promise<void> {
  const { pool, client } = request;
  const { challenge, session } = asked.question;
  const caller = callerOf(context.request);
  const question = await context.deps.core.signIn.pages.resend({ pool, client, caller, challenge, session });
  ask(context, request, { ...asked, question }, { notice: "A new code is on its way." });
}

/** Factors that are set up by giving the address for their codes. */
const isAddress = (factor: string | undefined): boolean => factor === "EMAIL_OTP" || factor === "SMS_MFA";

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
      return form.answer === "SMS_MFA"
        ? { PHONE_NUMBER: (form.phone ?? "").trim() }
        : { EMAIL: (form.email ?? "").trim() };
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
