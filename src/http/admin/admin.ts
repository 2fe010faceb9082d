// The emulator's own endpoints under /_emulator: what AWS can't give. Not part of the AWS API.
import express, { type Express, type RequestHandler } from "express";
import type { SiteDeps } from "../deps.js";
import { isTrustedHost, isTrustedOrigin } from "../origins.js";
import { mountInvocations } from "./invocations.js";
import { mountMessagePreview } from "./message-preview.js";
import { mountMessages } from "./messages.js";
import { mountRisk } from "./risk.js";
import { mountSeed } from "./seed.js";

export function mountAdmin(site: Express, deps: SiteDeps): void {
  const admin = express.Router();
  admin.use(trustedOnly(deps));

  admin.get("/health", (_request, response) => {
    response.json({ status: "ok" });
  });
  admin.get("/certificate", (_request, response) => {
    if (deps.certificate === undefined)
      response.status(404).json({ message: "This emulator speaks plain HTTP." });
    else response.type("application/x-pem-file").send(deps.certificate);
  });
  admin.post("/reset", (_request, response) => {
    deps.reset();
    response.json({});
  });
  mountMessages(admin, deps);
  mountMessagePreview(admin, deps);
  mountInvocations(admin, deps);
  mountRisk(admin, deps);
  mountSeed(admin, deps);

  site.use("/_emulator", admin);
}

/** These endpoints give codes away and delete state: no page of another site may reach them. */
const trustedOnly =
  ({ config }: SiteDeps): RequestHandler =>
  (request, response, next) => {
    const { host = "", origin } = request.headers;
    if (!isTrustedHost(host, config)) return refuse(response, `Host ${host} is not this emulator`);
    if (origin === undefined) return next();
    if (!isTrustedOrigin(origin, config)) return refuse(response, `Origin ${origin} is not trusted`);
    response
      .set("access-control-allow-origin", origin)
      .set("access-control-allow-methods", "GET, POST, DELETE")
      .set("access-control-allow-headers", "content-type")
      .vary("origin");
    if (request.method === "OPTIONS") return response.status(204).end();
    return next();
  };

function refuse(response: express.Response, message: string): void {
  response.status(403).json({ message });
}
