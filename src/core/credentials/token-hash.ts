// What is kept of tokens, codes and sessions instead of themselves. They are drawn from so many that no salt is needed.
import { createHash } from "node:crypto";

export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();
