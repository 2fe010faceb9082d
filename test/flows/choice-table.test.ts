// Choice-based sign-in as a table: which first factors a user has, by status, password, addresses and second factors.
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  type ChallengeNameType,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { SMS } from "../support/accounts.js";
import { attributeList, PASSWORD } from "../support/builders.js";
import { aChoicePool, aPasswordlessUser, choose, prefer, type Site } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { emailFactor, first, PHONE, prefer as preferMfa, SES, setMfa } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { anUnconfirmedUser } from "../support/sign-in.js";

const emulator = useEmulator();

const EMAIL = { email: "ada@example.com", email_verified: "true" };
const ADDRESSES = { ...EMAIL, phone_number: PHONE };
const PASSWORDS: ChallengeNameType[] = ["PASSWORD_SRP", "PASSWORD"];
const CODES: ChallengeNameType[] = ["EMAIL_OTP", "SMS_OTP"];

const setPassword = (pool: { Id: string }) =>
  emulator().idp.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: pool.Id,
      Username: "ada",
      Password: PASSWORD,
      Permanent: true,
    }),
  );

/** The ways in which a user may be. All but the last have both addresses. */
const USERS = {
  "without a password": ({ pool }: Site) => aPasswordlessUser(emulator(), pool, "ada", ADDRESSES),
  "with a password": async ({ pool }: Site) => {
    await aPasswordlessUser(emulator(), pool, "ada", ADDRESSES);
    await setPassword(pool);
  },
  unconfirmed: ({ client }: Site) =>
    anUnconfirmedUser(emulator(), client, "ada", { email: EMAIL.email, phone_number: PHONE }),
  "with a temporary password": ({ pool }: Site) =>
    emulator().idp.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool.Id, Username: "ada", MessageAction: "SUPPRESS", TemporaryPassword: PASSWORD },
        UserAttributes: attributeList(ADDRESSES),
      }),
    ),
  "with a password to reset": async ({ pool }: Site) => {
    await aPasswordlessUser(emulator(), pool, "ada", ADDRESSES);
    await setPassword(pool);
    await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada" }));
  },
  "with an e-mail address and a password": async ({ pool }: Site) => {
    await aPasswordlessUser(emulator(), pool, "ada", EMAIL);
    await setPassword(pool);
  },
} as const;

type UserKind = keyof typeof USERS;
type Mfa = "OFF" | "OPTIONAL, none active" | "OPTIONAL, active" | "ON";

/** The list by MFA. */
const TABLE: Record<UserKind, Record<Mfa, ChallengeNameType[]>> = {
  "without a password": {
    OFF: CODES,
    "OPTIONAL, none active": CODES,
    // Nothing is left: the list is one that nobody can answer rightly.
    "OPTIONAL, active": PASSWORDS,
    ON: PASSWORDS,
  },
  "with a password": {
    OFF: [...PASSWORDS, ...CODES],
    "OPTIONAL, none active": [...PASSWORDS, ...CODES],
    "OPTIONAL, active": PASSWORDS,
    ON: PASSWORDS,
  },
  unconfirmed: {
    OFF: [...PASSWORDS, ...CODES],
    "OPTIONAL, none active": [...PASSWORDS, ...CODES],
    "OPTIONAL, active": PASSWORDS,
    ON: PASSWORDS,
  },
  "with a temporary password": {
    OFF: PASSWORDS,
    "OPTIONAL, none active": PASSWORDS,
    "OPTIONAL, active": PASSWORDS,
    ON: PASSWORDS,
  },
  "with a password to reset": {
    OFF: [...PASSWORDS, ...CODES],
    "OPTIONAL, none active": [...PASSWORDS, ...CODES],
    "OPTIONAL, active": PASSWORDS,
    ON: PASSWORDS,
  },
  "with an e-mail address and a password": {
    OFF: [...PASSWORDS, "EMAIL_OTP"],
    "OPTIONAL, none active": [...PASSWORDS, "EMAIL_OTP"],
    "OPTIONAL, active": PASSWORDS,
    ON: PASSWORDS,
  },
};

async function aSite(user: UserKind, mfa: Mfa): Promise<Site> {
  const site = await aChoicePool(emulator(), ["EMAIL_OTP", "SMS_OTP"], SES);
  await USERS[user](site);
  if (mfa.startsWith("OPTIONAL")) await setMfa(emulator(), site.pool, "OPTIONAL", emailFactor);
  if (mfa === "OPTIONAL, active") await preferMfa(emulator(), site.pool, "ada", { EmailMfaSettings: first });
  if (mfa === "ON") {
    // A pool that requires MFA has no codes as first factors.
    await emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: site.pool.Id, ...SMS, ...SES }));
    await setMfa(emulator(), site.pool, "ON", emailFactor);
  }
  return site;
}

const cells = Object.entries(TABLE).flatMap(([user, row]) =>
  Object.entries(row).map(([mfa, list]) => [user as UserKind, mfa as Mfa, list] as const),
);

describe("AvailableChallenges", () => {
  test.each(cells)("of a user %s, MFA %s: %j", async (user, mfa, list) => {
    const { client } = await aSite(user, mfa);
    const offered = await choose(emulator(), client, "ada");
    expect(offered).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: list });
    // What is preferred is asked at once, provided that it is in the list.
    for (const wish of [...PASSWORDS, ...CODES]) {
      const asked = await prefer(emulator(), client, "ada", wish);
      expect(asked).toMatchObject({
        ...{ ChallengeName: list.includes(wish) ? wish : "SELECT_CHALLENGE", AvailableChallenges: list },
      });
      expect(asked.Session).toBeDefined();
      expect(asked.AuthenticationResult).toBeUndefined();
    }
  });

  test("of a disabled user: none", async () => {
    const { pool, client } = await aSite("with a password", "OFF");
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(choose(emulator(), client, "ada"), "NotAuthorizedException", "User is disabled.");
  });
});
