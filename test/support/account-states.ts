// Accounts in every state that one can be in, and a short name for each answer that operations on them give.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { signUp } from "./accounts.js";
import { aConfirmedUser, attributeList, PASSWORD } from "./builders.js";
import { aPasswordlessUser, type Site } from "./choice.js";
import type { TestEmulator } from "./emulator.js";

const verified = (name: string) => ({ email: `${name}@example.com`, email_verified: "true" });

type Make = (emulator: TestEmulator, site: Site, name: string) => Promise<unknown>;

const confirmed: Make = (emulator, { pool }, name) => aConfirmedUser(emulator, pool, name, verified(name));

const temporary: Make = ({ idp }, { pool }, name) =>
  idp.send(
    new AdminCreateUserCommand({
      ...{ UserPoolId: pool.Id, Username: name, TemporaryPassword: PASSWORD, MessageAction: "SUPPRESS" },
      UserAttributes: attributeList(verified(name)),
    }),
  );

const reset: Make = ({ idp }, { pool }, Username) =>
  idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username }));

/** Everybody's password is PASSWORD, and everybody's address is verified but that of who has just signed up. */
export const STATES: Record<string, Make> = {
  nobody: async () => undefined,
  unconfirmed: (emulator, { client }, name) =>
    signUp(emulator, client, name, { email: `${name}@example.com` }),
  confirmed,
  async disabled(emulator, site, Username) {
    await confirmed(emulator, site, Username);
    await emulator.idp.send(new AdminDisableUserCommand({ UserPoolId: site.pool.Id, Username }));
  },
  async locked(emulator, site, name) {
    await confirmed(emulator, site, name);
    await guessWrongly(emulator, site, name);
  },
  async reset(emulator, site, name) {
    await confirmed(emulator, site, name);
    await reset(emulator, site, name);
  },
  /** As imports make them: to be reset, and never had a password. */
  async imported(emulator, site, name) {
    await aPasswordlessUser(emulator, site.pool, name, verified(name));
    await reset(emulator, site, name);
  },
  temporary,
  async expired(emulator, site, name) {
    await temporary(emulator, site, name);
    emulator.clock.advance({ days: 8 });
  },
  /** Of another provider: such users come by federation only, and have no password. */
  async external(emulator, site, name) {
    await confirmed(emulator, site, name);
    const { users, transaction } = emulator.app.store;
    const user = users.findByUsername(site.pool.Id, name);
    if (!user) throw new Error(name);
    transaction(() => users.update(user, { ...user, status: "EXTERNAL_PROVIDER", password: undefined }));
  },
  async unreachable({ idp }, { pool }, Username) {
    const UserPoolId = pool.Id;
    const UserAttributes = attributeList({ email: `${Username}@example.com` });
    const MessageAction = "SUPPRESS";
    await idp.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction, UserAttributes }));
    await idp.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }),
    );
  },
};

/** Six failures lock for two seconds, five for one. */
export async function guessWrongly(
  { idp }: TestEmulator,
  { pool, client }: Site,
  USERNAME: string,
  times = 5,
): Promise<void> {
  for (let i = 0; i < times; i++)
    await idp
      .send(
        new AdminInitiateAuthCommand({
          ...{ UserPoolId: pool.Id, ClientId: client.ClientId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
          AuthParameters: { USERNAME, PASSWORD: "Wr0ng-one!" },
        }),
      )
      .catch(() => undefined);
}

/** The words of the tables for refusals, error and message to the letter. */
const REFUSALS: Record<string, readonly [string, string]> = {
  incorrect: ["NotAuthorizedException", "Incorrect username or password."],
  unknown: ["UserNotFoundException", "User does not exist."],
  "unknown name": ["UserNotFoundException", "Username/client id combination not found."],
  disabled: ["NotAuthorizedException", "User is disabled."],
  locked: ["NotAuthorizedException", "Password attempts exceeded"],
  unconfirmed: ["UserNotConfirmedException", "User is not confirmed."],
  "must reset": ["PasswordResetRequiredException", "Password reset required for the user"],
  expired: [
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
  ],
  "wrong state": ["NotAuthorizedException", "User password cannot be reset in the current state."],
  "no address": [
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  ],
  "code mismatch": ["CodeMismatchException", "Invalid verification code provided, please try again."],
  "otp mismatch": ["CodeMismatchException", "Invalid code or auth state for the user."],
  "code expired": ["ExpiredCodeException", "Invalid code provided, please request a code again."],
  "is confirmed": ["InvalidParameterException", "User is already confirmed."],
  "status CONFIRMED": ["NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"],
  "status RESET": ["NotAuthorizedException", "User cannot be confirmed. Current status is RESET_REQUIRED"],
  "status FORCE": [
    "NotAuthorizedException",
    "User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD",
  ],
  "status EXTERNAL": [
    "NotAuthorizedException",
    "User cannot be confirmed. Current status is EXTERNAL_PROVIDER",
  ],
  limit: ["LimitExceededException", "Attempt limit exceeded, please try after some time."],
  revoked: ["NotAuthorizedException", "Access Token has been revoked"],
};

/** The table's word for a refusal; anything that has none stands for itself. */
export function wordFor({ name, message }: Error): string {
  const known = Object.entries(REFUSALS).find(([, [type, text]]) => type === name && text === message);
  return known?.[0] ?? `${name}: ${message}`;
}

/** Rows and columns of a table that is written with bars, by their names. */
export function cellsOf(table: string): { row: string; column: string; expected: string }[] {
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.flatMap(([row = "", ...cells]) =>
    cells.map((expected, i) => ({ row, column: head[i + 1] ?? "", expected })),
  );
}
