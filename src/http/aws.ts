// The AWS API in front of Express: reads the body, dispatches, writes the answer.
import type { IncomingMessage, ServerResponse } from "node:http";
import { MAX_BODY_BYTES, type WireRequest, type WireResponse } from "../wire/dispatch.js";

export type AwsEdge = (request: IncomingMessage, response: ServerResponse) => void;

/** AWS calls are POSTs to the root, but for STS's forms; a preflight is the browser asking for one. */
export function isAwsCall(request: IncomingMessage): boolean {
  if (request.method === "POST") {
    if (request.headers["x-amz-target"] !== undefined) return true;
    return (request.url === "/" || request.url === "") && !isForm(request);
  }
  return request.method === "OPTIONS" && (request.url === "/" || request.url === "");
}

const isForm = ({ headers }: IncomingMessage): boolean =>
  headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;

export function createAwsEdge(
  dispatch: (request: WireRequest) => Promise<WireResponse>,
  preflight: () => WireResponse,
): AwsEdge {
  return (request, response) => {
    if (request.method === "OPTIONS") return write(response, preflight());
    read(request, (body) => {
      dispatch({ headers: request.headers, body, sourceIp: request.socket.remoteAddress ?? "" }).then(
        (answer) => write(response, answer),
        // The dispatcher answers every error itself; a bug in it must still not hang the client.
        () => write(response, { status: 500, headers: {}, body: '{"__type":"InternalErrorException"}' }),
      );
    });
  };
}

function read(request: IncomingMessage, then: (body: Uint8Array) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    // Past the limit the rest is drained, not kept: the dispatcher sees enough to refuse it, and the client reads that.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    size += chunk.length;
  });
  request.on("end", () => then(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  request.on("error", () => {});
}

function write(response: ServerResponse, { status, headers, body }: WireResponse): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
