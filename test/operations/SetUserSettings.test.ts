// SetUserSettings: SMS codes the way they were turned on before there was SetUserMFAPreference.
import {
  GetUserCommand,
  type MFAOptionType,
  SetUserMFAPreferenceCommand,
  SetUserSettingsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { output } from "../support/accounts.js";
import { aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { anMfaPool, off, PHONE, smsFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";

const emulator = useEmulator();

const bySms: MFAOptionType[] = [{ DeliveryMedium: "SMS", AttributeName: "phone_number" }];

const set = (AccessToken: string, MFAOptions: MFAOptionType[]) =>
  emulator().idp.send(new SetUserSettingsCommand({ AccessToken, MFAOptions }));
const shown = async (AccessToken: string) => {
  const user = await emulator().idp.send(new GetUserCommand({ AccessToken }));
  return [user.MFAOptions, user.UserMFASettingList];
};

async function aUser(attributes: Record<string, string> = {}) {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", smsFactor);
  await aConfirmedUser(emulator(), pool, "ada", attributes);
  const { AccessToken } = await signIn(emulator(), pool, client, "ada");
  const next = async () => (await passwordAuth(emulator(), client, "ada")).ChallengeName;
  return { AccessToken, next };
}

test("turns SMS codes on and off; they are shown as options, not among the factors", async () => {
  const { AccessToken, next } = await aUser({ phone_number: PHONE });
  expect(output(await set(AccessToken, bySms))).toEqual({});
  expect(await shown(AccessToken)).toEqual([bySms, undefined]);
  expect(await next()).toBe("SMS_MFA");
  await set(AccessToken, []);
  expect(await shown(AccessToken)).toEqual([undefined, undefined]);
  expect(await next()).toBeUndefined();
});

test("gives way to SetUserMFAPreference", async () => {
  const { AccessToken, next } = await aUser({ phone_number: PHONE });
  await set(AccessToken, bySms);
  await emulator().idp.send(new SetUserMFAPreferenceCommand({ AccessToken, SMSMfaSettings: off }));
  expect(await shown(AccessToken)).toEqual([undefined, undefined]);
  expect(await next()).toBeUndefined();
});

test("refuses other media, other attributes, and users without a phone number", async () => {
  const { AccessToken } = await aUser();
  for (const option of [
    { DeliveryMedium: "EMAIL", AttributeName: "email" },
    { DeliveryMedium: "SMS", AttributeName: "email" },
  ] as const)
    await refusal(
      set(AccessToken, [option]),
      "InvalidParameterException",
      "MFA options support only SMS delivery to phone_number.",
    );
  await refusal(
    set(AccessToken, bySms),
    "InvalidParameterException",
    "User does not have delivery config set to turn on SMS_MFA",
  );
});

test("refuses bad access tokens", () => refusesBadTokens(emulator(), (AccessToken) => set(AccessToken, [])));
