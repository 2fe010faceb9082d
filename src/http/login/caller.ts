// Whose request a page's sign-in is. A browser has no AWS SDK, so that functions learn of none.
import type { Request } from "express";
import type { Caller } from "../../core/triggers/triggers.js";

export const callerOf = (request: Request): Caller => ({
  userAgent: "",
  sourceIp: request.socket.remoteAddress,
});
