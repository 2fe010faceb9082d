// /oauth2/authorize: straight to the application where a session allows it, else to the login page.
import express, { type Router } from "express";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import { type LivingSession, reaches } from "../../core/oauth/browser-sessions.js";
import { failureAddress } from "../../core/oauth/redirects.js";
import type { SiteDeps } from "../deps.js";
import { cookieIn, SESSION_COOKIE } from "./cookies.js";
import { answerApplication } from "./endings.js";
import { federatedProvider, showFederation } from "./federation.js";
import { authorizationPage, type PageContext } from "./page-context.js";

const PATHS = ["/oauth2/authorize", "/authorize"];

export function mountAuthorize(router: Router, deps: SiteDeps): void {
  const authorize = authorizationPage(deps, async (context, request) => {
    const { prompt } = request;
    const living = livingSession(context, request);
    if (living && !prompt.includes("login") && !prompt.includes("select_account"))
      return answerApplication(context, request, living);
    if (prompt.includes("none"))
      return context.redirect(failureAddress({ ...request, error: "login_required" }));
    if (federatedProvider(request) !== undefined) return showFederation(context, request);
    context.redirect(context.path("/login"));
  });
  router.get(PATHS, authorize);
  // OpenID Connect Core, 3.1.2.1, wants POST as well; a form's parameters become those of the address.
  router.post(PATHS, express.urlencoded({ extended: false, limit: "64kb" }), (request, response) => {
    const query = new URLSearchParams(
      Object.entries({ ...request.query, ...request.body }).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as [string, string]] : [],
      ),
    );
    response.redirect(303, `${request.baseUrl}${request.path}?${query}`);
  });
}

/** The browser's session, provided that it is fresh and strong enough for the request. */
export function livingSession(
  { deps, request: http }: PageContext,
  request: AuthorizationRequest,
): LivingSession | undefined {
  const token = cookieIn(http, SESSION_COOKIE);
  const living = deps.core.oauth.sessions.find(request.pool, request.client, token);
  if (!living || !reaches(request.pool, living.session, request.acrValues)) return undefined;
  if (request.maxAgeSeconds === undefined) return living;
  const ageMs = deps.clock.now() - living.session.authenticatedAt;
  return ageMs <= request.maxAgeSeconds * 1000 ? living : undefined;
}
