// Calls of the user-pool API as bytes: AWS JSON 1.1, with a signature that nobody checks.

import { openConnection } from "./http-client.js";

const SIGNATURE =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, " +
  "SignedHeaders=host;x-amz-date;x-amz-target, Signature=0000000000000000000000000000000000000000000000000000000000000000";

/** Operations that the SDKs send without a signature. */
const UNSIGNED = new Set([
  "SignUp",
  "InitiateAuth",
  "RespondToAuthChallenge",
  "GetTokensFromRefreshToken",
  "GetUser",
]);

/**
 * One request, ready for the socket.
 * @param {string} operation
 * @param {object} input
 */
export function request(operation, input) {
  const body = JSON.stringify(input);
  const signature = UNSIGNED.has(operation) ? "" : `Authorization: ${SIGNATURE}\r\n`;
  return (
    "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\n" +
    `X-Amz-Target: AWSCognitoIdentityProviderService.${operation}\r\nX-Amz-Date: 20260101T000000Z\r\n${signature}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** What a server answered instead of the output. */
export class ApiError extends Error {
  /**
   * @param {string} operation
   * @param {{ status: number, body: string }} answer
   */
  constructor(operation, { status, body }) {
    const { __type: type, message, Message } = parseOrEmpty(body);
    super(`${operation}: ${type ?? status} ${message ?? Message ?? body.slice(0, 200)}`.trim());
    this.name = "ApiError";
    /** An operation or a flow that the server does not have, as opposed to one that went wrong. */
    this.unsupported =
      status === 501 ||
      /UnknownOperation|Unsupported|NotImplemented/i.test(type ?? body.slice(0, 200)) ||
      /unsupported/i.test(message ?? "");
  }
}

/** @param {string} body */
function parseOrEmpty(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

/**
 * A client for the calls that prepare a measurement.
 * @param {string} url
 */
export async function openApi(url) {
  const connection = await openConnection(url);
  return {
    /**
     * @param {string} operation
     * @param {object} input
     */
    async call(operation, input) {
      const answer = await connection.send(request(operation, input));
      if (answer.status !== 200) throw new ApiError(operation, answer);
      return JSON.parse(answer.body || "{}");
    },
    close: connection.close,
  };
}
