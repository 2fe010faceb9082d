// Measures what a signing-up, signing-in user does, one kind of call at a time.

import { openApi } from "./api.js";
import { measureDeviceSignIn } from "./device-sign-in.js";
import { measure, undisturbed } from "./load.js";
import { measureClientCredentials, measureCodeFlow } from "./oauth.js";
import { measureSrpSignIn } from "./srp-sign-in.js";
import { measureTotpSignIn } from "./totp-sign-in.js";
import {
  call,
  choiceClient,
  confirm,
  createPool,
  cycle,
  forUsers,
  scatter,
  signIn,
  signInByChoice,
  signUp,
  tokensOf,
  usernameOf,
} from "./users.js";

/** Users that are signed in for the calls that need a token, or that sign in again and again. */
const REGULARS = 50;

/** The first name that nobody has while sign-up is measured. */
const NEWCOMERS = 5_000_000;

/**
 * @typedef {object} Scene
 * @property {import("./servers.js").Server} server
 * @property {import("./options.js").Options} options
 * @property {import("./users.js").Pool} pool
 * @property {number} users  confirmed users, of whom none beyond the regulars ever signed in
 * @property {{ user: number, newcomer: number }} unseen  the next of them, and the next name that is free
 * @property {() => Promise<{ AccessToken: string, RefreshToken: string }[]>} tokens  of the regulars
 */

/** @type {Record<string, (scene: Scene) => Promise<import("./load.js").Measured>>} */
export const FLOWS = {
  GetUser: async ({ server, options, tokens }) => {
    const next = cycle((await tokens()).map(({ AccessToken }) => call("GetUser", { AccessToken })));
    return measure(server, options, next, { awake: true });
  },

  AdminGetUser: ({ server, options, pool, users }) => {
    const any = scatter(users);
    const next = () => call("AdminGetUser", { UserPoolId: pool.poolId, Username: usernameOf(any()) });
    return measure(server, options, next, { awake: true });
  },

  "Password sign-in, new user": ({ server, options, pool, users, unseen }) => {
    const next = () => (unseen.user < users ? signIn(pool, unseen.user++) : undefined);
    return measure(server, options, next);
  },

  "Password sign-in, same user": ({ server, options, pool }) =>
    measure(server, options, cycle([signIn(pool, 0)])),

  "Choice-based sign-in (USER_AUTH)": async ({ server, options, pool }) =>
    measure(server, options, cycle([signInByChoice(await choiceClient(server, pool), 0)])),

  "SRP sign-in": measureSrpSignIn,

  "SRP sign-in with device": measureDeviceSignIn,

  "TOTP sign-in": measureTotpSignIn,

  "Refresh (REFRESH_TOKEN_AUTH)": async ({ server, options, pool, tokens }) => {
    const refresh = ({ RefreshToken }) =>
      call("InitiateAuth", {
        ClientId: pool.clientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      });
    return measure(server, options, cycle((await tokens()).map(refresh)));
  },

  "Refresh (GetTokensFromRefreshToken)": async ({ server, options, pool, tokens }) => {
    const refresh = ({ RefreshToken }) =>
      call("GetTokensFromRefreshToken", { ClientId: pool.clientId, RefreshToken });
    return measure(server, options, cycle((await tokens()).map(refresh)));
  },

  "Code flow (authorize, login, token)": measureCodeFlow,

  "Client credentials": measureClientCredentials,

  SignUp: ({ server, options, pool, unseen }) =>
    measure(server, options, () => signUp(pool, unseen.newcomer++)),
};

/**
 * @typedef {import("./load.js").Measured | { unsupported: true } | { error: string }} Outcome
 */

/**
 * @param {import("./servers.js").Product} product
 * @param {import("./options.js").Options} options
 * @param {(text: string) => void} say
 * @returns {Promise<Record<string, Outcome>>}
 */
export async function measureFlows(product, options, say) {
  const wanted = Object.keys(FLOWS).filter(options.wants);
  if (wanted.length === 0) return {};
  const server = await product.start();
  try {
    const scene = await setScene(server, options);
    say(`${product.name}: ${scene.users} users ready`);
    /** @type {Record<string, Outcome>} */
    const outcomes = {};
    for (const name of wanted) {
      outcomes[name] = await outcomeOf(() => undisturbed(options, () => FLOWS[name](scene)));
      say(`${product.name}: ${name}: ${describe(outcomes[name])}`);
    }
    return outcomes;
  } finally {
    await server.stop();
  }
}

/**
 * @param {import("./servers.js").Server} server
 * @param {import("./options.js").Options} options
 * @returns {Promise<Scene>}
 */
async function setScene(server, options) {
  const api = await openApi(server.url);
  const pool = await createPool(api);
  api.close();
  const deadline = performance.now() + (options.quick ? 5000 : 20_000);
  const { reached: users } = await forUsers(
    server,
    options,
    0,
    options.signInUsers,
    (n) => signUp(pool, n),
    deadline,
  );
  await forUsers(server, options, 0, users, (n) => confirm(pool, n));
  /** @type {ReturnType<typeof tokensOf> | undefined} */
  let tokens;
  return {
    server,
    options,
    pool,
    users,
    unseen: { user: REGULARS, newcomer: NEWCOMERS },
    tokens: () => {
      tokens ??= tokensOf(
        server,
        options,
        pool,
        Array.from({ length: REGULARS }, (_, n) => n),
      );
      return tokens;
    },
  };
}

/**
 * @param {() => Promise<import("./load.js").Measured>} measurement
 * @returns {Promise<Outcome>}
 */
export async function outcomeOf(measurement) {
  try {
    return await measurement();
  } catch (error) {
    return error.unsupported ? { unsupported: true } : { error: error.message };
  }
}

/** @param {Outcome} outcome */
export function describe(outcome) {
  if ("unsupported" in outcome) return "not supported";
  if ("error" in outcome) return `failed (${outcome.error})`;
  const failures = outcome.failures ? `, ${outcome.failures} failed: ${outcome.failure}` : "";
  return `${Math.round(outcome.opsPerSecond)}/s${failures}`;
}
