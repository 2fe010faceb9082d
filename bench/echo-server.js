// The bare server that the emulator's own HTTP cost is compared with: reads a JSON body and writes it back.

import { createServer } from "node:http";

createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = JSON.stringify(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(200, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
}).listen(Number(process.argv[2]), "127.0.0.1");
