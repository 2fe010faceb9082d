// GetOpenIdTokenForDeveloperIdentity: users whom an application signs in by itself.
import {
  DescribeIdentityCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import {
  anIdentityPool,
  aUserPool,
  DEVELOPER,
  developerLogin,
  getId,
  nobody,
  providerOf,
  trusting,
} from "./setup.js";
import { tokensOf } from "./tokens.js";

const emulator = useEmulator();

const developerPool = () => anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });

describe("GetOpenIdTokenForDeveloperIdentity", () => {
  it("registers a user once and signs a token for 15 minutes", async () => {
    const pool = await anIdentityPool(emulator(), {
      DeveloperProviderName: DEVELOPER,
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
    });
    const first = await developerLogin(emulator(), pool, "ann@corp");
    const claims = decodeJwt(first.Token);
    expect(claims).toMatchObject({
      sub: first.IdentityId,
      aud: pool,
      amr: ["authenticated", DEVELOPER, `${DEVELOPER}:${pool}:ann@corp`],
      exp: claims.iat! + 900,
    });
    expect(claims).not.toHaveProperty("https://aws.amazon.com/tags");
    expect((await developerLogin(emulator(), pool, "ann@corp")).IdentityId).toBe(first.IdentityId);
    expect((await developerLogin(emulator(), pool, "bob")).IdentityId).not.toBe(first.IdentityId);
  });

  it("takes a duration and principal tags", async () => {
    const IdentityPoolId = await developerPool();
    const { Token } = await emulator().identity.send(
      new GetOpenIdTokenForDeveloperIdentityCommand({
        IdentityPoolId,
        Logins: { [DEVELOPER]: "ann" },
        TokenDuration: 86_400,
        PrincipalTags: { team: "a", level: "3" },
      }),
    );
    const claims = decodeJwt(Token!);
    expect(claims.exp).toBe(claims.iat! + 86_400);
    expect(claims["https://aws.amazon.com/tags"]).toEqual({
      principal_tags: { team: ["a"], level: ["3"] },
    });
  });

  it("links the user to an identity that is named: a guest, or one whose login comes along", async () => {
    const { pool, client } = await aUserPool(emulator());
    const identityPool = await anIdentityPool(emulator(), {
      ...trusting({ pool, client }),
      DeveloperProviderName: DEVELOPER,
    });
    const guest = await getId(emulator(), identityPool);
    const asGuest = await developerLogin(emulator(), identityPool, "ann", { IdentityId: guest });
    expect(asGuest.IdentityId).toBe(guest);

    const { idToken } = await tokensOf(emulator(), pool, client, "bob");
    const Logins = { [providerOf(pool)]: idToken };
    const IdentityId = await getId(emulator(), identityPool, Logins);
    await refusal(
      developerLogin(emulator(), identityPool, "bob", { IdentityId }),
      "NotAuthorizedException",
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
    const linked = await developerLogin(emulator(), identityPool, "bob", { IdentityId, Logins });
    expect(linked.IdentityId).toBe(IdentityId);
    expect(decodeJwt(linked.Token).amr).toHaveLength(5);
    const described = await emulator().identity.send(new DescribeIdentityCommand({ IdentityId }));
    expect(described.Logins).toEqual([providerOf(pool), DEVELOPER].sort());
    expect((await developerLogin(emulator(), identityPool, "bob")).IdentityId).toBe(IdentityId);
  });

  it("refuses a user who has another identity", async () => {
    const pool = await developerPool();
    await developerLogin(emulator(), pool, "ann");
    const IdentityId = await getId(emulator(), pool);
    await refusal(
      developerLogin(emulator(), pool, "ann", { IdentityId }),
      "DeveloperUserAlreadyRegisteredException",
      "The provided developer user identifier is already registered with a different identity id.",
    );
  });

  it("refuses pools without, and logins of another, developer provider", async () => {
    const message = "This identity pool does not support the specified developer provider.";
    const send = (IdentityPoolId: string, Logins: Record<string, string>) =>
      emulator().identity.send(new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins }));
    const without = await anIdentityPool(emulator());
    await refusal(send(without, { [DEVELOPER]: "ann" }), "InvalidParameterException", message);
    const pool = await developerPool();
    await refusal(send(pool, { "other.example": "ann" }), "InvalidParameterException", message);
    await refusal(send(pool, {}), "InvalidParameterException", message);
    await refusal(
      send(pool, { [DEVELOPER]: "ann", "other.example": "ann" }),
      "NotAuthorizedException",
      "Token is not from a supported provider of this identity pool.",
    );
  });

  it("needs a pool, and an identity of that pool", async () => {
    const unknown = nobody();
    const poolMessage = `IdentityPool '${unknown}' not found.`;
    await refusal(developerLogin(emulator(), unknown, "ann"), "ResourceNotFoundException", poolMessage);
    const pool = await developerPool();
    for (const IdentityId of [unknown, await getId(emulator(), await anIdentityPool(emulator()))])
      await refusal(
        developerLogin(emulator(), pool, "ann", { IdentityId }),
        "ResourceNotFoundException",
        `Identity '${IdentityId}' not found.`,
      );
  });

  it("takes durations of 1 to 86400 seconds", async () => {
    const IdentityPoolId = await developerPool();
    await refusal(
      emulator().identity.send(
        new GetOpenIdTokenForDeveloperIdentityCommand({
          IdentityPoolId,
          Logins: { [DEVELOPER]: "ann" },
          TokenDuration: 86_401,
        }),
      ),
      "ValidationException",
      "1 validation error detected: Value '86401' at 'tokenDuration' failed to satisfy constraint: Member must have value less than or equal to 86400",
    );
  });
});
