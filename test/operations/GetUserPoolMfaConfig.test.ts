// GetUserPoolMfaConfig: only what is configured; SetUserPoolMfaConfig.test.ts has what it shows of each factor.
import { GetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { output, SMS } from "../support/accounts.js";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const get = async (UserPoolId: string) =>
  output(await emulator().idp.send(new GetUserPoolMfaConfigCommand({ UserPoolId })));

test("a new pool has none, also when it sends SMS for other reasons", async () => {
  expect(await get((await aPool(emulator())).Id)).toEqual({ MfaConfiguration: "OFF" });
  expect(await get((await aPool(emulator(), SMS)).Id)).toEqual({ MfaConfiguration: "OFF" });
});

test("a pool that was created with MFA has SMS", async () => {
  const pool = await aPool(emulator(), {
    ...SMS,
    MfaConfiguration: "OPTIONAL",
    SmsAuthenticationMessage: "Sign in with {####}",
  });
  expect(await get(pool.Id)).toEqual({
    MfaConfiguration: "OPTIONAL",
    SmsMfaConfiguration: {
      SmsAuthenticationMessage: "Sign in with {####}",
      SmsConfiguration: { ...SMS.SmsConfiguration, SnsRegion: "us-east-1" },
    },
  });
});

test("refuses a pool that does not exist", () =>
  refusal(
    get("us-east-1_Nothing00"),
    "ResourceNotFoundException",
    "User pool us-east-1_Nothing00 does not exist.",
  ));
