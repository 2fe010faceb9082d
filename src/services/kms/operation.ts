// What an operation of the embedded KMS is given, and the rules that all share.
import { type KeyArn, readKeyName } from "../../core/kms/key-names.js";
import type { Kms } from "../../core/kms/kms.js";
import type { Scope } from "../../model/call.js";
import { fault } from "../../model/fault.js";
import type { KmsKey } from "../../storage/kms-keys.js";
import { KmsFault } from "./fault.js";

export interface KmsContext {
  readonly kms: Kms;
  /** The account and region that the request is signed for. */
  readonly scope: Scope;
}

/** Members that every operation which handles data takes. */
export interface CommonInput {
  readonly EncryptionContext?: Readonly<Record<string, string>>;
  readonly EncryptionAlgorithm?: string;
  readonly Recipient?: unknown;
  readonly DryRun?: boolean;
}

export const SYMMETRIC = "SYMMETRIC_DEFAULT";

/** @throws Fault NotImplementedException, KmsFault InvalidKeyUsageException (text assumed) */
export function requireOrdinary({ Recipient, DryRun, EncryptionAlgorithm = SYMMETRIC }: CommonInput): void {
  if (Recipient !== undefined || DryRun)
    throw fault("NotImplementedException", "cognito-emulator has not built Recipient and DryRun of KMS.");
  if (EncryptionAlgorithm !== SYMMETRIC)
    throw new KmsFault(
      "InvalidKeyUsageException",
      `You cannot use ${EncryptionAlgorithm} with a symmetric key.`,
    );
}

/**
 * The key of that name. Keys of other accounts can be used, as if their policies allowed it to everybody; those of
 * other regions never.
 * @throws KmsFault NotFoundException
 */
export function requireKey({ kms, scope }: KmsContext, name: string): KmsKey {
  const named = readKeyName(name, scope);
  if (!named) throw new KmsFault("NotFoundException", `Invalid keyId '${name}'`);
  requireRegion(named.key, scope);
  const key = kms.find(named.key);
  if (key) return key;
  throw new KmsFault(
    "NotFoundException",
    named.alias === undefined
      ? `Key '${named.key.arn}' does not exist`
      : `Alias ${named.alias} is not found.`,
  );
}

function requireRegion({ region }: KeyArn, scope: Scope): void {
  if (region !== scope.region) throw new KmsFault("NotFoundException", `Invalid arn ${region}`);
}
