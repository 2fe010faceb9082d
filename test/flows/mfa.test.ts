// Which second factor a sign-in asks for: pool x factors that the user has x preference x flow.
import {
  type AccountRecoverySettingType,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  type InitiateAuthResponse,
  type UserPoolMfaType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aConfirmedUser, type MadeClient, type MadePool, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import {
  anMfaPool,
  emailFactor,
  enrol,
  first,
  on,
  PHONE,
  prefer,
  setMfa,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator();

const configs = { sms: smsFactor, totp: totpFactor, email: emailFactor } as const;
const settings = {
  sms: "SMSMfaSettings",
  totp: "SoftwareTokenMfaSettings",
  email: "EmailMfaSettings",
} as const;

type Factor = keyof typeof configs;

const recoveries: Readonly<Record<string, AccountRecoverySettingType>> = {
  "phone first": {
    RecoveryMechanisms: [
      { Name: "verified_phone_number", Priority: 1 },
      { Name: "verified_email", Priority: 2 },
    ],
  },
  "email first": {
    RecoveryMechanisms: [
      { Name: "verified_email", Priority: 1 },
      { Name: "verified_phone_number", Priority: 2 },
    ],
  },
};

interface Cell {
  readonly mode: UserPoolMfaType;
  readonly pool: readonly Factor[];
  /** What the user has: addresses, and an authenticator. */
  readonly has: readonly Factor[];
  /** What the user turned on; an exclamation mark is the preferred one. */
  readonly prefers?: readonly (Factor | `${Factor}!`)[];
  readonly recovery?: keyof typeof recoveries;
  readonly asks: string;
}

const SELECT = "SELECT_MFA_TYPE";
const SETUP = "MFA_SETUP";

const cells: readonly Cell[] = [
  { mode: "OFF", pool: [], has: ["sms", "email"], asks: "tokens" },
  { mode: "OFF", pool: [], has: ["sms"], prefers: ["sms!"], asks: "tokens" },
  // Optional: only what the user turned on.
  { mode: "OPTIONAL", pool: ["sms", "totp", "email"], has: ["sms", "email"], asks: "tokens" },
  { mode: "OPTIONAL", pool: ["totp"], has: ["totp"], asks: "tokens" },
  { mode: "OPTIONAL", pool: ["totp"], has: ["totp"], prefers: ["totp"], asks: "SOFTWARE_TOKEN_MFA" },
  { mode: "OPTIONAL", pool: ["sms"], has: ["sms"], prefers: ["sms"], asks: "SMS_MFA" },
  { mode: "OPTIONAL", pool: ["email"], has: ["email"], prefers: ["email"], asks: "EMAIL_OTP" },
  { mode: "OPTIONAL", pool: ["totp"], has: ["sms"], prefers: ["sms!"], asks: "tokens" },
  {
    mode: "OPTIONAL",
    pool: ["sms", "totp"],
    has: ["sms", "totp"],
    prefers: ["sms", "totp"],
    asks: `${SELECT} SMS_MFA,SOFTWARE_TOKEN_MFA`,
  },
  {
    mode: "OPTIONAL",
    pool: ["sms", "totp", "email"],
    has: ["sms", "totp", "email"],
    prefers: ["sms", "totp", "email"],
    recovery: "phone first",
    asks: `${SELECT} SMS_MFA,SOFTWARE_TOKEN_MFA,EMAIL_OTP`,
  },
  {
    mode: "OPTIONAL",
    pool: ["sms", "totp", "email"],
    has: ["sms", "totp", "email"],
    prefers: ["sms", "totp", "email!"],
    asks: "EMAIL_OTP",
  },
  // An authenticator serves on when the pool offers it no longer.
  { mode: "OPTIONAL", pool: ["sms"], has: ["totp"], prefers: ["totp!"], asks: "SOFTWARE_TOKEN_MFA" },
  // Required: whatever the user has.
  { mode: "ON", pool: ["sms"], has: ["sms"], asks: "SMS_MFA" },
  { mode: "ON", pool: ["email"], has: ["email"], asks: "EMAIL_OTP" },
  { mode: "ON", pool: ["totp"], has: ["totp"], asks: "SOFTWARE_TOKEN_MFA" },
  { mode: "ON", pool: ["totp"], has: ["sms", "email", "totp"], asks: "SOFTWARE_TOKEN_MFA" },
  { mode: "ON", pool: ["sms", "email"], has: ["sms", "email"], asks: `${SELECT} SMS_MFA,EMAIL_OTP` },
  {
    mode: "ON",
    pool: ["sms", "email"],
    has: ["sms", "email"],
    recovery: "email first",
    asks: "SMS_MFA",
  },
  {
    mode: "ON",
    pool: ["sms", "email"],
    has: ["sms", "email"],
    recovery: "phone first",
    asks: "EMAIL_OTP",
  },
  { mode: "ON", pool: ["sms"], has: ["sms"], recovery: "phone first", asks: "SMS_MFA" },
  { mode: "ON", pool: ["sms", "totp"], has: ["sms", "totp"], asks: `${SELECT} SMS_MFA,SOFTWARE_TOKEN_MFA` },
  {
    mode: "ON",
    pool: ["sms", "totp"],
    has: ["sms", "totp"],
    recovery: "phone first",
    asks: "SOFTWARE_TOKEN_MFA",
  },
  { mode: "ON", pool: ["sms", "totp"], has: ["sms", "totp"], prefers: ["sms!"], asks: "SMS_MFA" },
  // A preference for what the pool does not offer is none (aws-amplify/amplify-js#11260).
  { mode: "ON", pool: ["totp"], has: ["sms", "totp"], prefers: ["sms!"], asks: "SOFTWARE_TOKEN_MFA" },
  { mode: "ON", pool: ["totp"], has: [], asks: `${SETUP} SOFTWARE_TOKEN_MFA` },
  { mode: "ON", pool: ["totp"], has: ["email"], asks: `${SETUP} SOFTWARE_TOKEN_MFA` },
  { mode: "ON", pool: ["sms"], has: [], asks: `${SETUP} SMS_MFA` },
  { mode: "ON", pool: ["sms", "totp"], has: ["email"], asks: `${SETUP} SMS_MFA,SOFTWARE_TOKEN_MFA` },
  {
    mode: "ON",
    pool: ["sms", "totp", "email"],
    has: [],
    recovery: "email first",
    asks: `${SETUP} SMS_MFA,SOFTWARE_TOKEN_MFA`,
  },
  { mode: "ON", pool: ["sms"], has: ["email"], asks: "nothing" },
];

const configOf = (factors: readonly Factor[]) =>
  Object.assign({}, ...factors.map((factor) => configs[factor])) as Parameters<typeof setMfa>[3];

const labelOf = ({ mode, pool, has, prefers = [], recovery = "" }: Cell) =>
  `${mode} [${pool}] has [${has}] prefers [${prefers}] ${recovery}`;

/** A user of a pool as the cell says; authenticators are set up while the pool still lets everybody in. */
async function aSite(cell: Cell) {
  const recovery = cell.recovery && { AccountRecoverySetting: recoveries[cell.recovery] };
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor, { ...recovery });
  const attributes: Record<string, string> = {};
  if (cell.has.includes("sms")) attributes.phone_number = PHONE;
  if (cell.has.includes("email")) attributes.email = "ada@example.com";
  await aConfirmedUser(emulator(), pool, "ada", attributes);
  if (cell.has.includes("totp"))
    await enrol(emulator(), (await signIn(emulator(), pool, client, "ada")).AccessToken);
  for (const preference of cell.prefers ?? []) {
    const factor = preference.replace("!", "") as Factor;
    await prefer(emulator(), pool, "ada", { [settings[factor]]: preference.endsWith("!") ? first : on });
  }
  await setMfa(emulator(), pool, cell.mode, configOf(cell.pool));
  return { pool, client };
}

type Start = (pool: MadePool, client: MadeClient) => Promise<InitiateAuthResponse>;

const flows: Readonly<Record<string, Start>> = {
  USER_PASSWORD_AUTH: (_, client) => passwordAuth(emulator(), client, "ada"),
  ADMIN_USER_PASSWORD_AUTH: (pool, client) =>
    emulator().idp.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada", PASSWORD },
      }),
    ),
  async USER_SRP_AUTH(pool, client) {
    const helper = await srpClient(pool);
    const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "ada",
      SRP_A: helper.srpA,
    });
    const answer = await helper.answer(question.ChallengeParameters, PASSWORD);
    return respond(emulator(), client, "PASSWORD_VERIFIER", undefined, answer);
  },
  async "a new password"(pool, client) {
    const user = { UserPoolId: pool.Id, Username: "ada" };
    await emulator().idp.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD }));
    const { Session, ChallengeName } = await passwordAuth(emulator(), client, "ada");
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const responses = { USERNAME: "ada", NEW_PASSWORD: PASSWORD };
    return respond(emulator(), client, "NEW_PASSWORD_REQUIRED", Session, responses);
  },
};

/** `tokens`, or the challenge with what it lists. */
function asked({
  ChallengeName,
  ChallengeParameters = {},
  AuthenticationResult,
}: InitiateAuthResponse): string {
  if (AuthenticationResult) return "tokens";
  const list = ChallengeParameters.MFAS_CAN_CHOOSE ?? ChallengeParameters.MFAS_CAN_SETUP;
  return list ? `${ChallengeName} ${JSON.parse(list)}` : `${ChallengeName}`;
}

describe("the next challenge", () => {
  test.each(cells.map((cell) => [labelOf(cell), cell] as const))("%s", async (_, cell) => {
    const { pool, client } = await aSite(cell);
    for (const [flow, start] of Object.entries(flows)) {
      const next = start(pool, client).then(asked, (error: Error) => `${error.name}: ${error.message}`);
      const name =
        /AUTH$/.test(flow) && flow !== "USER_SRP_AUTH"
          ? "InvalidParameterException"
          : "MFAMethodNotFoundException";
      const expected =
        cell.asks === "nothing" ? `${name}: No MFA method is available for the user.` : cell.asks;
      expect(await next, flow).toBe(expected);
    }
  });
});
