// What functions of triggers were sent and answered, over HTTP: list, wait for the next, send one again.
import type { Request, Router } from "express";
import type { InvocationFilter } from "../../core/triggers/invocations.js";
import type { SiteDeps } from "../deps.js";
import { answerNext, text } from "./query.js";

export function mountInvocations(router: Router, { core }: SiteDeps): void {
  const { invocations } = core;

  router.get("/invocations", (request, response) => {
    response.json({ invocations: invocations.list(filterOf(request)) });
  });

  router.get("/invocations/next", (request, response) =>
    answerNext(request, response, "invocation", (wait) => invocations.next(filterOf(request), wait)),
  );

  router.get("/invocations/:id", (request, response) => {
    const invocation = invocations.find(request.params.id);
    if (invocation) response.json(invocation);
    else response.status(404).json(unknown);
  });

  // Answers with the record of the new invocation, however it ended.
  router.post("/invocations/:id/replay", async (request, response) => {
    const replayed = await invocations.replay(request.params.id);
    if (replayed) response.json(replayed);
    else response.status(404).json(unknown);
  });

  router.delete("/invocations", (_request, response) => {
    invocations.clear();
    response.json({});
  });
}

const unknown = { message: "no such invocation" };

function filterOf({ query }: Request): InvocationFilter {
  return { poolId: text(query.pool), source: text(query.source), function: text(query.function) };
}
