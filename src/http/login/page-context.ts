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
  /** Classic pages speak English alone. What an address asks for is remembered. */
  const language = (): string => {
    if (!site.managed) return "en";
    const asked = languageNamed(query.lang);
    if (asked !== undefined) setCookie(response, site, LANGUAGE_COOKIE, asked);
    return chooseLanguage(asked, cookieIn(request, LANGUAGE_COOKIE));
  };
  return {
    ...{ deps, request, response, site, query, redirect },
    form: parametersOf(request.body),
    path: (path) => `${site.root}${path}${queryString(query)}`,
    show(view, status = 200) {
      const csrf = csrfToken(request, response, deps.entropy);
      const nonce = deps.entropy.bytes(16).toString("base64url");
      response
        .status(status)
        .set("content-security-policy", pagePolicy(nonce))
        .type("html")
        .send(renderPage(view, { look: look(), lang: language(), csrf, nonce }));
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
    const problem = providerProblem(reading.request);
    if (problem) return context.fail({ error: problem, clientId: reading.request.client.id });
    await handle(context, reading.request);
  };

/** The same for what a form sends. */
export const authorizationForm = (deps: SiteDeps, handle: PageHandler): RequestHandler =>
  authorizationPage(deps, (context, request) => {
    if (isOwnForm(context.request, context.response)) return handle(context, request);
    // The text is assumed.
    context.show({ kind: "error", error: "Invalid CSRF token" }, 403);
  });

/** A client without any way to sign in has no pages (amplify-js#3435; the text is that of managed login). */
const providerProblem = ({ client }: AuthorizationRequest): string | undefined =>
  client.settings.SupportedIdentityProviders?.length
    ? undefined
    : "Login pages unavailable. Please contact an administrator.";

/** What a person is told of a failed step; what the emulator has not built goes on to the 501 page. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Fault) || error.status >= 500) throw error;
  return error.message || error.name;
}
