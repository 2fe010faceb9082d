// Speaks to a running emulator's own endpoints.
import { UserError } from "./failure.js";

export interface EmulatorAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Calls `path` under `/_emulator`. @throws UserError when no emulator answers */
export async function callEmulator(url: string, path: string, init?: RequestInit): Promise<EmulatorAnswer> {
  let response: Response;
  try {
    response = await fetch(`${url}/_emulator${path}`, init);
  } catch {
    throw new UserError(
      `no emulator answers at ${url}; start one with "cognito-emulator start", or name another with --url`,
    );
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (body === undefined) throw new UserError(`what answers at ${url} is not cognito-emulator`);
  return { status: response.status, body };
}

/** The answer to a call that should succeed. */
export async function askEmulator(url: string, path: string, init?: RequestInit): Promise<unknown> {
  const { status, body } = await callEmulator(url, path, init);
  if (status < 400) return body;
  throw new UserError(messageOf(body) ?? `${url} answered with status ${status}`);
}

function messageOf(body: unknown): string | undefined {
  const message = (body as { message?: unknown } | null)?.message;
  return typeof message === "string" ? message : undefined;
}
