// The certificate that the emulator shows: one's own from files, or a self-made one that is kept.
import { readFile } from "node:fs/promises";
import { type Certificate, selfSigned, stillServes } from "./self-signed.js";

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate's file that can't be read; the message is meant for the person who named it. */
export class CertificateError extends Error {
  override readonly name = "CertificateError";
}

/** @throws CertificateError */
export async function certificateOf({ cert, key }: CertificateFiles): Promise<Certificate> {
  const read = async (file: string) => {
    try {
      return await readFile(file, "utf8");
    } catch (error) {
      throw new CertificateError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`);
    }
  };
  return { cert: await read(cert), key: await read(key) };
}

/** What the names of this machine, and all prefix domains, are called. */
const LOCAL = ["localhost", "*.localhost", "*.auth.localhost", "127.0.0.1", "::1"];

/** The certificate of the state file, so that whoever trusts it has to do so once. */
export function ownCertificate(deps: {
  kept: { get(): Certificate | undefined; set(certificate: Certificate): void };
  /** Beside those of this machine. */
  names: readonly string[];
  serial: () => Buffer;
  now: number;
}): Certificate {
  const names = [...new Set([...LOCAL, ...deps.names])];
  const known = deps.kept.get();
  if (known && stillServes(known, names, deps.now)) return known;
  const made = selfSigned(names, deps.serial(), deps.now);
  deps.kept.set(made);
  return made;
}
