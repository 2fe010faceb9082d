// ID tokens of users of the emulator's own pools.
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  CreateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { aConfirmedUser, signIn } from "../../support/builders.js";
import type { TestEmulator } from "../../support/emulator.js";

/** Signs a user in, who is made when there is none of that name. */
export async function tokensOf(
  emulator: TestEmulator,
  pool: { Id: string },
  client: { ClientId: string },
  username: string,
): Promise<{ idToken: string; accessToken: string }> {
  await emulator.idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: username })).catch(() =>
    aConfirmedUser(emulator, pool, username, {
      email: `${username}@example.com`,
      email_verified: "true",
    }),
  );
  const { IdToken, AccessToken } = await signIn(emulator, pool, client, username);
  return { idToken: IdToken, accessToken: AccessToken };
}

/** Makes a group with a role, and a user its member. */
export async function joinGroup(
  { idp }: TestEmulator,
  { Id: UserPoolId }: { Id: string },
  Username: string,
  { name: GroupName, role, precedence }: { name: string; role: string; precedence?: number | undefined },
): Promise<void> {
  await idp.send(new CreateGroupCommand({ UserPoolId, GroupName, RoleArn: role, Precedence: precedence }));
  await idp.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
}
