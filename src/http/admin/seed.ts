// Loads fixture files into the running emulator: POST { files: [{ name, text, path? }] }, answered by a report.
import express, { type Router } from "express";
import type { SiteDeps } from "../deps.js";

interface NamedText {
  readonly name: string;
  readonly text: string;
  /** Where the file is on the sender's machine. */
  readonly path?: string;
}

export function mountSeed(router: Router, { seed }: SiteDeps): void {
  router.post("/seed", express.json({ limit: "20mb" }), async (request, response) => {
    const files: unknown = request.body?.files;
    if (!isFiles(files))
      return response.status(400).json({ message: "expected { files: [{ name, text }] }" });
    const { FixtureError } = await import("../../seed/problem.js");
    try {
      return response.json(
        await seed(async () => (isLoopback(request.socket.remoteAddress) ? files : files.map(withoutPath))),
      );
    } catch (error) {
      if (error instanceof FixtureError) return response.status(400).json({ message: error.message });
      throw error;
    }
  });
}

function isFiles(value: unknown): value is NamedText[] {
  return (
    Array.isArray(value) &&
    value.every(
      (file) =>
        typeof file?.name === "string" &&
        typeof file.text === "string" &&
        ["string", "undefined"].includes(typeof file.path),
    )
  );
}

/** Only who is on this machine may say which of its files are functions. */
const isLoopback = (address = ""): boolean => address === "::1" || /^(::ffff:)?127\./.test(address);
const withoutPath = ({ name, text }: NamedText): NamedText => ({ name, text });
