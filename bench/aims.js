// What the emulator is meant to reach, and what the numbers say about it.

/** How often each flow signs and exponentiates: two tokens carry a signature, the refresh token carries none. */
export const WORK = {
  "Password sign-in, new user": { signatures: 2, exponentiations: 1 },
  // A verified password is remembered in memory, so that only the signatures are left.
  "Password sign-in, same user": { signatures: 2, exponentiations: 0 },
  "Choice-based sign-in (USER_AUTH)": { signatures: 2, exponentiations: 0 },
  // g^b, v^u and (A v^u)^b.
  "SRP sign-in": { signatures: 2, exponentiations: 3 },
  "SRP sign-in with device": { signatures: 2, exponentiations: 6 },
  "TOTP sign-in": { signatures: 2, exponentiations: 0 },
  "Refresh (REFRESH_TOKEN_AUTH)": { signatures: 2, exponentiations: 0 },
  "Refresh (GetTokensFromRefreshToken)": { signatures: 2, exponentiations: 0 },
  "Code flow (authorize, login, token)": { signatures: 2, exponentiations: 0 },
  "Client credentials": { signatures: 1, exponentiations: 0 },
  SignUp: { signatures: 0, exponentiations: 1 },
};

const SIGN_INS = ["Password sign-in, new user", "Password sign-in, same user", "SRP sign-in"];
const LOOKED_UP = ["GetUser", "AdminGetUser"];

/**
 * How often a second the machine's cores could do the cryptography of a flow, if there were nothing else to do.
 * @param {string} flow
 * @param {import("./machine.js").Limits} limits
 */
export function allowedPerSecond(flow, limits) {
  const work = WORK[flow];
  if (!work) return undefined;
  return 1 / (work.signatures / limits.signatures.all + work.exponentiations / limits.exponentiations.all);
}

/**
 * @typedef {object} Aim
 * @property {string} name
 * @property {number} achieved
 * @property {number} aim
 * @property {"at most" | "at least"} sense
 * @property {string} unit
 * @property {boolean} met
 */

/**
 * @param {import("./run.js").Results} results
 * @returns {Aim[]}
 */
export function judge({ limits, ours, users }) {
  /** @type {Aim[]} */
  const aims = [];
  /** @type {(name: string, achieved: number | undefined, sense: Aim["sense"], aim: number, unit: string) => void} */
  const add = (name, achieved, sense, aim, unit) => {
    if (achieved === undefined || Number.isNaN(achieved)) return;
    aims.push({
      name,
      achieved,
      aim,
      sense,
      unit,
      met: sense === "at most" ? achieved <= aim : achieved >= aim,
    });
  };

  add("Cold start to first answer", ours.coldStart?.medianMs, "at most", 300, "ms");
  add("Resident memory, idle", ours.memory?.residentMiB, "at most", 80, "MiB");
  add("startEmulator(), first in the process", ours.library?.firstMs, "at most", 50, "ms");
  add("startEmulator(), repeated", ours.library?.repeatedMs, "at most", 50, "ms");
  add("Trigger in a local module, added", ours.triggers?.overheadMs, "at most", 5, "ms");

  for (const flow of SIGN_INS) {
    add(
      `${flow}, of its cryptography`,
      part(rate(ours.flows[flow]), allowedPerSecond(flow, limits)),
      "at least",
      70,
      "%",
    );
  }
  for (const flow of LOOKED_UP) {
    add(
      `${flow}, of a bare echo`,
      part(rate(ours.flows[flow]), limits.echo.opsPerSecond),
      "at least",
      50,
      "%",
    );
  }
  const fewest = Math.min(...users);
  const most = Math.max(...users);
  if (most > fewest) {
    for (const [name, bySize] of Object.entries(ours.scale.lookups)) {
      const growth = part(cost(bySize[most]), cost(bySize[fewest]));
      add(`${name}: cost at ${most} to cost at ${fewest}`, growth, "at most", 150, "%");
    }
  }
  add("Loading: last blocks' rate to first blocks'", loadTrend(ours.scale.load), "at least", 90, "%");
  return aims;
}

/**
 * The mean rate of the last three whole blocks, in per cent of that of the first three.
 * @param {import("./scale.js").Scale["load"]} load
 */
function loadTrend(load) {
  const whole = load.filter(({ users }) => users % 10_000 === 0);
  if (whole.length < 6) return undefined;
  return part(mean(whole.slice(-3)), mean(whole.slice(0, 3)));
}

/** @param {{ perSecond: number }[]} blocks */
function mean(blocks) {
  return blocks.reduce((sum, block) => sum + block.perSecond, 0) / blocks.length;
}

/**
 * @param {number | undefined} value
 * @param {number | undefined} whole
 */
function part(value, whole) {
  return value === undefined || whole === undefined ? undefined : (value / whole) * 100;
}

/**
 * What a call costs the server: its processor time where that is known, else the time until the next answer.
 * @param {import("./flows.js").Outcome | undefined} outcome
 */
function cost(outcome) {
  if (!outcome || !("opsPerSecond" in outcome)) return undefined;
  return outcome.serverCpuMsPerOp ?? 1000 / outcome.opsPerSecond;
}

/** @param {import("./flows.js").Outcome | undefined} outcome */
export function rate(outcome) {
  return outcome && "opsPerSecond" in outcome ? outcome.opsPerSecond : undefined;
}
