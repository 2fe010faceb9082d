// State that a page hands to the browser and gets back: encrypted, so that it can be neither read nor changed, and bound
// to its purpose. What may be used only once is a session of its own inside.
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";

export type Seals = ReturnType<typeof createSeals>;

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSeals(key: Buffer, { clock, entropy }: { clock: Clock; entropy: Entropy }) {
  return {
    /** @param purpose what the state is good for: page, pool and client */
    seal(purpose: string, state: object, lifetimeMs: number): string {
      const iv = entropy.bytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(purpose));
      const content = JSON.stringify([clock.now() + lifetimeMs, state]);
      const encrypted = Buffer.concat([cipher.update(content, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString("base64url");
    },

    /** Undefined for what was sealed for something else, changed, or too long ago. */
    open(purpose: string, sealed: string | undefined): unknown {
      const bytes = Buffer.from(sealed ?? "", "base64url");
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      try {
        const encrypted = bytes.subarray(IV_BYTES + TAG_BYTES);
        const content = decipher.update(encrypted, undefined, "utf8") + decipher.final("utf8");
        const [expiresAt, state] = JSON.parse(content) as [number, unknown];
        return clock.now() < expiresAt ? state : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
