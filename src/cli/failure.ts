// How the command ends when something goes wrong: one clear message and exit code 1.

/** Something that the person at the command line can put right. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Errors whose message is all that their reader needs. */
const plain = new Set([
  "UserError",
  "ConfigError",
  "FixtureError",
  "StateFileError",
  "ListenError",
  "CertificateError",
]);

export function exitWith(error: unknown, debug: boolean): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const hint = plain.has(name) ? "" : "\nThis is a bug in cognito-emulator; --log-level debug shows where.";
  for (const line of debug ? [stack ?? message] : (message + hint).split("\n"))
    process.stderr.write(`cognito-emulator: ${line}\n`);
  process.exitCode = 1;
}
