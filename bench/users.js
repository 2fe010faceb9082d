// The pool and the users that the measurements work with.

import { openApi, request } from "./api.js";
import { drive, openConnections, recorder } from "./load.js";

export const PASSWORD = "Correct-Horse-7-Battery";

/** @param {number} n */
export const usernameOf = (n) => `user${String(n).padStart(7, "0")}`;

/** @param {number} n */
export const emailOf = (n) => `${usernameOf(n)}@example.com`;

/**
 * @typedef {object} Pool
 * @property {string} poolId
 * @property {string} clientId
 */

/**
 * A pool with one client that may use every flow.
 * @param {Awaited<ReturnType<typeof import("./api.js").openApi>>} api
 * @param {object} [settings]
 * @returns {Promise<Pool>}
 */
export async function createPool(api, settings = {}) {
  const { UserPool } = await api.call("CreateUserPool", { PoolName: "bench", ...settings });
  const { UserPoolClient } = await api.call("CreateUserPoolClient", {
    UserPoolId: UserPool.Id,
    ClientName: "bench",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  return { poolId: UserPool.Id, clientId: UserPoolClient.ClientId };
}

/**
 * @param {Pool} pool
 * @param {number} n
 */
export function signUp({ clientId }, n) {
  return call("SignUp", {
    ClientId: clientId,
    Username: usernameOf(n),
    Password: PASSWORD,
    UserAttributes: [
      { Name: "email", Value: emailOf(n) },
      { Name: "given_name", Value: "Someone" },
    ],
  });
}

/**
 * @param {Pool} pool
 * @param {number} n
 */
export function confirm({ poolId }, n) {
  return call("AdminConfirmSignUp", { UserPoolId: poolId, Username: usernameOf(n) });
}

/**
 * @param {Pool} pool
 * @param {number} n
 */
export function signIn({ clientId }, n) {
  return call("InitiateAuth", {
    ClientId: clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: usernameOf(n), PASSWORD },
  });
}

/**
 * A client of the pool for choice-based sign-in. The other one is without: its sign-ups would answer sessions.
 * @param {import("./servers.js").Server} server
 * @param {Pool} pool
 * @returns {Promise<Pool>}
 */
export async function choiceClient(server, { poolId }) {
  const api = await openApi(server.url);
  try {
    const { UserPoolClient } = await api.call("CreateUserPoolClient", {
      UserPoolId: poolId,
      ClientName: "choice",
      ExplicitAuthFlows: ["ALLOW_USER_AUTH"],
    });
    return { poolId, clientId: UserPoolClient.ClientId };
  } finally {
    api.close();
  }
}

/**
 * @param {Pool} pool
 * @param {number} n
 */
export function signInByChoice({ clientId }, n) {
  return call("InitiateAuth", {
    ClientId: clientId,
    AuthFlow: "USER_AUTH",
    AuthParameters: { USERNAME: usernameOf(n), PREFERRED_CHALLENGE: "PASSWORD", PASSWORD },
  });
}

/**
 * @param {string} operation
 * @param {object} input
 * @returns {import("./load.js").Call}
 */
export function call(operation, input) {
  return { operation, request: request(operation, input) };
}

/**
 * Sends one call for each of some users, over all connections; stops when the time is over.
 * @param {import("./servers.js").Server} server
 * @param {import("./options.js").Options} options
 * @param {number} from
 * @param {number} to
 * @param {(n: number) => import("./load.js").Call} make
 * @param {number} [deadline]
 */
export async function forUsers(server, options, from, to, make, deadline = Number.POSITIVE_INFINITY) {
  const connections = await openConnections(server, options.connections);
  const record = recorder(server);
  let n = from;
  try {
    await drive(connections, () => (n < to ? make(n++) : undefined), record, deadline);
  } finally {
    for (const connection of connections) connection.close();
  }
  if (record.error) throw record.error;
  return { ...record.finish(), reached: n };
}

/**
 * Signs some users in and keeps what they got.
 * @param {import("./servers.js").Server} server
 * @param {import("./options.js").Options} options
 * @param {Pool} pool
 * @param {number[]} users
 * @returns {Promise<{ AccessToken: string, RefreshToken: string }[]>}
 */
export async function tokensOf(server, options, pool, users) {
  /** @type {{ AccessToken: string, RefreshToken: string }[]} */
  const tokens = [];
  await forUsers(server, options, 0, users.length, (n) => ({
    ...signIn(pool, users[n]),
    answered: (body) => tokens.push(JSON.parse(body).AuthenticationResult),
  }));
  return tokens;
}

/**
 * The values of a list, one after the other and again from the start.
 * @template Value
 * @param {Value[]} values
 */
export function cycle(values) {
  let at = 0;
  return () => values[at++ % values.length];
}

/** @param {number} end  whole numbers below it, in an order without a pattern that is the same in every run */
export function scatter(end) {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}
