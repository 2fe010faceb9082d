// The endpoints that programs speak to: /oauth2/token, /oauth2/userInfo and /oauth2/revoke. Any origin may call them.
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from "express";
import { OAuthError, oauthError } from "../../core/oauth/oauth-error.js";
import { Fault } from "../../model/fault.js";
import type { SiteDeps } from "../deps.js";
import { callerOf } from "./caller.js";
import { siteIn } from "./domain-site.js";
import { parametersOf } from "./parameters.js";

const PATHS = ["/oauth2/token", "/oauth2/userInfo", "/oauth2/revoke", "/oauth2/register"];

const form = express.urlencoded({ extended: false, limit: "64kb" });

export function mountJsonEndpoints(router: Router, { core, requestId }: SiteDeps): void {
  const { oauth } = core;
  // Before anything can fail: without it scripts couldn't read what went wrong.
  router.all(PATHS, (_request, response, next) => {
    response.set({ "access-control-allow-origin": "*", "x-amz-cognito-request-id": requestId() });
    next();
  });
  const answering =
    (handle: (request: Request, response: Response) => Promise<object | undefined>): RequestHandler =>
    async (request, response) => {
      try {
        const answer = await handle(request, response);
        if (answer) response.json(answer);
        else response.status(200).end();
      } catch (error) {
        refuse(response, error);
      }
    };

  router.post(
    "/oauth2/token",
    form,
    answering(async (request, response) => {
      const { pool } = siteIn(response);
      const { authorization } = request.headers;
      return oauth.exchange({ pool, caller: callerOf(request), authorization, form: formOf(request) });
    }),
  );
  router.post(
    "/oauth2/revoke",
    form,
    answering(async (request, response) => {
      oauth.revoke(siteIn(response).pool, request.headers.authorization, formOf(request));
      return undefined;
    }),
  );
  const userInfo = answering(async (request, response) => {
    const token = bearerIn(request.headers.authorization ?? "");
    try {
      return await oauth.userInfo(siteIn(response).pool, token);
    } catch (error) {
      if (error instanceof OAuthError)
        // Without the scheme that RFC 6750 wants before it, as AWS has it.
        response.set("www-authenticate", `error="${error.code}", error_description="${error.description}"`);
      throw error;
    }
  });
  router.get("/oauth2/userInfo", userInfo);
  router.post("/oauth2/userInfo", userInfo);

  // Anything that is no JSON is no registration.
  const json = express.json({ limit: "64kb", type: () => true });
  router.post(
    "/oauth2/register",
    (request, response, next) => json(request, response, () => next()),
    answering(async (request, response) => {
      const { authorization } = request.headers;
      const token = authorization === undefined ? undefined : (bearerIn(authorization) ?? "");
      const registered = await oauth.register(siteIn(response).pool, token, request.body);
      response.status(201);
      return registered;
    }),
  );

  router.options(PATHS, (_request, response) => {
    response
      .set({
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "authorization, content-type, x-amz-user-agent",
        "access-control-max-age": "172800",
      })
      .status(200)
      .end();
  });
  // Captured: amazon-cognito-auth-js#52.
  router.all(PATHS, (_request, response) => {
    response.status(405).end();
  });
  router.use(PATHS, unreadable);
}

/** A body that is too long or in an unknown encoding or charset is no request (assumed). */
const unreadable: ErrorRequestHandler = (error, _request, response, next) => {
  const status: unknown = error?.status;
  if (typeof status !== "number" || status >= 500 || response.headersSent) return next(error);
  refuse(response, oauthError("invalid_request"));
};

const bearerIn = (authorization: string): string | undefined => /^bearer +(\S+) *$/i.exec(authorization)?.[1];

/** @throws OAuthError for a body that is no form */
function formOf(request: Request) {
  if (!request.is("application/x-www-form-urlencoded")) throw oauthError("invalid_request");
  return parametersOf(request.body);
}

function refuse(response: Response, error: unknown): void {
  if (error instanceof OAuthError) {
    response.status(error.status).json(error.body);
    return;
  }
  // What the emulator can't do yet.
  if (error instanceof Fault && error.status === 501) {
    response.status(501).json({ error: "temporarily_unavailable", error_description: error.message });
    return;
  }
  throw error;
}
