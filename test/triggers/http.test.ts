// Functions behind HTTP URLs, with a stand-in that answers as functions in other languages may.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { aLambda } from "./lambda.js";

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function aFunction(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/fn`;
}

const answering = (status: number, body: string, headers: Record<string, string> = {}): Answer => {
  return (_request, response) => response.writeHead(status, headers).end(body);
};

it("posts the event as JSON and takes JSON back", async () => {
  let seen: unknown;
  const url = await aFunction(({ method, url, headers }, response, body) => {
    seen = { method, url, type: headers["content-type"], body: JSON.parse(body) };
    response.end(JSON.stringify({ from: "afar" }));
  });
  const lambda = await aLambda();
  expect(await lambda.run(url, { n: 1 })).toMatchObject({ outcome: "answered", payload: { from: "afar" } });
  expect(seen).toEqual({ method: "POST", url: "/fn", type: "application/json", body: { n: 1 } });
});

it.each([
  [
    "a status of 500 with Lambda's error",
    answering(500, '{"errorMessage":"no","errorType":"ValueError","stackTrace":["here"]}'),
    { outcome: "failed", errorType: "ValueError", errorMessage: "no", stack: ["here"] },
  ],
  [
    "Lambda's error with status 200, as the runtime interface emulator",
    answering(200, '{"errorMessage":"no"}'),
    { outcome: "failed", errorType: "Error", errorMessage: "no" },
  ],
  [
    "a status of 404 with something else",
    answering(404, "<p>Not found</p>"),
    {
      outcome: "failed",
      errorType: "HttpError",
      errorMessage: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ answered with status 404$/),
    },
  ],
  [
    "the header of a function's error",
    answering(200, "{}", { "x-amz-function-error": "Unhandled" }),
    { outcome: "failed" },
  ],
  ["what is not JSON", answering(200, "hello"), { outcome: "answered", payload: undefined }],
  ["nothing", answering(200, ""), { outcome: "answered", payload: undefined }],
  [
    "more than 6 MB",
    answering(200, `"${"x".repeat(7_000_000)}"`),
    { outcome: "failed", errorType: "Function.ResponseSizeTooLarge" },
  ],
])("understands %s", async (_, answer, result) => {
  const lambda = await aLambda();
  expect(await lambda.run(await aFunction(answer))).toMatchObject(result);
});

it("gives up on a function that never answers, and on one that never ends its answer", async () => {
  const lambda = await aLambda({ timeoutMs: 60 });
  expect(await lambda.run(await aFunction(() => {}))).toMatchObject({ outcome: "timedOut" });
  const endless = await aFunction((_request, response) => response.write("{"));
  expect(await lambda.run(endless)).toMatchObject({ outcome: "timedOut" });
});

it("tells what it could not reach", async () => {
  const lambda = await aLambda();
  const { port } = await new Promise<AddressInfo>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address));
    });
  });
  expect(await lambda.run(`http://127.0.0.1:${port}/fn`)).toMatchObject({
    outcome: "refused",
    reason: "ECONNREFUSED",
    detail: expect.stringContaining(`127.0.0.1:${port}`),
  });
});
