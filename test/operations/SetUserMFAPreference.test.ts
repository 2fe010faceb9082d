// SetUserMFAPreference: the same rules as for administrators, by access token; GetUser shows what is set.
import {
  GetUserCommand,
  SetUserMFAPreferenceCommand,
  type SetUserMFAPreferenceCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { output } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";
import { anEnrolledUser, anMfaPool, first, off, on, PHONE, smsFactor, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const set = (AccessToken: string, preference: Omit<SetUserMFAPreferenceCommandInput, "AccessToken">) =>
  emulator().idp.send(new SetUserMFAPreferenceCommand({ AccessToken, ...preference }));

async function aToken(attributes: Record<string, string> = {}) {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", { ...smsFactor, ...totpFactor });
  return (await anEnrolledUser(emulator(), pool, client, "ada", attributes)).AccessToken;
}

test("turns factors on and off, and prefers one", async () => {
  const AccessToken = await aToken({ phone_number: PHONE });
  const shown = async () => {
    const user = await emulator().idp.send(new GetUserCommand({ AccessToken }));
    return [user.UserMFASettingList, user.PreferredMfaSetting];
  };
  expect(await shown()).toEqual([undefined, undefined]);
  expect(output(await set(AccessToken, { SMSMfaSettings: on, SoftwareTokenMfaSettings: first }))).toEqual({});
  expect(await shown()).toEqual([["SMS_MFA", "SOFTWARE_TOKEN_MFA"], "SOFTWARE_TOKEN_MFA"]);
  await set(AccessToken, { SoftwareTokenMfaSettings: off });
  expect(await shown()).toEqual([["SMS_MFA"], undefined]);
});

test("refuses what the user lacks", async () => {
  const AccessToken = await aToken();
  await refusal(
    set(AccessToken, { SMSMfaSettings: on }),
    "InvalidParameterException",
    "User does not have delivery config set to turn on SMS_MFA",
  );
});

test("refuses bad access tokens", () => refusesBadTokens(emulator(), (AccessToken) => set(AccessToken, {})));
