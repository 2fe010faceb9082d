// RevokeUserSession and AdminRevokeUserSession: what ends with a session, and which sessions nobody may end.
import {
  AdminRevokeUserSessionCommand,
  GetUserCommand,
  RevokeUserSessionCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aSignedInUser, atOnce, output } from "../support/accounts.js";
import { aConfirmedUser, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aTrackedPool, currentSession, NOT_TRACKED, ownSessions, sessionsOf } from "../support/sessions.js";
import { initiate } from "../support/sign-in.js";

const emulator = useEmulator();
const UNKNOWN = ["ResourceNotFoundException", "Session does not exist."] as const;

const revoke = (AccessToken: string, SessionId: string) =>
  emulator().idp.send(new RevokeUserSessionCommand({ AccessToken, SessionId }));
const revokeAsAdmin = (pool: { Id: string }, SessionId: string, Username = "ada") =>
  emulator().idp.send(new AdminRevokeUserSessionCommand({ UserPoolId: pool.Id, Username, SessionId }));

/** Ada with two sessions, `own` the later one. */
async function twoSessions() {
  const { pool, client } = await aTrackedPool(emulator());
  const other = await signIn(emulator(), pool, client, "ada");
  const own = await signIn(emulator(), pool, client, "ada");
  const id = await currentSession(emulator(), other.AccessToken);
  return { pool, client, other, own, id };
}

describe.each(["RevokeUserSession", "AdminRevokeUserSession"])("%s", (operation) => {
  it("ends the session with all its tokens, and no other one", async () => {
    const { pool, client, other, own, id } = await twoSessions();
    const answer =
      operation === "RevokeUserSession" ? await revoke(own.AccessToken, id) : await revokeAsAdmin(pool, id);
    expect(output(answer)).toEqual({});
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken: other.AccessToken })),
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    await refusal(
      initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: other.RefreshToken }),
      "NotAuthorizedException",
      "Refresh Token has been revoked",
    );
    expect(await ownSessions(emulator(), own.AccessToken)).toMatchObject([{ IsCurrentSession: true }]);
    await refusal(
      operation === "RevokeUserSession" ? revoke(own.AccessToken, id) : revokeAsAdmin(pool, id),
      ...UNKNOWN,
    );
  });

  it("knows no session of somebody else, nor what is none", async () => {
    const { pool, client, own, id } = await twoSessions();
    await aConfirmedUser(emulator(), pool, "bob");
    const bob = await signIn(emulator(), pool, client, "bob");
    const ofBob = await currentSession(emulator(), bob.AccessToken);
    for (const unknown of [ofBob, "tkn0000000000000000000000000", "anything"])
      await refusal(
        operation === "RevokeUserSession" ? revoke(own.AccessToken, unknown) : revokeAsAdmin(pool, unknown),
        ...UNKNOWN,
      );
    await refusal(revokeAsAdmin(pool, id, "bob"), ...UNKNOWN);
    expect(await sessionsOf(emulator(), pool)).toHaveLength(2);
  });
});

describe("RevokeUserSession", () => {
  it("refuses to end the caller's own session", async () => {
    const { own } = await twoSessions();
    const id = await currentSession(emulator(), own.AccessToken);
    await refusal(
      revoke(own.AccessToken, id),
      "InvalidParameterException",
      "You cannot revoke your current session.",
    );
  });

  it("ends a session once, however many ask", async () => {
    const { own, id } = await twoSessions();
    const inputs = Array.from({ length: 5 }, () => ({ SessionId: id }));
    const outcomes = await atOnce(emulator(), own.AccessToken, "RevokeUserSession", inputs);
    expect(outcomes.filter((outcome) => outcome === "fulfilled")).toHaveLength(1);
  });

  it("refuses bad tokens and pools that track no sessions", async () => {
    await refusesBadTokens(emulator(), (AccessToken) => revoke(AccessToken, "tkn0"));
    const { pool, AccessToken } = await aSignedInUser(emulator());
    await refusal(revoke(AccessToken, "tkn0"), ...NOT_TRACKED);
    await refusal(revokeAsAdmin(pool, "tkn0"), ...NOT_TRACKED);
  });
});

it("AdminRevokeUserSession refuses users and pools that do not exist", async () => {
  const { pool, id } = await twoSessions();
  await refusal(revokeAsAdmin(pool, id, "nobody"), "UserNotFoundException", "User does not exist.");
  await refusal(
    revokeAsAdmin({ Id: "us-east-1_nothing00" }, id),
    "ResourceNotFoundException",
    "User pool us-east-1_nothing00 does not exist.",
  );
});
