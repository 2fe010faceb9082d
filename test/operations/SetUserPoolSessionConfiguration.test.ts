// SetUserPoolSessionConfiguration and its Get twin: what is kept, what it needs, and what tracking does to tokens.
import {
  GetUserPoolSessionConfigurationCommand,
  SetUserPoolSessionConfigurationCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { output } from "../support/accounts.js";
import { aPool, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aTrackedPool, currentSession, SESSION_ID, sessionsOf, track } from "../support/sessions.js";
import { initiate, passwordAuth } from "../support/sign-in.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

const get = async (UserPoolId: string) =>
  output(await emulator().idp.send(new GetUserPoolSessionConfigurationCommand({ UserPoolId })));

describe("the configuration", () => {
  it("is off, with 20 sessions for each user, until it is set", async () => {
    const { Id } = await aPool(emulator());
    expect(await get(Id)).toEqual({
      UserPoolId: Id,
      UserSessionTracking: "DISABLED",
      TokenSession: { MaxPerUser: 20 },
    });
  });

  it("is what was set last, as a whole", async () => {
    const pool = await aPool(emulator());
    const { Id } = pool;
    const on = { UserPoolId: Id, UserSessionTracking: "ENABLED", TokenSession: { MaxPerUser: 3 } };
    expect(output(await track(emulator(), pool, 3))).toEqual(on);
    expect(await get(Id)).toEqual(on);
    await track(emulator(), pool, 100, false);
    expect(await get(Id)).toEqual({
      UserPoolId: Id,
      UserSessionTracking: "DISABLED",
      TokenSession: { MaxPerUser: 100 },
    });
  });

  it("is of a pool that exists", async () => {
    await refusal(
      get("us-east-1_nothing00"),
      "ResourceNotFoundException",
      "User pool us-east-1_nothing00 does not exist.",
    );
  });

  it.each([0, 101])("allows no %i sessions", async (MaxPerUser) => {
    const bound = MaxPerUser === 0 ? "greater than or equal to 1" : "less than or equal to 100";
    await refusal(
      track(emulator(), await aPool(emulator()), MaxPerUser),
      "InvalidParameterException",
      `1 validation error detected: Value '${MaxPerUser}' at 'tokenSession.maxPerUser' failed to satisfy constraint: Member must have value ${bound}`,
    );
  });

  it("needs a pool that exists", async () => {
    await refusal(
      track(emulator(), { Id: "us-east-1_nothing00" }),
      "ResourceNotFoundException",
      "User pool us-east-1_nothing00 does not exist.",
    );
  });

  it("needs the Essentials tier, also to be turned off, and keeps the pool there", async () => {
    const message =
      "The following features need to be disabled for the LITE pricing tier configured: User Session Management";
    const lite = await aPool(emulator(), { UserPoolTier: "LITE" });
    for (const on of [true, false])
      await refusal(track(emulator(), lite, 20, on), "FeatureUnavailableInTierException", message);
    const pool = await aPool(emulator());
    const downgrade = () =>
      emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: pool.Id, UserPoolTier: "LITE" }));
    await track(emulator(), pool);
    await refusal(downgrade(), "FeatureUnavailableInTierException", message);
    await track(emulator(), pool, 20, false);
    await expect(downgrade()).resolves.toBeDefined();
  });

  it("needs every member", async () => {
    const { Id } = await aPool(emulator());
    await refusal(
      emulator().idp.send(
        new SetUserPoolSessionConfigurationCommand({
          UserPoolId: Id,
          UserSessionTracking: "ENABLED",
        } as never),
      ),
      "InvalidParameterException",
      "1 validation error detected: Value null at 'tokenSession' failed to satisfy constraint: Member must not be null",
    );
  });
});

describe("tracking", () => {
  it("names the session in both tokens, also after a refresh, and changes nothing while it is off", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    const { AuthenticationResult: tokens } = await passwordAuth(emulator(), client, "ada");
    const id = await currentSession(emulator(), tokens!.AccessToken!);
    expect(id).toMatch(SESSION_ID);
    const { AuthenticationResult: fresh } = await initiate(emulator(), client, "REFRESH_TOKEN_AUTH", {
      REFRESH_TOKEN: tokens!.RefreshToken!,
    });
    for (const { AccessToken, IdToken } of [tokens!, fresh!])
      expect([claimsOf(AccessToken).sid, claimsOf(IdToken).sid]).toEqual([id, id]);

    await track(emulator(), pool, 20, false);
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    expect(claimsOf(AccessToken)).not.toHaveProperty("sid");
  });

  it("starts with the next sign-in: earlier ones have no session", async () => {
    const { pool, client } = await aTrackedPool(emulator());
    await track(emulator(), pool, 20, false);
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    await track(emulator(), pool);
    expect(await currentSession(emulator(), AccessToken)).toBe("");
    expect(await sessionsOf(emulator(), pool)).toEqual([]);
  });
});

describe("a user with as many sessions as allowed", () => {
  it("loses the least recently used one at the next sign-in, with its tokens", async () => {
    const { pool, client } = await aTrackedPool(emulator(), 2);
    const refresh = (REFRESH_TOKEN: string) =>
      initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN });
    const first = await signIn(emulator(), pool, client, "ada");
    emulator().clock.advance({ minutes: 1 });
    const second = await signIn(emulator(), pool, client, "ada");
    emulator().clock.advance({ minutes: 1 });
    await refresh(first.RefreshToken);
    emulator().clock.advance({ minutes: 1 });
    const third = await signIn(emulator(), pool, client, "ada");

    await refusal(refresh(second.RefreshToken), "NotAuthorizedException", "Refresh Token has been revoked");
    const kept = [first, third].map(({ AccessToken }) => claimsOf(AccessToken).sid);
    expect((await sessionsOf(emulator(), pool)).map(({ SessionId }) => SessionId).sort()).toEqual(
      kept.sort(),
    );
  });

  it("is brought back within a lower limit by the next sign-in, not before", async () => {
    const { pool, client } = await aTrackedPool(emulator(), 5);
    for (let n = 0; n < 5; n++) await signIn(emulator(), pool, client, "ada");
    await track(emulator(), pool, 2);
    expect(await sessionsOf(emulator(), pool)).toHaveLength(5);
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const left = await sessionsOf(emulator(), pool);
    expect(left).toHaveLength(2);
    expect(left.map(({ SessionId }) => SessionId)).toContain(claimsOf(AccessToken).sid);
  });

  it("has never more, however many sign in at once", async () => {
    const { pool, client } = await aTrackedPool(emulator(), 3);
    await Promise.all(Array.from({ length: 12 }, () => signIn(emulator(), pool, client, "ada")));
    expect(await sessionsOf(emulator(), pool)).toHaveLength(3);
  });
});
