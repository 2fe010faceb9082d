// AdminDisableUser through the official SDK.
import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownUser } from "../support/unknown.js";

const emulator = useEmulator();
const disable = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminDisableUserCommand({ UserPoolId, Username }));

describe("AdminDisableUser", () => {
  it("accepts a user, who can't sign in any more and whose tokens are revoked", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool);
    const key = { UserPoolId: pool.Id, Username: await aConfirmedUser(emulator(), pool, "ada") };
    const { AccessToken, RefreshToken } = await signIn(emulator(), pool, client, "ada");
    await emulator().idp.send(new GetUserCommand({ AccessToken }));

    const { $metadata, ...answer } = await disable(pool.Id, "ada");
    expect(answer).toEqual({});
    expect(await emulator().idp.send(new AdminGetUserCommand(key))).toMatchObject({
      Enabled: false,
      UserStatus: "CONFIRMED",
    });
    await refusal(signIn(emulator(), pool, client, "ada"), "NotAuthorizedException", "User is disabled.");
    for (const call of [
      emulator().idp.send(new GetUserCommand({ AccessToken })),
      emulator().idp.send(
        new InitiateAuthCommand({
          ClientId: client.ClientId,
          AuthFlow: "REFRESH_TOKEN_AUTH",
          AuthParameters: { REFRESH_TOKEN: RefreshToken },
        }),
      ),
    ])
      await expect(call).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("keeps the user in listings", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    await aConfirmedUser(emulator(), pool, "bea");
    await disable(pool.Id, "ada");
    const names = async (Filter?: string) => {
      const { Users } = await emulator().idp.send(new ListUsersCommand({ UserPoolId: pool.Id, Filter }));
      return Users?.map(({ Username }) => Username);
    };
    expect(await names()).toEqual(["ada", "bea"]);
    expect(await names('status = "Disabled"')).toEqual(["ada"]);
    expect(await names('status = "Enabled"')).toEqual(["bea"]);
  });

  it("accepts a user who is disabled already", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "ada");
    await disable(pool.Id, "ada");
    const { $metadata, ...answer } = await disable(pool.Id, "ada");
    expect(answer).toEqual({});
  });

  describe("refuses", () => {
    refusesUnknownUser(emulator, disable);
  });
});
