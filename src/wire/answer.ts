// The HTTP answers of the AWS API: headers and bodies of successes, refusals and preflight requests.
import type { FaultMembers } from "../model/fault.js";

export interface WireResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A Fault, or an error of a service whose errors are not in the model. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly status: number;
  readonly members: FaultMembers;
}

const CONTENT_TYPE = "application/x-amz-json-1.1";
const EXPOSED_HEADERS = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

/** Clients limit the size of all headers together, and a message may quote a long value. */
const MAX_HEADER_LENGTH = 1024;

export function accept(requestId: string, body: string): WireResponse {
  return { status: 200, headers: commonHeaders(requestId), body };
}

/** `__type` is the bare name; the name in the header ends with a colon; some errors have no message. */
export function refuse(requestId: string, refusal: Refusal): WireResponse {
  const headers = commonHeaders(requestId);
  headers["x-amzn-ErrorType"] = `${refusal.name}:`;
  const body: Record<string, unknown> = { __type: refusal.name };
  if (refusal.message !== "") {
    body.message = refusal.message;
    headers["x-amzn-ErrorMessage"] = headerSafe(refusal.message);
  }
  return { status: refusal.status, headers, body: JSON.stringify({ ...body, ...refusal.members }) };
}

/** The answer to a browser's OPTIONS request. The exact list of the service is unknown; this one covers its clients. */
export function preflight(): WireResponse {
  return {
    status: 200,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers":
        "content-type,x-amz-target,x-amz-user-agent,x-amz-date,x-amz-content-sha256,x-amz-security-token," +
        "authorization,amz-sdk-invocation-id,amz-sdk-request,cache-control",
      "access-control-expose-headers": EXPOSED_HEADERS,
      "access-control-max-age": "172800",
    },
    body: "",
  };
}

function commonHeaders(requestId: string): Record<string, string> {
  return {
    "Content-Type": CONTENT_TYPE,
    "x-amzn-RequestId": requestId,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED_HEADERS,
  };
}

/** A header is one line of printable ASCII. */
function headerSafe(text: string): string {
  return text
    .slice(0, MAX_HEADER_LENGTH)
    .replace(/[\r\n\t]+/g, " ")
    .replace(/[^\x20-\x7e]/gu, "?")
    .trim();
}
