// Verifies AWS Signature Version 4, for those who configure key pairs; without them any signature is accepted.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { fault } from "../model/fault.js";
import { header, type Signature, type WireRequest } from "./request.js";

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret " +
  "Access Key and signing method. Consult the service documentation for details.";
const TOLERANCE_MINUTES = 5;

/** Throws the service's error when the signature is not that of a known key, made for this request, now. */
export function verifySignature(
  request: WireRequest,
  signature: Signature,
  signingName: string,
  secrets: ReadonlyMap<string, string>,
  now: number,
): void {
  const secret = secrets.get(signature.accessKeyId);
  if (secret === undefined)
    throw fault("UnrecognizedClientException", "The security token included in the request is invalid.");

  const date = header(request.headers, "x-amz-date");
  const signedAt = date === undefined ? Number.NaN : parseDate(date);
  if (date === undefined || Number.isNaN(signedAt))
    throw fault(
      "IncompleteSignatureException",
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  checkTime(date, signedAt, now);
  if (signature.service !== signingName)
    throw fault(
      "InvalidSignatureException",
      `Credential should be scoped to correct service: '${signingName}'.`,
    );

  const signedDay = signature.credentialScope.startsWith(`${date.slice(0, 8)}/`);
  const covered = signature.signedHeaders.includes("host") && signature.region !== undefined;
  if (!signedDay || !covered || !sameText(sign(request, signature, secret, date), signature.signature))
    throw fault("InvalidSignatureException", MISMATCH);
}

function checkTime(date: string, signedAt: number, now: number): void {
  const tolerance = TOLERANCE_MINUTES * 60_000;
  const current = formatDate(now);
  if (signedAt < now - tolerance)
    throw fault(
      "InvalidSignatureException",
      `Signature expired: ${date} is now earlier than ${formatDate(now - tolerance)} (${current} - ${TOLERANCE_MINUTES} min.)`,
    );
  if (signedAt > now + tolerance)
    throw fault(
      "InvalidSignatureException",
      `Signature not yet current: ${date} is still later than ${formatDate(now + tolerance)} (${current} + ${TOLERANCE_MINUTES} min.)`,
    );
}

/** The signature that the key's owner would have made for this request. */
function sign(request: WireRequest, signature: Signature, secret: string, date: string): string {
  const canonicalHeaders = signature.signedHeaders.map(
    (name) => `${name}:${(header(request.headers, name) ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  const canonicalRequest = [
    "POST",
    "/",
    "",
    canonicalHeaders.join(""),
    signature.signedHeaders.join(";"),
    createHash("sha256").update(request.body).digest("hex"),
  ].join("\n");
  const toSign = [
    "AWS4-HMAC-SHA256",
    date,
    signature.credentialScope,
    createHash("sha256").update(canonicalRequest).digest("hex"),
  ].join("\n");
  const key = signature.credentialScope
    .split("/")
    .reduce<Buffer | string>((derived, part) => hmac(derived, part), `AWS4${secret}`);
  return hmac(key, toSign).toString("hex");
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** Takes the same time wherever the two differ. */
function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `20261120T093000Z` in epoch milliseconds. */
function parseDate(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}

function formatDate(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
