// AdminGetUserAuthFactors: first factors and second factors of a user.
import {
  AdminCreateUserCommand,
  AdminGetUserAuthFactorsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import {
  anEnrolledUser,
  anMfaPool,
  first,
  on,
  PHONE,
  prefer,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();

const get = async (UserPoolId: string, Username: string) =>
  output(await emulator().idp.send(new AdminGetUserAuthFactorsCommand({ UserPoolId, Username })));

test("a password alone", async () => {
  const pool = await aPool(emulator());
  await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com" });
  expect(await get(pool.Id, "ada")).toEqual({ Username: "ada", ConfiguredUserAuthFactors: ["PASSWORD"] });
});

test("what was turned on and preferred", async () => {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", { ...smsFactor, ...totpFactor });
  await anEnrolledUser(emulator(), pool, client, "ada", { phone_number: PHONE });
  await prefer(emulator(), pool, "ada", { SMSMfaSettings: on, SoftwareTokenMfaSettings: first });
  expect(await get(pool.Id, "ada")).toEqual({
    Username: "ada",
    PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
    UserMFASettingList: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"],
    ConfiguredUserAuthFactors: ["PASSWORD", "SMS_OTP", "SOFTWARE_TOKEN"],
  });
});

test("one-time passwords where the pool lets users in by them, without a password", async () => {
  const pool = await aPool(emulator(), {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
  });
  await emulator().idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.Id,
      Username: "ada",
      MessageAction: "SUPPRESS",
      UserAttributes: [{ Name: "email", Value: "ada@example.com" }],
    }),
  );
  expect(await get(pool.Id, "ada")).toEqual({ Username: "ada", ConfiguredUserAuthFactors: ["EMAIL_OTP"] });
});

describe("refuses", () => refusesUnknownUser(emulator, get));
