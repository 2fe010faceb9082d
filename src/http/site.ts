// Everything that is not the AWS API, on Express: the visible, ordered list of mounts.
import express, { type ErrorRequestHandler, type Express } from "express";
import { mountAdmin } from "./admin/admin.js";
import { mountBrandingImages } from "./branding-images.js";
import { mountConfirmUser } from "./confirm-user.js";
import type { SiteDeps } from "./deps.js";
import { mountDiscovery } from "./discovery.js";
import { mountEventFeedback } from "./event-feedback.js";
import { mountDomains } from "./login/domain.js";
import { mountSts } from "./sts.js";

export function createSite(deps: SiteDeps): Express {
  const site = express();
  site.disable("x-powered-by");
  site.set("etag", false);

  mountDomains(site, deps);
  mountAdmin(site, deps);
  mountDiscovery(site, deps);
  mountBrandingImages(site, deps);
  mountConfirmUser(site, deps);
  mountEventFeedback(site, deps);
  mountSts(site, deps);

  site.use((_request, response) => {
    response.status(404).json({ message: "Nothing here. The AWS API is served at POST /." });
  });
  site.use(onError(deps));
  return site;
}

/** A request that can't be read is the client's fault; anything else is a bug and goes to the log. */
const onError =
  ({ log }: SiteDeps): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const status = typeof error?.status === "number" && error.status < 500 ? error.status : 500;
    if (status === 500) log.error("request failed", { method: request.method, path: request.path, error });
    response.status(status).json({ message: status === 500 ? "Internal error" : String(error.message) });
  };
