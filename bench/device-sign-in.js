// Measures sign-in by SRP with a remembered device: the two calls of the password and the two of the device.

import { openApi } from "./api.js";
import { deviceSecret } from "./srp.js";
import { measureInRounds } from "./srp-rounds.js";
import { ephemerals, passwordSteps } from "./srp-sign-in.js";
import { confirm, createPool, cycle, forUsers, signUp, tokensOf, usernameOf } from "./users.js";

/** Users with a device each, who sign in again and again. */
const USERS = 50;

/**
 * @typedef {object} Device
 * @property {string} key
 * @property {string} group
 * @property {string} password
 */

/** @param {import("./flows.js").Scene} scene */
export async function measureDeviceSignIn(scene) {
  const { server, options } = scene;
  const api = await openApi(server.url);
  const pool = await createPool(api, {
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  });
  await forUsers(server, options, 0, USERS, (n) => signUp(pool, n));
  await forUsers(server, options, 0, USERS, (n) => confirm(pool, n));
  const owners = [];
  for (let n = 0; n < USERS; n++) {
    const [tokens] = await tokensOf(server, options, pool, [n]);
    owners.push({ username: usernameOf(n), device: await confirmDevice(api, tokens) });
  }
  api.close();

  const owner = cycle(owners);
  const secrets = ephemerals();
  const begin = () => ({ ...owner(), ...secrets(), session: "" });
  /** @typedef {ReturnType<typeof begin>} SignIn */
  const [first, second] = passwordSteps(pool, (/** @type {SignIn} */ { device }) => ({
    DEVICE_KEY: device.key,
  }));
  return measureInRounds(scene, begin, [
    first,
    {
      ...second,
      answered: (signIn, { Session }) => {
        signIn.session = Session;
        return undefined;
      },
    },
    {
      operation: "RespondToAuthChallenge",
      input: ({ username, device, A, session }) => ({
        ClientId: pool.clientId,
        ChallengeName: "DEVICE_SRP_AUTH",
        Session: session,
        ChallengeResponses: { USERNAME: username, DEVICE_KEY: device.key, SRP_A: A },
      }),
      answered: ({ a, A, device }, { ChallengeParameters: parameters }) => ({
        ...{ a, A, group: device.group, id: device.key, password: device.password, parameters },
      }),
    },
    {
      operation: "RespondToAuthChallenge",
      input: ({ username, device }, proof) => ({
        ClientId: pool.clientId,
        ChallengeName: "DEVICE_PASSWORD_VERIFIER",
        ChallengeResponses: { USERNAME: username, DEVICE_KEY: device.key, ...proof },
      }),
      answered: () => undefined,
    },
  ]);
}

/**
 * @param {Awaited<ReturnType<typeof openApi>>} api
 * @param {any} tokens  of a sign-in without a device
 * @returns {Promise<Device>}
 */
async function confirmDevice(api, { AccessToken, NewDeviceMetadata }) {
  const { DeviceKey: key, DeviceGroupKey: group } = NewDeviceMetadata;
  const { password, config } = deviceSecret(group, key);
  await api.call("ConfirmDevice", { AccessToken, DeviceKey: key, DeviceSecretVerifierConfig: config });
  return { key, group, password };
}
