// Compares secrets without telling by the time taken where they differ.
import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether two strings are the same; the time taken depends on neither the first difference nor on their
 * lengths being equal.
 */
export function constantTimeEquals(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
