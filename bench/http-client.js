// A keep-alive HTTP/1.1 client on bare sockets: it shares the processor with the server that it measures, so it
// does as little as can be done. One call at a time per connection, no pipelining.

import { connect } from "node:net";

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} head  the status line and the headers
 * @property {string} body
 */

/**
 * @typedef {object} Connection
 * @property {(request: string) => Promise<Answer>} send
 * @property {() => void} close
 */

/**
 * Opens one connection to the server.
 * @param {string} url
 * @returns {Promise<Connection>}
 */
export function openConnection(url) {
  const { hostname, port } = new URL(url);
  return new Promise((opened, refused) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    /** @type {{ resolve: (answer: Answer) => void, reject: (error: Error) => void } | undefined} */
    let waiting;
    /** @type {Buffer | undefined} */
    let received;

    socket.once("connect", () => opened({ send, close: () => socket.destroy() }));
    socket.on("data", (chunk) => {
      received = received ? Buffer.concat([received, chunk]) : chunk;
      const answer = readAnswer(received);
      if (!answer) return;
      received = undefined;
      const call = waiting;
      waiting = undefined;
      call?.resolve(answer);
    });
    socket.on("error", fail);
    socket.on("close", () => fail(new Error("The server closed the connection")));

    /** @param {string} request */
    function send(request) {
      return new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error("The server closed the connection"));
        waiting = { resolve, reject };
        socket.write(request);
      });
    }

    /** @param {Error} error */
    function fail(error) {
      refused(error);
      waiting?.reject(error);
      waiting = undefined;
    }
  });
}

/**
 * A whole answer, or nothing while bytes are missing.
 * @param {Buffer} bytes
 * @returns {Answer | undefined}
 */
function readAnswer(bytes) {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const start = headEnd + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length) {
    const end = start + Number(length[1]);
    return bytes.length < end ? undefined : { status, head, body: bytes.toString("utf8", start, end) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, head, body: "" };
  const chunks = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    if (bytes.length < lineEnd + 2 + size + 2) return undefined;
    if (size === 0) return { status, head, body: Buffer.concat(chunks).toString() };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
