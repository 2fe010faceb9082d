// Runs the real command as a child process, in a folder of its own, and never leaves one behind.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
export const FIXTURES = join(ROOT, "fixtures");

const running = new Set<ChildProcess>();
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(
    [...running].map((child) => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      return ended;
    }),
  );
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, removed after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cognito-emulator-test-"));
  folders.push(folder);
  return folder;
}

export interface Command {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves once the standard output matches. Rejects when the command ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
}

export interface CommandOptions {
  cwd?: string;
  env?: Record<string, string>;
}

export function command(
  args: readonly string[],
  { cwd = aFolder(), env = {} }: CommandOptions = {},
): Command {
  // Nothing of the surroundings may decide what a test sees.
  const surroundings = Object.entries(process.env).filter(([name]) => !/^(COGNITO_EMULATOR|AWS)_/.test(name));
  const child = spawn(process.execPath, [join(ROOT, "bin", "cognito-emulator.js"), ...args], {
    cwd,
    env: { ...Object.fromEntries(surroundings), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  child.stdout.on("data", (text) => {
    stdout += text;
    changed();
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  let exit: { code: number | null } | undefined;
  child.once("close", (code) => {
    exit = { code };
    running.delete(child);
    changed();
  });

  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout);
          if (match) resolve(match);
          else if (exit) reject(new Error(`ended before it said ${pattern}:\n${stdout}\n${stderr}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    ended: () =>
      new Promise((resolve) => {
        const look = () => {
          if (!exit) return;
          listeners.delete(look);
          resolve(exit.code);
        };
        listeners.add(look);
        look();
      }),
  };
}

/** The outcome of a command that ends by itself. */
export async function run(args: readonly string[], options?: CommandOptions) {
  const started = command(args, options);
  const code = await started.ended();
  return { code, stdout: started.stdout(), stderr: started.stderr() };
}

/** A started emulator on a free port, without state unless the arguments say otherwise. */
export async function start(args: readonly string[], options?: CommandOptions) {
  const started = command(["start", "--port", "0", ...args], options);
  const [, url = ""] = await started.says(/Listening +(http:\S+).*IDENTITY=\S+\n/s);
  return { ...started, url };
}
