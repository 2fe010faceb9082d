// Where the custom senders of tests deliver to: a server of the test's own that keeps what it gets.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll } from "vitest";
import { HANDLERS } from "./lambda.js";

export const KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/8a23102c-9b68-4fed-82ce-523c5363539e";
const KEY_ALIAS = "arn:aws:kms:us-east-1:123456789012:alias/codes";
export const SENDER = "arn:aws:lambda:us-east-1:123456789012:function:custom-sender";

/** What the handler custom-sender.mjs tells. */
export interface Delivered {
  readonly event: {
    readonly triggerSource: string;
    readonly request: Readonly<Record<string, unknown>>;
    readonly [member: string]: unknown;
  };
  /** Decrypted. */
  readonly code?: string;
  readonly suite?: number;
  readonly context?: Readonly<Record<string, string>>;
  readonly keys?: readonly string[];
}

export interface Outbox {
  /** The functions, as options of an emulator. */
  readonly triggers: Readonly<Record<string, { target: string; environment: Record<string, string> }>>;
  /** The next delivery that was not handed out yet. */
  next(): Promise<Delivered>;
}

/** A plain JSON server: answers every POST with `answer(body, headers)`. */
export async function jsonServer(
  answer: (body: Record<string, unknown>, target: string) => unknown,
): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { status = 200, ...body } = (answer(JSON.parse(text), String(request.headers["x-amz-target"])) ??
      {}) as { status?: number };
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Closed after all tests of the file. */
export async function anOutbox(keyArn = KEY_ARN): Promise<Outbox> {
  const arrived: Delivered[] = [];
  let wake = (): void => {};
  const { url, close } = await jsonServer((body) => {
    arrived.push(body as unknown as Delivered);
    wake();
  });
  afterAll(close);
  const environment = { KEY_ARN: keyArn, KEY_ALIAS, OUTBOX: url };
  return {
    triggers: {
      "custom-sender": { target: join(HANDLERS, "custom-sender.mjs"), environment },
      "failing-sender": { target: join(HANDLERS, "custom-sender.mjs#failing"), environment },
    },
    async next() {
      for (;;) {
        const first = arrived.shift();
        if (first) return first;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

const sender = (LambdaArn: string) => ({ LambdaVersion: "V1_0" as const, LambdaArn });

/** A pool's LambdaConfig with both senders. */
export const sendersOf = (LambdaArn = SENDER, KMSKeyID = KEY_ARN) => ({
  LambdaConfig: { CustomEmailSender: sender(LambdaArn), CustomSMSSender: sender(LambdaArn), KMSKeyID },
});
