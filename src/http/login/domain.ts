// The endpoints and pages of user pools' domains, by Host and by path: the visible, ordered list of mounts.
import express, { type Express, type Router } from "express";
import { Fault } from "../../model/fault.js";
import { mountConfirmUser } from "../confirm-user.js";
import type { SiteDeps } from "../deps.js";
import { mountDomainDiscovery } from "../discovery.js";
import { isTrustedHost } from "../origins.js";
import { mountAnswers } from "./answers.js";
import { mountAuthorize } from "./authorize.js";
import { namesDomain, setSite, siteByHost, siteByPath } from "./domain-site.js";
import { mountErrorPage } from "./error-page.js";
import { mountFederation } from "./federation.js";
import { mountForgotPassword } from "./forgot-password.js";
import { setHeaders } from "./guard.js";
import { mountJsonEndpoints } from "./json-endpoints.js";
import { mountLogin } from "./login.js";
import { mountLogout } from "./logout.js";
import { pageContext } from "./page-context.js";
import { mountPasskeys } from "./passkeys.js";
import { logWhenAnswered } from "./request-log.js";
import { mountSignUp } from "./sign-up.js";

export function mountDomains(site: Express, deps: SiteDeps): void {
  const router = express.Router({ caseSensitive: true });
  router.use(setHeaders);
  mountJsonEndpoints(router, deps);
  mountDomainDiscovery(router, deps);
  // Links in messages.
  mountConfirmUser(router, deps);
  mountFederation(router);
  router.use(express.urlencoded({ extended: false, limit: "64kb" }));
  mountAuthorize(router, deps);
  mountLogin(router, deps);
  mountAnswers(router, deps);
  mountSignUp(router, deps);
  mountForgotPassword(router, deps);
  mountPasskeys(router, deps);
  mountLogout(router, deps);
  mountErrorPage(router, deps);
  showFailures(router, deps);

  site.use((request, response, next) => {
    const found = siteByHost(request, deps);
    if (found || namesDomain(request)) logWhenAnswered(deps, request, response, found?.domain.domain);
    if (found) {
      setSite(response, found);
      router(request, response, (error?: unknown) => {
        // The emulator's own endpoints and other domains' pages are no part of this origin.
        if (error === undefined && /^\/_(?:domains|emulator)(?:\/|$)/i.test(request.path)) notFound(response);
        else next(error);
      });
    } else if (namesDomain(request)) unknownDomain(response);
    else next();
  });
  site.use("/_domains/:name", (request, response, next) => {
    // Another site's name that leads here must not get at the pages (see origins.ts).
    const found = isTrustedHost(request.headers.host ?? "", deps.config)
      ? siteByPath(request, request.params.name, deps)
      : undefined;
    logWhenAnswered(deps, request, response, found?.domain.domain);
    if (!found) {
      unknownDomain(response);
      return;
    }
    setSite(response, found);
    router(request, response, (error?: unknown) => (error === undefined ? notFound(response) : next(error)));
  });
}

function notFound(response: express.Response): void {
  response.status(404).json({ message: "Not Found" });
}

/** AWS's names resolve whatever the prefix; what such a domain answers is assumed. */
function unknownDomain(response: express.Response): void {
  response.status(400).type("text").send("User pool domain does not exist.\n");
}

/** A step that the emulator can't do yet says so on a page; a form that can't be read gets the error page. */
function showFailures(router: Router, deps: SiteDeps): void {
  router.use(((error, request, response, next) => {
    const status: unknown = error?.status;
    const isUnbuilt = error instanceof Fault && status === 501;
    const isUnreadable = !(error instanceof Fault) && typeof status === "number" && status < 500;
    if (response.headersSent || !(isUnbuilt || isUnreadable)) return next(error);
    const context = pageContext(deps, request, response);
    if (isUnbuilt) context.show({ kind: "not-built", error: error.message }, 501);
    else context.show({ kind: "error" }, status as number);
  }) as express.ErrorRequestHandler);
}
