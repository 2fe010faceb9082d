// The inbox over HTTP: list what was sent, wait for what comes next, delete.
import type { Request, Response, Router } from "express";
import type { InboxFilter } from "../../core/messages/inbox.js";
import type { SiteDeps } from "../deps.js";

/** Below the patience of most HTTP clients. */
const DEFAULT_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 300;

export function mountMessages(router: Router, { core }: SiteDeps): void {
  router.get("/messages", (request, response) => {
    response.json({ messages: core.inbox.list(filterOf(request)) });
  });

  // Hands each message out once, or with `after` (an id) the first one after that; 404 when none came in time.
  router.get("/messages/next", async (request, response) => {
    const seconds = secondsOf(request);
    if (seconds === undefined) return badRequest(response, "timeout is a number of seconds, 0 to 300");
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const after = text(request.query.after);
    const message = await core.inbox.next(filterOf(request), {
      timeoutMs: seconds * 1000,
      after,
      signal: gone.signal,
    });
    if (response.closed) return;
    if (message) response.json(message);
    else response.status(404).json({ message: `no such message within ${seconds} s` });
  });

  router.get("/messages/:id", (request, response) => {
    const message = core.inbox.find(request.params.id);
    if (message) response.json(message);
    else notFound(response);
  });

  // The same filters as for listing: without any, all go.
  router.delete("/messages", (request, response) => {
    core.inbox.clear(filterOf(request));
    response.json({});
  });

  router.delete("/messages/:id", (request, response) => {
    if (core.inbox.remove(request.params.id)) response.json({});
    else notFound(response);
  });
}

function filterOf({ query }: Request): InboxFilter {
  return {
    to: recipient(text(query.to)),
    poolId: text(query.pool),
    username: text(query.user),
    kind: text(query.kind),
  };
}

/** In a query a plus sign means a space, but people write `?to=+15555550100` all the same. */
const recipient = (to: string | undefined): string | undefined => to?.replace(/^ (?=\d)/, "+");

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

function secondsOf({ query }: Request): number | undefined {
  if (query.timeout === undefined) return DEFAULT_WAIT_SECONDS;
  const seconds = Number(query.timeout);
  return seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : undefined;
}

function notFound(response: Response): void {
  response.status(404).json({ message: "no such message" });
}

function badRequest(response: Response, message: string): void {
  response.status(400).json({ message });
}
