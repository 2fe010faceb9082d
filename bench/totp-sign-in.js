// Measures sign-in with the code of an authenticator app as second factor: the password, which is remembered, and the code.

import { Secret, TOTP } from "otpauth";
import { openApi } from "./api.js";
import { measureInRounds } from "./srp-rounds.js";
import { call, confirm, createPool, forUsers, PASSWORD, signUp, tokensOf } from "./users.js";

const STEP_MS = 30_000;

/** @returns {number} the step whose code apps show now */
const presentStep = () => Math.floor(Date.now() / STEP_MS);

/**
 * @typedef {object} Owner
 * @property {string} username
 * @property {Secret} secret
 * @property {number} step  of the last code that was used
 */

/** @param {Owner} owner */
const codeOf = ({ secret, step }) => TOTP.generate({ secret, timestamp: step * STEP_MS });

/** @param {import("./flows.js").Scene} scene */
export async function measureTotpSignIn(scene) {
  const { options } = scene;
  // Each code is good once, and those of the next step are good already: two sign-ins for everybody.
  const users = Math.ceil(options.seconds * 800);
  const { pool, owners } = await enrolled(scene, users);
  let at = 0;
  const begin = () => {
    const owner = owners[at++ % owners.length];
    if (owner.step > presentStep()) return undefined;
    owner.step = Math.max(owner.step + 1, presentStep());
    return { ...owner, session: "" };
  };
  return measureInRounds(scene, begin, [
    {
      operation: "InitiateAuth",
      input: ({ username }) => ({
        ClientId: pool.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD },
      }),
      answered: (signIn, { Session }) => {
        signIn.session = Session;
        return undefined;
      },
    },
    {
      operation: "RespondToAuthChallenge",
      input: (signIn) => ({
        ClientId: pool.clientId,
        ChallengeName: "SOFTWARE_TOKEN_MFA",
        Session: signIn.session,
        ChallengeResponses: { USERNAME: signIn.username, SOFTWARE_TOKEN_MFA_CODE: codeOf(signIn) },
      }),
      answered: () => undefined,
    },
  ]);
}

/**
 * A pool with users who have each set up an app.
 * @param {import("./flows.js").Scene} scene
 * @param {number} count
 */
async function enrolled({ server, options }, count) {
  const api = await openApi(server.url);
  const pool = await createPool(api);
  await api.call("SetUserPoolMfaConfig", {
    UserPoolId: pool.poolId,
    MfaConfiguration: "OPTIONAL",
    SoftwareTokenMfaConfiguration: { Enabled: true },
  });
  api.close();
  const everybody = Array.from({ length: count }, (_, n) => n);
  await forUsers(server, options, 0, count, (n) => signUp(pool, n));
  await forUsers(server, options, 0, count, (n) => confirm(pool, n));
  const tokens = await tokensOf(server, options, pool, everybody);

  /** @type {(Owner & { AccessToken: string })[]} */
  const owners = [];
  await forUsers(server, options, 0, count, (n) => {
    const { AccessToken } = tokens[n];
    return {
      ...call("AssociateSoftwareToken", { AccessToken }),
      answered: (/** @type {string} */ body) =>
        owners.push({
          AccessToken,
          username: nameIn(AccessToken),
          secret: Secret.fromBase32(JSON.parse(body).SecretCode),
          step: presentStep() - 1,
        }),
    };
  });
  await forUsers(server, options, 0, count, (n) =>
    call("VerifySoftwareToken", { AccessToken: owners[n].AccessToken, UserCode: codeOf(owners[n]) }),
  );
  await forUsers(server, options, 0, count, (n) =>
    call("AdminSetUserMFAPreference", {
      UserPoolId: pool.poolId,
      Username: owners[n].username,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  return { pool, owners };
}

/** @param {string} accessToken  tokens come back in any order */
const nameIn = (accessToken) =>
  JSON.parse(Buffer.from(accessToken.split(".")[1], "base64url").toString()).username;
