// What the operating system says about another process.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** Linux counts processor time in these, whatever the kernel's own tick is. */
const TICKS_PER_SECOND = 100;

/**
 * Processor seconds that a process has used, all threads together. Only known on Linux.
 * @param {number} pid
 */
export function processCpuSeconds(pid) {
  if (process.platform !== "linux") return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/**
 * Resident memory of a process in MiB.
 * @param {number} pid
 */
export function residentMiB(pid) {
  if (process.platform === "win32") return Number.NaN;
  if (process.platform === "linux") {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
    return Number(line?.[1]) / 1024;
  }
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "latin1" })) / 1024;
}

/** Processor seconds that the whole machine has used, all cores together. */
export function machineCpuSeconds() {
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return busy.reduce((sum, each) => sum + each, 0) / 1000;
}
