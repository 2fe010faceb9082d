// AdminSetUserSettings: SMS codes for a user, the way they were turned on before there were preferences.
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  AdminSetUserSettingsCommand,
  CreateGroupCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  type MFAOptionType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { output } from "../support/accounts.js";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { anMfaPool, PHONE, smsFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();

const bySms: MFAOptionType[] = [{ DeliveryMedium: "SMS", AttributeName: "phone_number" }];

const set = (UserPoolId: string, Username: string, MFAOptions: MFAOptionType[]) =>
  emulator().idp.send(new AdminSetUserSettingsCommand({ UserPoolId, Username, MFAOptions }));

test("turns SMS codes on and off", async () => {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", smsFactor);
  await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE });
  const options = async () => {
    const user = await emulator().idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    return user.MFAOptions;
  };
  expect(output(await set(pool.Id, "ada", bySms))).toEqual({});
  expect(await options()).toEqual(bySms);
  expect((await passwordAuth(emulator(), client, "ada")).ChallengeName).toBe("SMS_MFA");
  await set(pool.Id, "ada", []);
  expect(await options()).toBeUndefined();
});

test("is shown in listings as well", async () => {
  const { pool } = await anMfaPool(emulator(), "OPTIONAL", smsFactor);
  const { Id: UserPoolId } = pool;
  await emulator().idp.send(new CreateGroupCommand({ UserPoolId, GroupName: "all" }));
  for (const Username of ["ada", "bob"]) {
    await aConfirmedUser(emulator(), pool, Username, { phone_number: PHONE });
    await emulator().idp.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: "all" }));
  }
  await set(UserPoolId, "bob", bySms);
  const everybody = await emulator().idp.send(new ListUsersCommand({ UserPoolId }));
  const members = await emulator().idp.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: "all" }));
  for (const { Users } of [everybody, members])
    expect(Users?.map(({ Username, MFAOptions }) => [Username, MFAOptions])).toEqual([
      ["ada", undefined],
      ["bob", bySms],
    ]);
});

test("refuses what is not SMS, and a user without a phone number", async () => {
  const { pool } = await anMfaPool(emulator(), "OPTIONAL", smsFactor);
  await aConfirmedUser(emulator(), pool, "ada");
  await refusal(
    set(pool.Id, "ada", [{ DeliveryMedium: "EMAIL", AttributeName: "email" }]),
    "InvalidParameterException",
    "MFA options support only SMS delivery to phone_number.",
  );
  await refusal(
    set(pool.Id, "ada", bySms),
    "InvalidParameterException",
    "User does not have delivery config set to turn on SMS_MFA",
  );
});

describe("refuses", () =>
  refusesUnknownUser(emulator, (UserPoolId, Username) => set(UserPoolId, Username, bySms)));
