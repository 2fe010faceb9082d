// /error: what went wrong where no application could be told.
import type { Router } from "express";
import type { SiteDeps } from "../deps.js";
import { pageContext } from "./page-context.js";

export function mountErrorPage(router: Router, deps: SiteDeps): void {
  router.get("/error", (request, response) => {
    const context = pageContext(deps, request, response);
    const { error, error_description: description } = context.query;
    context.show({ kind: "error", error: description ?? error }, 400);
  });
}
