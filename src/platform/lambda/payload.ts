// What comes back from functions over the network: JSON, an error in Lambda's form, or nothing at all.
import type { FunctionError } from "./protocol.js";

/** Undefined for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error that a payload is, if it is one: `{ errorMessage, errorType, stackTrace }`. */
export function errorIn(payload: unknown): FunctionError | undefined {
  const { errorMessage, errorType, stackTrace, trace } = (payload ?? {}) as Record<string, unknown>;
  if (typeof errorMessage !== "string") return undefined;
  const stack = stackTrace ?? trace;
  return {
    errorType: typeof errorType === "string" ? errorType : "Error",
    errorMessage,
    stack: Array.isArray(stack) ? stack.map(String) : [],
  };
}

/** Why nothing was reached: a network error's code and words. */
export function unreachable(error: unknown): { reason: string; detail: string } {
  const { name, message, code, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  // A refusal on both IPv6 and IPv4 has no message of its own.
  const detail = cause?.message || message || code || name;
  return { reason: cause?.code ?? code ?? name, detail: detail || "unreachable" };
}
