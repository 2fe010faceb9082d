// Whose request a page's sign-in is. A browser has no AWS SDK, so that functions learn of none.
import type { Request } from "express";
import type { CallerContext } from "../../core/triggers/envelope.js";
import type { Caller } from "../../core/triggers/triggers.js";

export const callerOf = (request: Request): Caller => ({
  userAgent: "",
  onPage: true,
  sourceIp: request.socket.remoteAddress,
  browser: request.headers["user-agent"],
  context: contextOf(request),
});

/** What AWS's data collection script puts into the forms of managed login. */
function contextOf({ body }: Request): CallerContext | undefined {
  const data: unknown = body?.cognitoAsfData;
  return typeof data === "string" && data !== "" ? { kind: "app", data: { EncodedData: data } } : undefined;
}
