// The listening socket. AWS calls go straight to the dispatcher; everything else to the ordered list of mounts.

import type { RequestListener } from "node:http";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type AwsEdge, isAwsCall } from "./aws.js";

export interface HttpServer {
  /** Where the emulator listens, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** A host or port that can't be listened on; the message is meant for the person who chose it. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/**
 * @param ready requests wait until it is settled: the state may still have to be brought to what fixtures say
 * @param site answers what is no AWS call; loaded at its first request, because Express costs more to load than
 *   all the rest
 */
export async function listen(options: {
  host: string;
  port: number;
  /** Speaks HTTPS with this certificate, in PEM. */
  tls?: { readonly cert: string; readonly key: string } | undefined;
  ready: Promise<unknown>;
  aws: AwsEdge;
  site: () => Promise<RequestListener>;
}): Promise<HttpServer> {
  let isReady = false;
  const ready = options.ready.then(
    () => {
      isReady = true;
    },
    // Who asked for the fixtures is told; here the socket is about to close.
    () => {},
  );
  let site: Promise<RequestListener> | undefined;
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (isAwsCall(request)) {
      options.aws(request, response);
      return;
    }
    site ??= options.site();
    site.then(
      (listener) => listener(request, response),
      () => fail(response),
    );
  };
  const listener: RequestListener = (request, response) => {
    if (isReady) serve(request, response);
    else ready.then(() => serve(request, response));
  };
  const server = options.tls ? secureServer(options.tls, listener) : createServer(listener);
  // Idle keep-alive connections of SDK clients outlive their default of 5 s, so that none meets a closing socket.
  server.keepAliveTimeout = 65_000;
  await bind(server, options);
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? "https" : "http"}://${reachable(address, family)}:${port}`,
    close: () => close(server),
  };
}

/** @throws ListenError for a certificate or a key that is none */
function secureServer(tls: { cert: string; key: string }, listener: RequestListener): Server {
  try {
    return createTlsServer(tls, listener);
  } catch (error) {
    throw new ListenError(`the certificate or its key can't be used: ${(error as Error).message}`);
  }
}

function bind(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "EADDRINUSE"
          ? `port ${port} on ${host} is in use; stop what listens there, or choose another with --port`
          : error.code === "EACCES"
            ? `no permission to listen on port ${port}`
            : `cannot listen on ${host}:${port}: ${error.message}`;
      reject(new ListenError(reason));
    });
    server.listen(port, host, resolve);
  });
}

/** Requests under way get their answers; idle connections are dropped at once. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}

/** A wildcard address is no place to connect to. */
function reachable(address: string, family: string): string {
  if (address === "0.0.0.0" || address === "::") return "127.0.0.1";
  return family === "IPv6" ? `[${address}]` : address;
}

function fail(response: ServerResponse): void {
  response.writeHead(500, { "content-type": "text/plain" }).end("Internal error\n");
}

export type { IncomingMessage };
