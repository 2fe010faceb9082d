// Time-based one-time passwords as authenticator apps make them: RFC 6238 with SHA-1, 30 seconds and 6 digits.
import { Secret, TOTP } from "otpauth";

const PERIOD_SECONDS = 30;
/** Codes of the step before and the step after are right as well (developer guide, TOTP). */
const WINDOW = 1;
/** 52 characters of base32, as AWS's secret codes have. */
export const SECRET_BYTES = 32;

export const stepAt = (now: number): number => Math.floor(now / 1000 / PERIOD_SECONDS);

/** The newest step whose code is right at this moment. */
export const newestStepAt = (now: number): number => stepAt(now) + WINDOW;

/** What users type into their app, or scan. */
export const secretCode = (secret: Buffer): string => secretOf(secret).base32;

export const secretOfCode = (code: string): Buffer => Buffer.from(Secret.fromBase32(code).bytes);

/** The step that the code belongs to; undefined when it is of none that is near enough. */
export function stepOfCode(secret: Buffer, token: string, now: number): number | undefined {
  const delta = TOTP.validate({
    secret: secretOf(secret),
    token,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    window: WINDOW,
    timestamp: now,
  });
  return delta === null ? undefined : stepAt(now) + delta;
}

/** A copy: small buffers are views of a larger one, which would be taken for the secret. */
const secretOf = (secret: Buffer): Secret => new Secret({ buffer: new Uint8Array(secret).buffer });
