// The part of KMS that custom senders need: AWS JSON 1.1 like Cognito's own API, at the same address.
import { performance } from "node:perf_hooks";
import type { Config } from "../config.js";
import type { Kms } from "../core/kms/kms.js";
import { Fault, fault } from "../model/fault.js";
import type { Clock } from "../platform/clock.js";
import type { Log } from "../platform/log.js";
import { KmsFault } from "../services/kms/fault.js";
import { findKmsOperation, kmsOperationNames } from "../services/kms/registry.js";
import { accept, type Refusal, refuse } from "../wire/answer.js";
import type { WireRequest, WireResponse } from "../wire/dispatch.js";
import { parseBody, parseInput } from "../wire/parse.js";
import { findScope, header, readSignature, type Signature } from "../wire/request.js";
import { serializeOutput } from "../wire/serialize.js";
import { verifySignature } from "../wire/signature.js";
import { validateInput } from "../wire/validate.js";
import { KMS_TARGET } from "./kms-target.js";
import { isTrustedOrigin } from "./origins.js";

export interface KmsDeps {
  readonly config: Config;
  readonly kms: Kms;
  readonly clock: Clock;
  readonly log: Log;
  requestId(): string;
}

export function createKmsEdge(deps: KmsDeps): (request: WireRequest) => WireResponse {
  return (request) => {
    const requestId = deps.requestId();
    const startedAt = performance.now();
    const operation = header(request.headers, "x-amz-target")?.slice(KMS_TARGET.length) ?? "";
    let bug: unknown;
    let refusal: Refusal | undefined;
    let body = "";
    try {
      body = run(operation, request, deps);
    } catch (error) {
      if (error instanceof Fault || error instanceof KmsFault) refusal = error;
      else {
        bug = error;
        refusal = fault("InternalErrorException", "An internal error occurred.");
      }
    }
    const response = refusal ? refuse(requestId, refusal) : accept(requestId, body);
    deps.log.request({
      ...{ service: "kms", operation: operation.slice(0, 100), requestId, status: response.status },
      ...{ fault: refusal?.name, error: bug, ms: performance.now() - startedAt },
    });
    return response;
  };
}

function run(name: string, request: WireRequest, deps: KmsDeps): string {
  const operation = findKmsOperation(name);
  if (!operation)
    throw fault(
      "NotImplementedException",
      `cognito-emulator has ${kmsOperationNames.join(", ")} of KMS, but not ${name}.`,
    );
  const signature = authenticate(request, deps);
  const input = parseInput(operation.input, parseBody(request.body));
  validateInput(operation.input, input, "ValidationException");
  const scope = findScope(request.headers, signature, deps.config);
  return serializeOutput(operation.output, operation.handler(input as never, { kms: deps.kms, scope }));
}

/** By the rules of Cognito's own operations. */
function authenticate(request: WireRequest, { config, clock }: KmsDeps): Signature {
  const signature = readSignature(request.headers);
  if (!signature) throw fault("MissingAuthenticationTokenException", "Missing Authentication Token");
  const origin = header(request.headers, "origin");
  if (origin !== undefined && !isTrustedOrigin(origin, config))
    throw fault("AccessDeniedException", `Pages from ${origin} may not call KMS.`);
  if (config.credentials) verifySignature(request, signature, "kms", config.credentials, clock.now());
  return signature;
}
