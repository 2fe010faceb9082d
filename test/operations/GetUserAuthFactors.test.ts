// GetUserAuthFactors: what the signed-in user can sign in with.
import { GetUserAuthFactorsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { output } from "../support/accounts.js";
import { useEmulator } from "../support/emulator.js";
import { anEnrolledUser, anMfaPool, first, prefer, totpFactor } from "../support/mfa.js";

const emulator = useEmulator();

const get = async (AccessToken: string) =>
  output(await emulator().idp.send(new GetUserAuthFactorsCommand({ AccessToken })));

test("lists first factors and second factors", async () => {
  const { pool, client } = await anMfaPool(emulator(), "OPTIONAL", totpFactor);
  const { AccessToken } = await anEnrolledUser(emulator(), pool, client, "ada");
  const ConfiguredUserAuthFactors = ["PASSWORD", "SOFTWARE_TOKEN"];
  expect(await get(AccessToken)).toEqual({ Username: "ada", ConfiguredUserAuthFactors });
  await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
  expect(await get(AccessToken)).toEqual({
    Username: "ada",
    PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
    UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
    ConfiguredUserAuthFactors,
  });
});

test("refuses bad access tokens", () => refusesBadTokens(emulator(), get));
