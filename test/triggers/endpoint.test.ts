// Functions through Lambda's Invoke API: a stand-in sees the call as the AWS SDK sends it, and answers as Lambda does.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { ARN, aFolder, aLambda } from "./lambda.js";

interface Seen {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  never?: boolean;
}

async function anEndpoint(answer: Answer): Promise<{ url: string; calls: Seen[] }> {
  const calls: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      calls.push({ method: request.method, path: request.url, headers: request.headers, body });
      if (!answer.never) response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

const invocation = { functionArn: ARN, event: { n: 1 }, kind: "RequestResponse" } as const;

it("invokes by ARN, in the ARN's region and account, and takes payload and log", async () => {
  const log = Buffer.from("START\nhello\nEND\n").toString("base64");
  const endpoint = await anEndpoint({ headers: { "x-amz-log-result": log }, body: '{"from":"lambda"}' });
  const lambda = await aLambda({ endpoint: endpoint.url });
  expect(await lambda.invoke(invocation)).toMatchObject({
    outcome: "answered",
    payload: { from: "lambda" },
    logs: "START\nhello\nEND\n",
  });
  const [call] = endpoint.calls;
  expect(call).toMatchObject({
    method: "POST",
    path: `/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations`,
    body: '{"n":1}',
  });
  expect(call?.headers).toMatchObject({
    "x-amz-invocation-type": "RequestResponse",
    "x-amz-log-type": "Tail",
    authorization: expect.stringMatching(/Credential=123456789012\/\d{8}\/eu-west-1\/lambda\/aws4_request/),
  });
});

it("takes the header X-Amz-Function-Error for a failure", async () => {
  const endpoint = await anEndpoint({
    headers: { "x-amz-function-error": "Unhandled" },
    body: '{"errorMessage":"no","errorType":"ValueError","stackTrace":["here"]}',
  });
  const lambda = await aLambda({ endpoint: endpoint.url });
  expect(await lambda.invoke(invocation)).toMatchObject({
    outcome: "failed",
    errorType: "ValueError",
    errorMessage: "no",
    stack: ["here"],
  });
});

it("invokes an Event without waiting for an answer", async () => {
  const endpoint = await anEndpoint({ status: 202 });
  const lambda = await aLambda({ endpoint: endpoint.url });
  expect(await lambda.invoke({ ...invocation, kind: "Event" })).toMatchObject({ outcome: "accepted" });
  expect(endpoint.calls[0]?.headers).toMatchObject({ "x-amz-invocation-type": "Event" });
});

it.each([
  [403, "AccessDeniedException"],
  [404, "ResourceNotFoundException"],
  [409, "ResourceConflictException"],
  [429, "TooManyRequestsException"],
  [500, "ServiceException"],
])("names the exception of status %i, and does not try again", async (status, name) => {
  const endpoint = await anEndpoint({
    status,
    headers: { "x-amzn-errortype": `${name}:http://internal.amazon.com/` },
    body: '{"Message":"..."}',
  });
  const lambda = await aLambda({ endpoint: endpoint.url });
  const result = await lambda.invoke(invocation);
  expect(result).toEqual({ outcome: "refused", reason: name, ms: expect.any(Number) });
  expect(endpoint.calls).toHaveLength(1);
});

it("gives up on an endpoint that does not answer, and tells of one that is not there", async () => {
  const { url } = await anEndpoint({ never: true });
  const silent = await aLambda({ endpoint: url, timeoutMs: 60 });
  expect(await silent.invoke(invocation)).toMatchObject({ outcome: "timedOut" });
  const absent = await aLambda({ endpoint: "http://127.0.0.1:1" });
  expect(await absent.invoke(invocation)).toMatchObject({ outcome: "refused", reason: "ECONNREFUSED" });
});

it("prefers a mapping to the endpoint", async () => {
  const endpoint = await anEndpoint({ body: '"endpoint"' });
  const lambda = await aLambda({ endpoint: endpoint.url });
  lambda.map({ "under-test": aFolder().write("fn.mjs", 'export const handler = async () => "module";') });
  expect(await lambda.invoke(invocation)).toMatchObject({ payload: "module" });
  expect(
    await lambda.invoke({ ...invocation, functionArn: ARN.replace("under-test", "other") }),
  ).toMatchObject({
    payload: "endpoint",
  });
});
