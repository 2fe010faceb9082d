// The ciphertext blobs of the embedded KMS: AES-256-GCM under one of its keys, with everything else authenticated.
//
// version (1 byte) | length of the key's ARN (2) | ARN | nonce (12) | tag (16) | ciphertext
import { createCipheriv, createDecipheriv } from "node:crypto";

/** Pairs that whoever decrypts must know; they are no secret and not in the blob. */
export type EncryptionContext = Readonly<Record<string, string>>;

export const NONCE_BYTES = 12;

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
const VERSION = 1;

/** @param nonce never used before with this key */
export function seal(
  key: { arn: string; material: Buffer },
  nonce: Buffer,
  plaintext: Uint8Array,
  context: EncryptionContext,
): Buffer {
  const header = headerOf(key.arn);
  const cipher = createCipheriv(ALGORITHM, key.material, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticated(header, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
}

/** Under which key a blob was sealed; undefined when it is none of ours. */
export function keyArnOf(blob: Buffer): string | undefined {
  if (blob.length < 3 || blob[0] !== VERSION) return undefined;
  const end = 3 + blob.readUInt16BE(1);
  return blob.length < end + NONCE_BYTES + TAG_BYTES ? undefined : blob.toString("utf8", 3, end);
}

/** Undefined when the blob is not what {@link seal} made with this key and context. */
export function unseal(
  key: { arn: string; material: Buffer },
  blob: Buffer,
  context: EncryptionContext,
): Buffer | undefined {
  const header = headerOf(key.arn);
  const [nonceEnd, tagEnd] = [header.length + NONCE_BYTES, header.length + NONCE_BYTES + TAG_BYTES];
  try {
    const nonce = blob.subarray(header.length, nonceEnd);
    const decipher = createDecipheriv(ALGORITHM, key.material, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(authenticated(header, context));
    decipher.setAuthTag(blob.subarray(nonceEnd, tagEnd));
    return Buffer.concat([decipher.update(blob.subarray(tagEnd)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function headerOf(arn: string): Buffer {
  const name = Buffer.from(arn);
  const header = Buffer.alloc(3 + name.length);
  header.writeUInt8(VERSION, 0);
  header.writeUInt16BE(name.length, 1);
  name.copy(header, 3);
  return header;
}

/** The order of the pairs does not matter, their letters' case does (KMS developer guide, encryption context). */
function authenticated(header: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Buffer.concat([header, Buffer.from(JSON.stringify(pairs))]);
}
