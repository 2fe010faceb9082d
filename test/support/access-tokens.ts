// Access tokens that no operation of a signed-in user accepts, and how each is refused.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  DeleteUserPoolClientCommand,
  GlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { aClient, aConfirmedUser, aPool, signIn } from "./builders.js";
import type { TestEmulator } from "./emulator.js";
import { refusal } from "./refusal.js";

/** The error of operations that the model gives no UserNotFoundException. */
export const REVOKED = ["NotAuthorizedException", "Access Token has been revoked"] as const;

/**
 * Asserts that `call` refuses every token that is wrong in itself, over, or of a user who may not call.
 * @param ofDeleted error and message for the token of a user who was deleted; REVOKED also for that of a deleted client
 */
export async function refusesBadTokens(
  emulator: TestEmulator,
  call: (accessToken: string) => Promise<unknown>,
  ofDeleted: readonly [string, string] = ["UserNotFoundException", "User does not exist."],
): Promise<void> {
  const { idp, clock } = emulator;
  const pool = await aPool(emulator);
  const client = await aClient(emulator, pool);
  const tokensOf = async (username: string) => {
    await aConfirmedUser(emulator, pool, username);
    return signIn(emulator, pool, client, username);
  };

  const { AccessToken: expired } = await tokensOf("expired");
  clock.advance({ hours: 1 });
  await refusal(call(expired), "NotAuthorizedException", "Access Token has expired");

  await refusal(call("not.a.token"), "NotAuthorizedException", "Invalid Access Token");

  const { AccessToken: revoked, IdToken } = await tokensOf("signed-out");
  await refusal(call(IdToken), "NotAuthorizedException", "Invalid Access Token");
  await idp.send(new GlobalSignOutCommand({ AccessToken: revoked }));
  await refusal(call(revoked), "NotAuthorizedException", "Access Token has been revoked");

  const { AccessToken: disabled } = await tokensOf("disabled");
  await idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "disabled" }));
  await refusal(call(disabled), "NotAuthorizedException", "User is disabled.");

  const { AccessToken: deleted } = await tokensOf("deleted");
  await idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: "deleted" }));
  await refusal(call(deleted), ...ofDeleted);

  const other = await aClient(emulator, pool);
  await aConfirmedUser(emulator, pool, "of-deleted-client");
  const { AccessToken: orphaned } = await signIn(emulator, pool, other, "of-deleted-client");
  await idp.send(new DeleteUserPoolClientCommand({ UserPoolId: pool.Id, ClientId: other.ClientId }));
  const clientGone: readonly [string, string] =
    ofDeleted === REVOKED
      ? REVOKED
      : ["ResourceNotFoundException", `User pool client ${other.ClientId} does not exist.`];
  await refusal(call(orphaned), ...clientGone);
}
