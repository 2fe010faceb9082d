// AdminSetUserMFAPreference: what a user needs to turn a factor on, which one is preferred, and where it is shown.
import {
  AdminDeleteUserAttributesCommand,
  AdminGetUserCommand,
  type AdminSetUserMFAPreferenceCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import {
  anEnrolledUser,
  anMfaPool,
  emailFactor,
  first,
  off,
  on,
  PHONE,
  prefer,
  setMfa,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();

type Preference = Omit<AdminSetUserMFAPreferenceCommandInput, "UserPoolId" | "Username">;

const everything = { ...smsFactor, ...totpFactor, ...emailFactor };

async function aUser() {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", everything);
  const attributes = { phone_number: PHONE, email: "ada@example.com" };
  const { AccessToken } = await anEnrolledUser(emulator(), pool, client, "ada", attributes);
  const shown = async () => {
    const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    const { UserMFASettingList, PreferredMfaSetting, MFAOptions } = user;
    return { list: UserMFASettingList, preferred: PreferredMfaSetting, options: MFAOptions };
  };
  return {
    pool,
    client,
    AccessToken,
    shown,
    set: (preference: Preference) => prefer(emulator(), pool, "ada", preference),
  };
}

describe("remembers", () => {
  test("nothing at first: the lists are absent, not empty", async () => {
    const { shown } = await aUser();
    expect(await shown()).toEqual({ list: undefined, preferred: undefined, options: undefined });
  });

  test("what is turned on, in the service's order, and answers nothing", async () => {
    const { set, shown } = await aUser();
    expect(
      output(await set({ EmailMfaSettings: on, SoftwareTokenMfaSettings: on, SMSMfaSettings: on })),
    ).toEqual({});
    expect(await shown()).toEqual({ list: ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] });
  });

  test("one preferred factor, the last one named", async () => {
    const { set, shown } = await aUser();
    await set({ SMSMfaSettings: first });
    expect(await shown()).toEqual({ list: ["SMS_MFA"], preferred: "SMS_MFA" });
    await set({ SoftwareTokenMfaSettings: first });
    expect(await shown()).toEqual({
      list: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"],
      preferred: "SOFTWARE_TOKEN_MFA",
    });
  });

  test("a preference until it is withdrawn or its factor turned off", async () => {
    const { set, shown } = await aUser();
    await set({ SMSMfaSettings: first, SoftwareTokenMfaSettings: on });
    await set({ SMSMfaSettings: on });
    expect((await shown()).preferred).toBe("SMS_MFA");
    await set({ SMSMfaSettings: { Enabled: true, PreferredMfa: false } });
    expect(await shown()).toEqual({ list: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"] });
    await set({ SoftwareTokenMfaSettings: first });
    await set({ SoftwareTokenMfaSettings: off });
    expect(await shown()).toEqual({ list: ["SMS_MFA"] });
    await set({ SMSMfaSettings: off });
    expect(await shown()).toEqual({});
  });

  test("what is turned off although the user never had it", async () => {
    const { pool } = await aUser();
    await aConfirmedUser(emulator(), pool, "bob");
    await prefer(emulator(), pool, "bob", { SMSMfaSettings: off, SoftwareTokenMfaSettings: off });
  });
});

describe("refuses", () => {
  test.each<[string, Preference]>([
    ["SMS_MFA", { SMSMfaSettings: on }],
    ["SOFTWARE_TOKEN_MFA", { SoftwareTokenMfaSettings: first }],
    ["EMAIL_OTP", { EmailMfaSettings: on }],
  ])("%s for a user who lacks what it needs", async (factor, preference) => {
    const { pool } = await aUser();
    await aConfirmedUser(emulator(), pool, "bob");
    await refusal(
      prefer(emulator(), pool, "bob", preference),
      "InvalidParameterException",
      `User does not have delivery config set to turn on ${factor}`,
    );
  });

  test("an address that was there and is not any more", async () => {
    const { pool, set } = await aUser();
    await emulator().idp.send(
      new AdminDeleteUserAttributesCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributeNames: ["phone_number"],
      }),
    );
    await refusal(
      set({ SMSMfaSettings: on }),
      "InvalidParameterException",
      "User does not have delivery config set to turn on SMS_MFA",
    );
  });

  test("two preferred factors, and one that is off", async () => {
    const { set, shown } = await aUser();
    await refusal(
      set({ SMSMfaSettings: first, SoftwareTokenMfaSettings: first }),
      "InvalidParameterException",
      "Only one MFA method can be preferred.",
    );
    await refusal(
      set({ SMSMfaSettings: { Enabled: false, PreferredMfa: true } }),
      "InvalidParameterException",
      "SMS_MFA must be enabled to be preferred.",
    );
    expect(await shown()).toEqual({});
  });

  test("turning a factor off where MFA is required; another may be preferred", async () => {
    const { pool, set, shown } = await aUser();
    await set({ SMSMfaSettings: first });
    await setMfa(emulator(), pool, "ON", everything);
    await refusal(
      set({ SMSMfaSettings: off }),
      "InvalidParameterException",
      "SMS_MFA can't be disabled when MFA is required in the user pool.",
    );
    await set({ SoftwareTokenMfaSettings: first });
    expect((await shown()).preferred).toBe("SOFTWARE_TOKEN_MFA");
  });

  test("passkeys unless the pool takes them as second factor, and beside another one", async () => {
    const { pool, set } = await aUser();
    await refusal(
      set({ WebAuthnMfaSettings: on }),
      "InvalidParameterException",
      "Passkey MFA is not enabled for the user pool.",
    );
    const WebAuthnConfiguration = { FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" } as const;
    await setMfa(emulator(), pool, "OPTIONAL", { ...everything, WebAuthnConfiguration });
    await refusal(
      set({ WebAuthnMfaSettings: on }),
      "InvalidParameterException",
      "Passkey MFA requires at least one other MFA method to be enabled.",
    );
    await set({ WebAuthnMfaSettings: on, SMSMfaSettings: on });
  });

  refusesUnknownUser(emulator, (UserPoolId, Username) =>
    prefer(emulator(), { Id: UserPoolId }, Username, { SMSMfaSettings: on }),
  );
});
