// The pipeline of the AWS API: from a request to the handler of its operation and back, read from top to bottom.
import { performance } from "node:perf_hooks";
import type { Call, Handler, Pins, Scope } from "../model/call.js";
import { Fault, fault } from "../model/fault.js";
import {
  type OperationModel,
  type ServiceId,
  type ServiceModel,
  serviceModel,
} from "../model/service-model.js";
import { accept, refuse, type WireResponse } from "./answer.js";
import { parseBody, parseInput } from "./parse.js";
import { findScope, findTarget, header, readSignature, type Signature, type WireRequest } from "./request.js";
import { serializeOutput } from "./serialize.js";
import { verifySignature } from "./signature.js";
import { faultProblems, outputProblems } from "./strict.js";
import { validateInput } from "./validate.js";

export type { Call, Handler, Scope } from "../model/call.js";
export { preflight, type WireResponse } from "./answer.js";
export type { WireRequest } from "./request.js";

const MEGABYTE = 1024 * 1024;

/** The largest body of any operation. Who reads a request may stop one byte later; the rest is refused here. */
export const MAX_BODY_BYTES = 2 * MEGABYTE;

/** Branding carries images, and the service's documentation gives it two megabytes; others have one (assumed). */
function bodyLimit(operation: OperationModel): number {
  return operation.name.endsWith("ManagedLoginBranding") ? MAX_BODY_BYTES : MEGABYTE;
}

export interface DispatcherOptions {
  readonly handlers: Readonly<Record<ServiceId, ReadonlyMap<string, Handler>>>;
  /** Where a request belongs that does not say so itself. */
  readonly defaultScope: Scope;
  /** Secrets by access key id. When given, signatures are verified. */
  readonly credentials?: ReadonlyMap<string, string> | undefined;
  /** Answers that break the model become loud errors. */
  readonly strict: boolean;
  requestId(): string;
  /** Epoch milliseconds. */
  now(): number;
  /** Whether a page from this origin may call operations that need credentials. Every page may when left out. */
  allowOrigin?(origin: string): boolean;
  onResult?(result: DispatchResult): void;
}

/** One answered request, for logs and statistics. */
export interface DispatchResult {
  /** Absent when the request failed before its operation was known. */
  readonly call?: Call | undefined;
  readonly target: string;
  readonly status: number;
  readonly error?: Fault | Error | undefined;
  readonly ms: number;
  readonly input?: object | undefined;
}

export interface Dispatcher {
  /** Answers an HTTP request, whatever it holds: errors become answers too. */
  dispatch(request: WireRequest): Promise<WireResponse>;
  /** Runs an operation with the same checks, but without HTTP and signature. Rejects with a Fault. */
  call(service: ServiceId, operation: string, input: unknown, scope: Scope, pins?: Pins): Promise<object>;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  async function dispatch(request: WireRequest): Promise<WireResponse> {
    const started = performance.now();
    const requestId = options.requestId();
    let call: Call | undefined;
    let input: object | undefined;
    let error: Fault | Error | undefined;
    let response: WireResponse;
    try {
      const { model, operation } = findTarget(request.headers);
      if (request.body.byteLength > bodyLimit(operation))
        throw fault(
          "RequestEntityTooLargeException",
          `Request body is larger than ${bodyLimit(operation)} bytes`,
        );
      const parsed = parseInput(operation.input, parseBody(request.body));
      const signature = authenticate(request, model, operation);
      call = {
        service: model.id,
        operation,
        scope: findScope(request.headers, signature, options.defaultScope),
        signed: signature !== undefined,
        requestId,
        sourceIp: request.sourceIp,
        userAgent: header(request.headers, "user-agent") ?? header(request.headers, "x-amz-user-agent") ?? "",
        pins: {},
      };
      input = parsed;
      const output = await run(model, call, input);
      response = accept(requestId, serializeOutput(operation.output, output));
    } catch (thrown) {
      error = thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
      response = refuse(
        requestId,
        error instanceof Fault ? error : fault("InternalErrorException", INTERNAL),
      );
    }
    options.onResult?.({
      call,
      target: header(request.headers, "x-amz-target") ?? "",
      status: response.status,
      error,
      ms: performance.now() - started,
      input,
    });
    return response;
  }

  /** Operations that need no signature ignore one, but still take their scope from it. */
  function authenticate(
    request: WireRequest,
    model: ServiceModel,
    operation: OperationModel,
  ): Signature | undefined {
    if (operation.auth === "none") return readableSignature(request);
    const signature = readSignature(request.headers);
    if (signature === undefined) throw unsigned(request);
    const origin = header(request.headers, "origin");
    if (origin !== undefined && options.allowOrigin?.(origin) === false)
      throw fault(
        "AccessDeniedException",
        `Pages from ${origin} may not call ${operation.name}. Allow this origin in the emulator's configuration.`,
      );
    if (options.credentials !== undefined)
      verifySignature(request, signature, model.signingName, options.credentials, options.now());
    return signature;
  }

  /** The one path to a handler, for requests and for calls from inside. */
  async function run(model: ServiceModel, call: Call, input: object): Promise<object> {
    const { operation } = call;
    validateInput(operation.input, input, model.invalidInput);
    const handler = options.handlers[model.id].get(operation.name);
    if (handler === undefined)
      throw fault("NotImplementedException", `cognito-emulator has not built ${operation.name} yet.`);
    if (!options.strict) return handler(input as never, call);

    let output: object;
    try {
      output = await handler(input as never, call);
    } catch (thrown) {
      if (thrown instanceof Fault) complain(faultProblems(model, operation, thrown), operation, thrown);
      throw thrown;
    }
    complain(outputProblems(operation, output), operation);
    return output;
  }

  async function callInside(
    service: ServiceId,
    name: string,
    input: unknown,
    scope: Scope,
    pins: Pins = {},
  ): Promise<object> {
    const model = serviceModel(service);
    const operation = model.operation(name);
    if (operation === undefined) throw fault("UnknownOperationException");
    const parsed = parseInput(operation.input, input);
    const requestId = options.requestId();
    const from = { sourceIp: "127.0.0.1", userAgent: "", pins };
    return run(model, { service, operation, scope, signed: true, requestId, ...from }, parsed);
  }

  return { dispatch, call: callInside };
}

/** A bug's own text stays in the log. */
const INTERNAL = "An internal error occurred.";

function readableSignature(request: WireRequest): Signature | undefined {
  try {
    return readSignature(request.headers);
  } catch {
    return undefined;
  }
}

function unsigned(request: WireRequest): Fault {
  if (request.headers.authorization === undefined)
    return fault("MissingAuthenticationTokenException", "Missing Authentication Token");
  return fault("IncompleteSignatureException", "Authorization header requires an AWS Signature Version 4.");
}

function complain(problems: readonly string[], operation: OperationModel, cause?: Fault): void {
  if (problems.length === 0) return;
  const message = `The answer of ${operation.name} breaks the model: ${problems.join("; ")}`;
  throw fault("InternalErrorException", message, {}, { cause });
}
