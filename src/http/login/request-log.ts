// One line of the log for each request to a pool's domain: never its query or its form, which hold codes and tokens.
import type { Request, Response } from "express";
import type { SiteDeps } from "../deps.js";

/**
 * To be called before the request is handled.
 * @param domain none when no pool has the one that was asked for
 */
export function logWhenAnswered(
  { log }: Pick<SiteDeps, "log">,
  request: Request,
  response: Response,
  domain?: string,
): void {
  const startedAt = performance.now();
  const { method } = request;
  const path = domain === undefined ? request.baseUrl + request.path : request.path;
  response.once("finish", () =>
    log.request({
      ...{ method, path: path.slice(0, 200), domain, status: response.statusCode },
      ...{ ms: performance.now() - startedAt, requestId: response.get("x-amz-cognito-request-id") },
    }),
  );
}
