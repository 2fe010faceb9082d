// Reads what a request says about itself in its headers: target, signature, scope, caller.
import type { IncomingHttpHeaders } from "node:http";
import type { Scope } from "../model/call.js";
import { fault } from "../model/fault.js";
import { type OperationModel, type ServiceModel, serviceIds, serviceModel } from "../model/service-model.js";

export interface WireRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

/** The three parts of an AWS Signature Version 4 Authorization header. */
export interface Signature {
  readonly accessKeyId: string;
  /** `date/region/service/aws4_request` */
  readonly credentialScope: string;
  readonly region: string | undefined;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export interface Target {
  readonly model: ServiceModel;
  readonly operation: OperationModel;
}

/** A header's value; the first where a client repeated it. The name may be a caller's, such as `__proto__`. */
export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
}

/** Which operation `X-Amz-Target` asks for. */
export function findTarget(headers: IncomingHttpHeaders): Target {
  const target = header(headers, "x-amz-target") ?? "";
  const dot = target.indexOf(".");
  const prefix = target.slice(0, dot);
  for (const id of serviceIds) {
    const model = serviceModel(id);
    const operation = model.targetPrefix === prefix ? model.operation(target.slice(dot + 1)) : undefined;
    if (operation !== undefined) return { model, operation };
  }
  throw fault("UnknownOperationException");
}

const ALGORITHM = /^AWS4-(?:HMAC|ECDSA-P256)-SHA256\s+/;

/** Absent when the header is missing or speaks another scheme than AWS's. Throws when it is incomplete. */
export function readSignature(headers: IncomingHttpHeaders): Signature | undefined {
  const authorization = headers.authorization;
  if (authorization === undefined || !ALGORITHM.test(authorization)) return undefined;
  const parameters = new Map<string, string>();
  for (const part of authorization.replace(ALGORITHM, "").split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) parameters.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const missing = ["Credential", "Signature", "SignedHeaders"].filter((name) => !parameters.get(name));
  if (missing.length > 0)
    throw fault(
      "IncompleteSignatureException",
      missing.map((name) => `Authorization header requires '${name}' parameter.`).join(" "),
    );

  const [accessKeyId, ...scope] = parameters.get("Credential")!.split("/");
  // An asymmetric signature is good for several regions and names none.
  const named = authorization.startsWith("AWS4-HMAC") ? 4 : 3;
  if (!accessKeyId || scope.length !== named || scope.at(-1) !== "aws4_request" || scope.includes(""))
    throw fault(
      "IncompleteSignatureException",
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term",
    );
  return {
    accessKeyId,
    credentialScope: scope.join("/"),
    region: named === 4 ? scope[1] : undefined,
    service: scope.at(-2)!,
    signedHeaders: parameters.get("SignedHeaders")!.split(";"),
    signature: parameters.get("Signature")!,
  };
}

const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
/** Unsigned requests carry no region, but a host name like the service's own does. */
const SERVICE_HOST = /(?:^|\.)cognito-(?:idp|identity)(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\./;

/** Account and region of a request: from its signature, else from its host name, else the configured ones. */
export function findScope(
  headers: IncomingHttpHeaders,
  signature: Signature | undefined,
  defaults: Scope,
): Scope {
  const region = signature?.region ?? SERVICE_HOST.exec(headers.host ?? "")?.[1];
  const accessKeyId = signature?.accessKeyId;
  const account = accessKeyId !== undefined && ACCOUNT_ID.test(accessKeyId) ? accessKeyId : defaults.account;
  if (account === defaults.account && (region === undefined || region === defaults.region)) return defaults;
  // Regions become parts of identifiers; a made-up one must not break their format.
  return { account, region: region !== undefined && REGION.test(region) ? region : defaults.region };
}
