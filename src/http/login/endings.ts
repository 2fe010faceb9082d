// How a page's sign-in ends: in a session of the browser, and with an answer for the application.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import { type LivingSession, reaches } from "../../core/oauth/browser-sessions.js";
import { failureAddress } from "../../core/oauth/redirects.js";
import type { Attempt } from "../../core/sign-in/sign-in.js";
import { Fault } from "../../model/fault.js";
import { callerOf } from "./caller.js";
import { CSRF_COOKIE, cookieIn, SESSION_COOKIE, setCookie } from "./cookies.js";
import type { PageContext } from "./page-context.js";
import { ADD_PASSKEY } from "./parameters.js";

/** Makes the session that this and other applications of the pool use for an hour. A new one at each sign-in. */
export async function endSignIn(
  context: PageContext,
  request: AuthorizationRequest,
  attempt: Attempt,
): Promise<void> {
  const { deps, response, site } = context;
  const before = cookieIn(context.request, SESSION_COOKIE);
  if (before !== undefined) deps.core.oauth.sessions.end(before);
  const { token, living, maxAgeSeconds } = deps.core.oauth.sessions.start(attempt);
  setCookie(response, site, SESSION_COOKIE, token, maxAgeSeconds);
  // Nobody who knew the token of before may know that of the session.
  setCookie(response, site, CSRF_COOKIE, deps.entropy.bytes(32).toString("base64url"));
  // Who came by a new password may have to prove more.
  if (!reaches(request.pool, living.session, request.acrValues))
    return context.redirect(context.path("/login"));
  if (context.query[ADD_PASSKEY] !== undefined) return context.redirect(context.path("/passkeys/add"));
  await answerApplication(context, request, living, attempt.risk?.eventId);
}

/** Sends the browser to the application, with a code, with tokens, or with what a function of the pool failed with. */
export async function answerApplication(
  context: PageContext,
  request: AuthorizationRequest,
  living: LivingSession,
  eventId?: string,
): Promise<void> {
  try {
    const caller = callerOf(context.request);
    context.redirect(await context.deps.core.oauth.answer(request, living, caller, eventId));
  } catch (error) {
    if (!(error instanceof Fault) || error.status >= 500) throw error;
    const { message: description } = error;
    context.redirect(failureAddress({ ...request, error: "invalid_request", description }));
  }
}
