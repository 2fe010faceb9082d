// The inbox over HTTP: list what was sent, wait for what comes next, delete.
import type { Request, Response, Router } from "express";
import type { InboxFilter } from "../../core/messages/inbox.js";
import type { SiteDeps } from "../deps.js";
import { answerNext, text } from "./query.js";

export function mountMessages(router: Router, { core }: SiteDeps): void {
  router.get("/messages", (request, response) => {
    response.json({ messages: core.inbox.list(filterOf(request)) });
  });

  router.get("/messages/next", (request, response) =>
    answerNext(request, response, "message", (wait) => core.inbox.next(filterOf(request), wait)),
  );

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

function notFound(response: Response): void {
  response.status(404).json({ message: "no such message" });
}
