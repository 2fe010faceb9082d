// What tests of deliveries start from: an emulator with targets, servers that stand in for them, and a user to mail to.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { EmulatorOptions } from "../../src/config.js";
import { aPoolAndClient, type PoolInput, SMS } from "../support/accounts.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";

/** An emulator for one test. */
export async function anEmulator(options: EmulatorOptions): Promise<TestEmulator> {
  const emulator = await bootEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** A pool that verifies phone numbers, for SMS. */
export const smsPool = (emulator: TestEmulator, pool: PoolInput = {}) =>
  aPoolAndClient(emulator, { ...SMS, AutoVerifiedAttributes: ["phone_number"], ...pool });

/** A pool whose owner sends through an address of their own. */
export const DEVELOPER: PoolInput = {
  EmailConfiguration: {
    EmailSendingAccount: "DEVELOPER",
    SourceArn: "arn:aws:ses:eu-west-1:123456789012:identity/shop.example",
    From: "The Shop <hello@shop.example>",
    ReplyToEmailAddress: "help@shop.example",
    ConfigurationSet: "tracked",
  },
};

export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StandIn {
  readonly url: string;
  readonly received: readonly Received[];
}

/** An HTTP server that notes what it receives and gives one answer. */
export async function aStandIn(
  answer: { status?: number; type?: string; body?: string } = {},
): Promise<StandIn> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status ?? 200, { "content-type": answer.type ?? "application/json" });
      response.end(answer.body ?? "{}");
    });
  });
  const port = await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, received };
}

/** A port on which nothing listens. */
export async function aDeadPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
