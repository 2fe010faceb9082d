// What every page of a domain works with: its site, the authorization request behind it, and how it is shown.
import type { Request, RequestHandler, Response } from "express";
import type { AuthorizationRequest, PageFailure } from "../../core/oauth/authorization-request.js";
import { failureAddress, withQuery } from "../../core/oauth/redirects.js";
import { Fault } from "../../model/fault.js";
import type { SiteDeps } from "../deps.js";
import { chooseLanguage, languageNamed } from "../pages/i18n/languages.js";
import { lookOf } from "../pages/look.js";
import { pagePolicy, renderPage } from "../pages/render.js";
import type { View } from "../pages/views.js";
import { cookieIn, LANGUAGE_COOKIE, setCookie } from "./cookies.js";
import { type DomainSite, siteIn } from "./domain-site.js";
import { csrfToken, isOwnForm } from "./guard.js";
import { parametersOf, queryString } from "./parameters.js";

export interface PageContext {
  readonly deps: SiteDeps;
  readonly request: Request;
  readonly response: Response;
  readonly site: DomainSite;
  readonly query: ReturnType<typeof parametersOf>;
  readonly form: ReturnType<typeof parametersOf>;
  /** Of the pages, as languages.ts chooses it. */
  readonly language: string;
  /** A path of this domain with the authorization request's parameters. */
  path(path: string): string;
  show(view: View, status?: number): void;
  redirect(address: string): void;
  /** The error page, by way of its address as on AWS. */
  fail(failure: PageFailure): void;
}

export function pageContext(deps: SiteDeps, request: Request, response: Response): PageContext {
  const site = siteIn(response);
  const query = parametersOf(request.query);
  const redirect = (address: string) => {
    // Not response.redirect, which normalizes: registered addresses go out to the letter.
    response.status(302).set("location", headerSafe(address)).end();
  };
  const look = () =>
    lookOf(deps.core, { poolId: site.pool.id, clientId: query.client_id, managed: site.managed });
  const asked = site.managed ? languageNamed(query.lang) : undefined;
  // Classic pages speak English alone.
  const language = site.managed ? chooseLanguage(asked, cookieIn(request, LANGUAGE_COOKIE)) : "en";
  return {
    ...{ deps, request, response, site, query, language, redirect },
    form: parametersOf(request.body),
    path: (path) => `${site.root}${path}${queryString(query)}`,
    show(view, status = 200) {
      const csrf = csrfToken(request, response, deps.entropy);
      // What an address asked for is remembered.
      if (asked !== undefined) setCookie(response, site, LANGUAGE_COOKIE, asked);
      const nonce = deps.entropy.bytes(16).toString("base64url");
      response
        .status(status)
        .set("content-security-policy", pagePolicy(nonce))
        .type("html")
        .send(renderPage(view, { look: look(), lang: language, csrf, nonce }));
    },
    fail({ error, clientId }) {
      redirect(withQuery(`${site.root}/error`, { error, client_id: clientId }));
    },
  };
}

/** Everything that a header can't carry is escaped; what is escaped already stays. */
const headerSafe = (address: string): string =>
  address.replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));

export type PageHandler = (context: PageContext, request: AuthorizationRequest) => Promise<void> | void;

/** A page that belongs to an authorization request: a bad one ends as AWS ends it. */
export const authorizationPage =
  (deps: SiteDeps, handle: PageHandler): RequestHandler =>
  async (request, response) => {
    const context = pageContext(deps, request, response);
    const { pool, managed } = context.site;
    const reading = deps.core.oauth.read(pool, managed, context.query);
    if (reading.kind === "page") return context.fail(reading.failure);
    if (reading.kind === "redirect") return context.redirect(failureAddress(reading.failure));
    const problem = pageProblem(context, reading.request);
    if (problem) return context.fail({ error: problem, clientId: reading.request.client.id });
    await handle(context, reading.request);
  };

/** The same for what a form sends. */
export const authorizationForm = (deps: SiteDeps, handle: PageHandler): RequestHandler =>
  authorizationPage(deps, (context, request) => {
    if (isOwnForm(context.request, context.response)) return handle(context, request);
    // A forgery, or a tab that was open while another one signed in. The text is assumed.
    context.show({ kind: "error", error: "Invalid CSRF token", back: context.path("/login") }, 403);
  });

/**
 * A client without any way to sign in has no pages (amplify-js#3435), and none of managed login before it has a style
 * of it. Other providers are reached all the same (assumed).
 */
function pageProblem({ deps, site }: PageContext, request: AuthorizationRequest): string | undefined {
  const { client, identityProvider, idpIdentifier } = request;
  const goesElsewhere = (identityProvider ?? idpIdentifier ?? "COGNITO") !== "COGNITO";
  const hasStyle = !site.managed || deps.core.loginPages.brandings.ofClient(client.id) !== undefined;
  if (client.settings.SupportedIdentityProviders?.length && (hasStyle || goesElsewhere)) return undefined;
  return "Login pages unavailable. Please contact an administrator.";
}

/** The text is assumed. */
export const SESSION_OVER = "Your session has expired. Please sign in again.";

/** What a person is told of a failed step; what the emulator has not built goes on to the 501 page. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Fault) || error.status >= 500) throw error;
  // Going back in the history, a second tab or patience lead here; the service's words are for programs.
  if (error.message.startsWith("Invalid session for the user")) return SESSION_OVER;
  // One character, or a space at an end, fails the API's own pattern of passwords before any policy (text assumed).
  if (/^\d+ validation errors? detected: Value at '\w*password'/i.test(error.message))
    return "Password did not conform with policy.";
  return error.message || error.name;
}
