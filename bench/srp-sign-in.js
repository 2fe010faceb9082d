// Measures sign-in by SRP: both calls of it.

import { ephemeral } from "./srp.js";
import { measureInRounds } from "./srp-rounds.js";
import { cycle, PASSWORD, scatter, usernameOf } from "./users.js";

/**
 * @typedef {object} SrpSignIn
 * @property {string} username
 * @property {string} a
 * @property {string} A
 */

/**
 * The calls that prove a user's password. `more` goes into the answer.
 * @template {SrpSignIn} SignIn
 * @param {import("./users.js").Pool} pool
 * @param {(signIn: SignIn) => Record<string, string>} [more]
 * @returns {import("./srp-rounds.js").Step<SignIn>[]}
 */
export const passwordSteps = ({ poolId, clientId }, more = () => ({})) => [
  {
    operation: "InitiateAuth",
    input: ({ username, A }) => ({
      ClientId: clientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: username, SRP_A: A },
    }),
    answered: ({ a, A }, { ChallengeParameters: parameters }) => ({
      ...{ a, A, password: PASSWORD, parameters },
      ...{ group: poolId.slice(poolId.indexOf("_") + 1), id: parameters.USER_ID_FOR_SRP },
    }),
  },
  {
    operation: "RespondToAuthChallenge",
    input: (signIn, proof) => ({
      ClientId: clientId,
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeResponses: { USERNAME: signIn.username, ...proof, ...more(signIn) },
    }),
    answered: () => undefined,
  },
];

/** Clients' secrets with their public values, made once. */
export const ephemerals = () => cycle(Array.from({ length: 64 }, ephemeral));

/** @param {import("./flows.js").Scene} scene */
export function measureSrpSignIn(scene) {
  const secrets = ephemerals();
  const anyone = scatter(scene.users);
  const begin = () => ({ username: usernameOf(anyone()), ...secrets() });
  return measureInRounds(scene, begin, passwordSteps(scene.pool));
}
