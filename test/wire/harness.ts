// A dispatcher for tests: handlers by name, strict, with fixed ids and time, and requests in few words.
import { serviceIds, serviceModel } from "../../src/model/service-model.js";
import type { ServiceId } from "../../src/model/table.js";
import {
  createDispatcher,
  type Dispatcher,
  type DispatcherOptions,
  type DispatchResult,
  type Handler,
  type WireResponse,
} from "../../src/wire/dispatch.js";

export const NOW = Date.UTC(2026, 10, 20, 9, 30, 0);
export const REQUEST_ID = "0a1b2c3d-0000-4000-8000-000000000001";
export const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-east-1/cognito-idp/aws4_request, " +
  "SignedHeaders=host;x-amz-date, Signature=abc";

export interface Harness extends Dispatcher {
  readonly results: DispatchResult[];
  /** Sends a JSON value (or raw text) to an operation, signed unless other headers say so. */
  send(operation: string, body: unknown, headers?: Record<string, string | undefined>): Promise<WireResponse>;
}

export function harness(
  handlers: Record<string, Handler>,
  options: Partial<DispatcherOptions> = {},
): Harness {
  const results: DispatchResult[] = [];
  const registered = new Map(Object.entries(handlers));
  const dispatcher = createDispatcher({
    handlers: { "cognito-idp": registered, "cognito-identity": registered },
    defaultScope: { account: "123456789012", region: "us-east-1" },
    strict: true,
    requestId: () => REQUEST_ID,
    now: () => NOW,
    onResult: (result) => results.push(result),
    ...options,
  });
  const send: Harness["send"] = (operation, body, headers = {}) =>
    dispatcher.dispatch({
      headers: {
        host: "localhost:9555",
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": operation.includes(".")
          ? operation
          : `${serviceModel(serviceOf(operation)).targetPrefix}.${operation}`,
        authorization: AUTHORIZATION,
        ...headers,
      },
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      sourceIp: "127.0.0.1",
    });
  return { ...dispatcher, results, send };
}

function serviceOf(operation: string): ServiceId {
  return serviceIds.find((id) => serviceModel(id).operation(operation) !== undefined) ?? "cognito-idp";
}

/** Name and message of a refusal. */
export function refusal(response: WireResponse): {
  status: number;
  name: string;
  message: string | undefined;
} {
  const body = JSON.parse(response.body) as { __type: string; message?: string };
  return { status: response.status, name: body.__type, message: body.message };
}
