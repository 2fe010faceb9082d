// AdminDeleteSoftwareToken: the way out for users who lost their app.
import {
  AdminDeleteSoftwareTokenCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { anEnrolledUser, anMfaPool, enrol, first, prefer, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth, respond } from "../support/sign-in.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();

const remove = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminDeleteSoftwareTokenCommand({ UserPoolId, Username }));

async function aUser() {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
  const { AccessToken } = await anEnrolledUser(emulator(), pool, client, "ada");
  await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
  return { pool, client, AccessToken };
}

test("removes app and preference; a new app is not preferred by itself", async () => {
  const { pool, client, AccessToken } = await aUser();
  const { Session } = await passwordAuth(emulator(), client, "ada");
  expect(output(await remove(pool.Id, "ada"))).toEqual({});
  const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
  expect(user).not.toHaveProperty("UserMFASettingList");
  expect(user).not.toHaveProperty("PreferredMfaSetting");
  await refusal(
    respond(emulator(), client, "SOFTWARE_TOKEN_MFA", Session, {
      USERNAME: "ada",
      SOFTWARE_TOKEN_MFA_CODE: "123456",
    }),
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA does not exist for the user.",
  );
  await enrol(emulator(), AccessToken);
  expect(await passwordAuth(emulator(), client, "ada")).toHaveProperty("AuthenticationResult");
});

test("is no error for a user who has none", async () => {
  const { pool } = await aUser();
  await aConfirmedUser(emulator(), pool, "bob");
  expect(output(await remove(pool.Id, "bob"))).toEqual({});
});

test("the app goes with its user", async () => {
  const { pool, client } = await aUser();
  await emulator().idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
  await aConfirmedUser(emulator(), pool, "ada");
  expect(await passwordAuth(emulator(), client, "ada")).toHaveProperty("AuthenticationResult");
  await refusal(
    prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first }),
    "InvalidParameterException",
    "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA",
  );
});

describe("refuses", () => refusesUnknownUser(emulator, remove));
