// The SRP verifier and salt of a device, as ConfirmDevice brings them.
import type { DeviceSecretVerifierConfigType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { PasswordRecord } from "../../storage/records.js";
import { groupBytes, N, numberOf } from "../credentials/srp-group.js";

const BASE64 = /^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/;

/** Clients send 16 bytes; that there is a limit, and this one, is assumed. */
const MAX_SALT_BYTES = 64;

/** The text is assumed. */
const invalid = () => fault("InvalidParameterException", "Invalid device secret verifier config given.");

function bytesOf(text: string | undefined): Buffer {
  if (!text || !BASE64.test(text)) throw invalid();
  return Buffer.from(text, "base64");
}

/**
 * With 0 in place of a verifier anybody could prove the device.
 * @throws InvalidParameterException
 */
export function deviceVerifier(config: DeviceSecretVerifierConfigType | undefined): PasswordRecord {
  const salt = bytesOf(config?.Salt);
  const verifier = numberOf(bytesOf(config?.PasswordVerifier));
  if (salt.length > MAX_SALT_BYTES || verifier === 0n || verifier >= N) throw invalid();
  return { salt, verifier: groupBytes(verifier) };
}
