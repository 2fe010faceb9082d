// SECRET_HASH: the proof, made for one user name, that the caller knows the app client's secret.
import { createHmac } from "node:crypto";
import { constantTimeEquals } from "./constant-time.js";

/** The hash that a caller who knows `secret` sends for `username`. */
export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac("sha256", secret).update(username).update(clientId).digest("base64");
}

/** Whether `hash` was made with one of the client's active secrets. */
export function secretHashMatches(
  secrets: readonly string[],
  username: string,
  clientId: string,
  hash: string,
): boolean {
  // Every secret is tried, so that the time taken does not tell which one matched.
  return secrets
    .map((secret) => constantTimeEquals(hash, secretHash(secret, username, clientId)))
    .includes(true);
}
