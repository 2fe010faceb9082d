// The command line of `npm run bench`.

import { parseArgs } from "node:util";

const HELP = `npm run bench -- [options]

  --quick            a few seconds per part and 1,000 users: checks the harness, not the product
  --users LIST       sizes of the pool for lookups and lists          (default 1000,10000,100000)
  --only LIST        only measurements whose name contains one of these (cold-start, SignUp, ListUsers ...)
  --seconds N        duration of each measurement                      (default 3)
  --connections N    keep-alive connections of the load generator      (default 16)
  --no-compare       leave out cognito-local
  --profile FOLDER   write V8's processor profiles of the emulator (.cpuprofile) there
  --help
`;

/**
 * @typedef {object} Options
 * @property {boolean} quick
 * @property {number[]} users
 * @property {string[]} only
 * @property {number} seconds
 * @property {number} warmUpSeconds
 * @property {number} connections
 * @property {boolean} compare
 * @property {string} [profile]
 * @property {number} starts      how often a process is started for one median
 * @property {number} signInUsers how many confirmed users the sign-in measurements may use up
 * @property {(name: string) => boolean} wants
 */

/** @returns {Options} */
export function readOptions(args = process.argv.slice(2)) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      users: { type: "string" },
      only: { type: "string", default: "" },
      seconds: { type: "string" },
      connections: { type: "string", default: "16" },
      profile: { type: "string" },
      "no-compare": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const { quick } = values;
  const only = list(values.only).map((name) => name.toLowerCase());
  const seconds = Number(values.seconds ?? (quick ? 0.5 : 3));
  return {
    quick,
    users: list(values.users ?? (quick ? "1000" : "1000,10000,100000"))
      .map(Number)
      .sort((a, b) => a - b),
    only,
    seconds,
    warmUpSeconds: quick ? 0.2 : 1,
    connections: Number(values.connections),
    compare: !values["no-compare"],
    profile: values.profile,
    starts: quick ? 3 : 9,
    signInUsers: Math.ceil(quick ? 1500 : Math.max(2500, seconds * 4000)),
    wants: (name) => only.length === 0 || only.some((part) => name.toLowerCase().includes(part)),
  };
}

/** @param {string} text */
function list(text) {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}
