// Measures what lookups and lists cost while a pool grows, and how fast it grows: the users are loaded with SignUp.

import { openApi } from "./api.js";
import { describe, outcomeOf } from "./flows.js";
import { measure, undisturbed } from "./load.js";
import {
  call,
  confirm,
  createPool,
  cycle,
  emailOf,
  forUsers,
  scatter,
  signUp,
  tokensOf,
  usernameOf,
} from "./users.js";

/** Users that are loaded between two readings of the rate. */
const BLOCK = 10_000;

/** Users that become CONFIRMED at each size, spread evenly over the new ones: a full page of a rare status. */
const CONFIRMED = 60;

/** A time after which a loading server is given up, for one size. */
const PATIENCE_MS = 90_000;
const QUICK_PATIENCE_MS = 15_000;

/**
 * @typedef {object} Stage
 * @property {import("./users.js").Pool} pool
 * @property {number} users
 * @property {string[]} accessTokens
 */

/** The calls whose cost must not grow with the pool. @type {Record<string, (stage: Stage) => () => import("./load.js").Call>} */
export const LOOKUPS = {
  GetUser: ({ accessTokens }) => cycle(accessTokens.map((AccessToken) => call("GetUser", { AccessToken }))),
  AdminGetUser: ({ pool, users }) => {
    const any = scatter(users);
    return () => call("AdminGetUser", { UserPoolId: pool.poolId, Username: usernameOf(any()) });
  },
  "ListUsers, first page": ({ pool }) => cycle([call("ListUsers", { UserPoolId: pool.poolId, Limit: 60 })]),
  'ListUsers, email = "..."': (stage) => filtered(stage, (n) => `email = "${emailOf(n)}"`),
  'ListUsers, email ^= "..."': (stage) => filtered(stage, (n) => `email ^= "${usernameOf(n).slice(0, -1)}"`),
  'ListUsers, username ^= "..."': (stage) =>
    filtered(stage, (n) => `username ^= "${usernameOf(n).slice(0, -1)}"`),
  "ListUsers, cognito:user_status": (stage) => filtered(stage, () => 'cognito:user_status = "CONFIRMED"'),
};

/**
 * @param {Stage} stage
 * @param {(n: number) => string} filter
 */
function filtered({ pool, users }, filter) {
  const any = scatter(users);
  return () => call("ListUsers", { UserPoolId: pool.poolId, Limit: 60, Filter: filter(any()) });
}

/**
 * @typedef {object} Scale
 * @property {{ users: number, perSecond: number, serverCpuMsPerOp?: number }[]} load
 * @property {string} [gaveUp]
 * @property {Record<string, Record<number, import("./flows.js").Outcome>>} lookups  by name, by size
 */

/**
 * @param {import("./servers.js").Product} product
 * @param {import("./options.js").Options} options
 * @param {(text: string) => void} say
 * @param {boolean} patient  whether to wait for a load however long it takes
 * @returns {Promise<Scale>}
 */
export async function measureScale(product, options, say, patient) {
  const wanted = Object.keys(LOOKUPS).filter(options.wants);
  /** @type {Scale} */
  const scale = { load: [], lookups: Object.fromEntries(wanted.map((name) => [name, {}])) };
  if (wanted.length === 0 && !options.wants("Loading users")) return scale;

  const server = await product.start();
  try {
    const api = await openApi(server.url);
    const pool = await createPool(api);
    let loaded = 0;
    for (const users of options.users) {
      const before = loaded;
      const deadline = performance.now() + patienceOf(options, patient);
      while (loaded < users && performance.now() < deadline) {
        const end = Math.min(users, loaded + BLOCK - (loaded % BLOCK));
        const block = await forUsers(server, options, loaded, end, (n) => signUp(pool, n), deadline);
        loaded = block.reached;
        const { opsPerSecond: perSecond, serverCpuMsPerOp } = block;
        scale.load.push({ users: loaded, perSecond, serverCpuMsPerOp });
        say(`${product.name}: loaded to ${loaded}: ${Math.round(perSecond)}/s`);
      }
      if (loaded < users) {
        scale.gaveUp = `${loaded} users after ${patienceOf(options, patient) / 1000} s`;
        break;
      }
      if (wanted.length === 0) continue;
      const chosen = Array.from(
        { length: CONFIRMED },
        (_, n) => before + Math.floor(((n + 0.5) / CONFIRMED) * (users - before)),
      );
      await forUsers(server, options, 0, CONFIRMED, (n) => confirm(pool, chosen[n]));
      const accessTokens = (await tokensOf(server, options, pool, chosen)).map((token) => token.AccessToken);
      for (const name of wanted) {
        const lookup = LOOKUPS[name]({ pool, users, accessTokens });
        const outcome = await outcomeOf(() =>
          undisturbed(options, () => measure(server, options, lookup, { awake: true })),
        );
        scale.lookups[name][users] = outcome;
        say(`${product.name}: ${users} users: ${name}: ${describe(outcome)}`);
      }
    }
    api.close();
  } finally {
    await server.stop();
  }
  return scale;
}

/**
 * @param {import("./options.js").Options} options
 * @param {boolean} patient
 */
function patienceOf(options, patient) {
  if (patient) return 3_600_000;
  return options.quick ? QUICK_PATIENCE_MS : PATIENCE_MS;
}
