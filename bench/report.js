// Prints the results as aligned tables.

import { allowedPerSecond, rate } from "./aims.js";
import { describe } from "./flows.js";
import { isDisturbed } from "./load.js";

/** @param {import("./run.js").Results} results */
export function report({ machine, limits, ours, theirs, theirName, users, aims }) {
  const rival = theirs ? [theirName ?? "cognito-local"] : [];

  title(`Machine: ${machine.processor}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}`);
  table(
    ["", "one core", "all cores"],
    [
      ["RSA-2048 signatures/s", count(limits.signatures.one), count(limits.signatures.all)],
      ["3072-bit exponentiations/s", count(limits.exponentiations.one), count(limits.exponentiations.all)],
      ["bare node:http JSON echo/s", opsOf(limits.echo), ""],
      ["SQLite inserts/s, memory", count(limits.sqlite.inserts), ""],
      ["SQLite inserts/s, file (WAL)", count(limits.sqlite.fileInserts), ""],
      ["SQLite selects by key/s", count(limits.sqlite.selects), ""],
    ],
  );
  if (limits.others > 0.1) {
    console.log(
      `\nOther programs used ${decimals(limits.others, 1)} cores when the bench began: do not trust these numbers.`,
    );
  }

  const starts = [
    ["Cold start to first answer (median)", ms(ours.coldStart?.medianMs), ms(theirs?.coldStart?.medianMs)],
    ["  fastest / slowest", range(ours.coldStart), range(theirs?.coldStart)],
    ["Resident memory, idle", mib(ours.memory), mib(theirs?.memory)],
    ["import of the library", ms(ours.library?.importMs), ""],
    ["startEmulator(), first in the process", ms(ours.library?.firstMs), ""],
    ["startEmulator(), repeated", ms(ours.library?.repeatedMs), ""],
    ["Trigger in a local module, first call", ms(ours.triggers?.firstMs), ""],
    ["  added to each further call", ms(ours.triggers?.overheadMs), ""],
  ].filter((row) => row[1] || row[2]);
  if (starts.length > 0) {
    title("Start and memory");
    table(
      ["", "emulator", ...rival],
      starts.map((row) => row.slice(0, 2 + rival.length)),
    );
  }

  const flows = namesOf(ours.flows, theirs?.flows);
  if (flows.length > 0) {
    title(
      "Calls, keep-alive HTTP (cores: processor used by server + load generator; allowed: by the cryptography)",
    );
    table(
      [
        "",
        "ops/s",
        "p50 ms",
        "p99 ms",
        "cores",
        "server ms/op",
        "allowed/s",
        "reached",
        ...rival.map((name) => `${name} ops/s`),
      ],
      flows.map((name) => [
        name,
        ...figures(ours.flows[name]),
        ...reached(name, ours.flows[name], limits),
        ...rival.map(() => brief(theirs?.flows[name])),
      ]),
    );
  }

  const lookups = namesOf(ours.scale.lookups, theirs?.scale.lookups);
  if (lookups.length > 0) {
    title("Lookups and lists by the size of the pool, ops/s (p99 ms)");
    table(
      ["", ...users.map((n) => `${n} users`), ...rival.flatMap((name) => users.map((n) => `${name}, ${n}`))],
      lookups.map((name) => [
        name,
        ...users.map((n) => withP99(ours.scale.lookups[name]?.[n])),
        ...rival.flatMap(() => users.map((n) => brief(theirs?.scale.lookups[name]?.[n]))),
      ]),
    );
  }

  const theirLoad = theirs?.scale.load ?? [];
  if (ours.scale.load.length + theirLoad.length > 0) {
    title("Loading users with SignUp, by block");
    const sizes = [...new Set([...ours.scale.load, ...theirLoad].map((block) => block.users))].sort(
      (a, b) => a - b,
    );
    table(
      ["up to", "users/s", "server ms/op", ...rival.map((name) => `${name} users/s`)],
      sizes.map((size) => {
        const block = ours.scale.load.find((each) => each.users === size);
        const theirBlock = theirLoad.find((each) => each.users === size);
        return [
          String(size),
          block ? count(block.perSecond) : "",
          block ? decimals(block.serverCpuMsPerOp, 3) : "",
          ...rival.map(() => (theirBlock ? count(theirBlock.perSecond) : "")),
        ];
      }),
    );
    if (theirs?.scale.gaveUp) console.log(`${theirName}: given up, ${theirs.scale.gaveUp}`);
  }
  for (const note of [...(ours.notes ?? []), ...(theirs?.notes ?? [])]) console.log(note);

  console.log(
    "\n! beside a number: other programs used more than a quarter of a core meanwhile; do not trust it.",
  );

  if (aims.length > 0) {
    title("Aims");
    table(
      ["", "achieved", "aim", "achieved/aim", ""],
      aims.map(({ name, achieved, aim, sense, unit, met }) => [
        name,
        `${decimals(achieved, achieved < 10 ? 2 : 0)} ${unit}`,
        `${sense} ${aim} ${unit}`,
        decimals(achieved / aim, 2),
        met ? "met" : "MISSED",
      ]),
    );
    console.log(`${aims.filter((aim) => aim.met).length} of ${aims.length} aims met`);
  }
}

/**
 * The names in either of two records, in order.
 * @param {Record<string, unknown>} first
 * @param {Record<string, unknown>} [second]
 */
function namesOf(first, second) {
  return [...new Set([...Object.keys(first), ...Object.keys(second ?? {})])];
}

/** @param {import("./flows.js").Outcome | undefined} outcome */
function figures(outcome) {
  if (!outcome || !("opsPerSecond" in outcome)) return [outcome ? describe(outcome) : "-", "", "", "", ""];
  const { p50Ms, p99Ms, serverCores, generatorCores, serverCpuMsPerOp } = outcome;
  return [
    opsOf(outcome),
    decimals(p50Ms, 2),
    decimals(p99Ms, 2),
    `${decimals(serverCores, 2)} + ${decimals(generatorCores, 2)}`,
    decimals(serverCpuMsPerOp, 3),
  ];
}

/**
 * @param {string} name
 * @param {import("./flows.js").Outcome | undefined} outcome
 * @param {import("./machine.js").Limits} limits
 */
function reached(name, outcome, limits) {
  const allowed = allowedPerSecond(name, limits);
  const achieved = rate(outcome);
  if (allowed === undefined || achieved === undefined) return ["", ""];
  return [count(allowed), `${Math.round((achieved / allowed) * 100)} %`];
}

/** @param {import("./flows.js").Outcome | undefined} outcome */
function withP99(outcome) {
  if (!outcome) return "-";
  return "p99Ms" in outcome ? `${opsOf(outcome)} (${decimals(outcome.p99Ms, 1)})` : describe(outcome);
}

/** @param {import("./flows.js").Outcome | undefined} outcome */
function brief(outcome) {
  if (!outcome) return "-";
  if ("error" in outcome) return "failed";
  return "opsPerSecond" in outcome ? opsOf(outcome) : describe(outcome);
}

/**
 * Calls a second, with a mark when other programs took part of the machine meanwhile.
 * @param {import("./load.js").Measured} measured
 */
function opsOf(measured) {
  return `${isDisturbed(measured) ? "!" : ""}${count(measured.opsPerSecond)}`;
}

/** @param {{ residentMiB: number } | undefined} memory */
const mib = (memory) => (memory ? `${decimals(memory.residentMiB, 1)} MiB` : "");

/** @param {{ fastestMs: number, slowestMs: number } | undefined} times */
const range = (times) => (times ? `${Math.round(times.fastestMs)} / ${Math.round(times.slowestMs)} ms` : "");

/** @param {number | undefined} value */
const ms = (value) => (value === undefined ? "" : `${decimals(value, value < 20 ? 1 : 0)} ms`);

/** @param {number} value */
const count = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en"));

/**
 * @param {number | undefined} value
 * @param {number} places
 */
const decimals = (value, places) =>
  value === undefined || Number.isNaN(value) ? "n/a" : value.toFixed(places);

/** @param {string} text */
function title(text) {
  console.log(`\n${text}\n`);
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
function table(head, rows) {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  for (const row of [head, ...rows]) {
    const cells = widths.map((width, column) =>
      column === 0 ? (row[0] ?? "").padEnd(width) : (row[column] ?? "").padStart(width),
    );
    console.log(cells.join("  ").trimEnd());
  }
}
