// /logout: ends the session of the browser and sends it where the client wants.
import type { Router } from "express";
import type { SiteDeps } from "../deps.js";
import { cookieIn, SESSION_COOKIE, setCookie } from "./cookies.js";
import { pageContext } from "./page-context.js";
import { queryString } from "./parameters.js";

export function mountLogout(router: Router, deps: SiteDeps): void {
  router.get("/logout", (request, response) => {
    const context = pageContext(deps, request, response);
    const { site, query } = context;
    const target = deps.core.oauth.logoutTarget(site.pool, query);
    // A request that is wrong signs nobody out (assumed).
    if (target.kind === "page") return context.fail(target.failure);
    const token = cookieIn(request, SESSION_COOKIE);
    if (token !== undefined) deps.core.oauth.sessions.end(token);
    setCookie(response, site, SESSION_COOKIE, "", 0);
    context.redirect(
      target.kind === "address" ? target.address : `${site.root}/login${queryString(target.query)}`,
    );
  });
}
