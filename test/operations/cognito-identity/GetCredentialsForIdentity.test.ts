// GetCredentialsForIdentity: whose credentials in which role, for how long, and how identities merge.
import {
  DescribeIdentityCommand,
  GetCredentialsForIdentityCommand,
  type GetCredentialsForIdentityCommandInput,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import {
  AUTH_ROLE,
  anIdentityPool,
  aUserPool,
  DEVELOPER,
  developerLogin,
  GUEST_ROLE,
  getId,
  nobody,
  providerOf,
  trusting,
} from "./setup.js";
import { tokensOf } from "./tokens.js";

const emulator = useEmulator();

const get = (input: GetCredentialsForIdentityCommandInput) =>
  emulator().identity.send(new GetCredentialsForIdentityCommand(input));
const notAuthorized = (answer: Promise<unknown>, message: string) =>
  refusal(answer, "NotAuthorizedException", message);

/** What issued credentials stand for. */
const meaning = ({ Credentials }: Awaited<ReturnType<typeof get>>) =>
  emulator().app.core.identityPools.awsCredentials.examine(
    Credentials?.AccessKeyId as string,
    Credentials?.SessionToken as string,
  );

async function signedIn(username = "ann") {
  const { pool, client } = await aUserPool(emulator());
  const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
  const logins = async (name = username) => ({
    [providerOf(pool)]: (await tokensOf(emulator(), pool, client, name)).idToken,
  });
  return { pool, client, IdentityPoolId, logins, Logins: await logins() };
}

describe("GetCredentialsForIdentity", () => {
  it("gives a guest an hour in the guests' role", async () => {
    const IdentityId = await getId(emulator(), await anIdentityPool(emulator()));
    const answer = await get({ IdentityId });
    expect(answer).toMatchObject({
      IdentityId,
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
        SessionToken: expect.stringMatching(/^IQoJb3JpZ2luX2Vj.{500,}$/),
      },
    });
    const lifetime = answer.Credentials!.Expiration!.getTime() - emulator().clock.now();
    expect(lifetime).toBeGreaterThan(3_590_000);
    expect(lifetime).toBeLessThanOrEqual(3_600_000);
    expect(meaning(answer)).toMatchObject({
      identityId: IdentityId,
      roleArn: GUEST_ROLE,
      sessionName: "CognitoIdentityCredentials",
      tags: {},
    });
  });

  it("sends Expiration as a number of seconds", async () => {
    const IdentityId = await getId(emulator(), await anIdentityPool(emulator()));
    const response = await fetch(emulator().url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityService.GetCredentialsForIdentity",
      },
      body: JSON.stringify({ IdentityId }),
    });
    const { Credentials } = (await response.json()) as { Credentials: Record<string, unknown> };
    expect(Object.keys(Credentials).sort()).toEqual([
      "AccessKeyId",
      "Expiration",
      "SecretKey",
      "SessionToken",
    ]);
    expect(Credentials.Expiration).toBeGreaterThan(emulator().clock.now() / 1000);
    expect(Credentials.Expiration).toBeLessThanOrEqual(emulator().clock.now() / 1000 + 3600);
  });

  it("gives a signed-in user the other role, until the credentials end", async () => {
    const { IdentityPoolId, Logins } = await signedIn();
    const IdentityId = await getId(emulator(), IdentityPoolId, Logins);
    const answer = await get({ IdentityId, Logins });
    expect(meaning(answer)).toMatchObject({ identityId: IdentityId, roleArn: AUTH_ROLE });
    emulator().clock.freeze();
    emulator().clock.set(answer.Credentials!.Expiration!.getTime() - 1);
    expect(meaning(answer)).toMatchObject({ identityId: IdentityId });
    emulator().clock.advance(1);
    expect(meaning(answer)).toBe("expired");
    emulator().clock.reset();
    const { AccessKeyId } = answer.Credentials!;
    const { awsCredentials } = emulator().app.core.identityPools;
    expect(awsCredentials.examine(AccessKeyId!, "another token")).toBe("mismatched");
  });

  it("makes a guest who signs in the same identity, now signed in", async () => {
    const { IdentityPoolId, Logins, pool } = await signedIn();
    const guest = await getId(emulator(), IdentityPoolId);
    const answer = await get({ IdentityId: guest, Logins });
    expect(answer.IdentityId).toBe(guest);
    expect(meaning(answer)).toMatchObject({ roleArn: AUTH_ROLE });
    expect(await getId(emulator(), IdentityPoolId, Logins)).toBe(guest);
    const described = await emulator().identity.send(new DescribeIdentityCommand({ IdentityId: guest }));
    expect(described.Logins).toEqual([providerOf(pool)]);
    await notAuthorized(get({ IdentityId: guest }), `Access to Identity '${guest}' is forbidden.`);
  });

  it("merges a guest into the identity that the login has already", async () => {
    const { IdentityPoolId, Logins } = await signedIn();
    const known = await getId(emulator(), IdentityPoolId, Logins);
    const guest = await getId(emulator(), IdentityPoolId);
    expect((await get({ IdentityId: guest, Logins })).IdentityId).toBe(known);
    await notAuthorized(get({ IdentityId: guest }), `Access to Identity '${guest}' is forbidden.`);
    expect((await get({ IdentityId: guest, Logins })).IdentityId).toBe(known);
  });

  it("refuses an identity to other logins than its own", async () => {
    const { IdentityPoolId, Logins, logins } = await signedIn();
    const IdentityId = await getId(emulator(), IdentityPoolId, Logins);
    await notAuthorized(
      get({ IdentityId, Logins: await logins("bob") }),
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
  });

  it("refuses guests once they are not allowed any more", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    const IdentityId = await getId(emulator(), IdentityPoolId);
    const { pools } = emulator().app.core.identityPools;
    pools.change(pools.find(IdentityPoolId), {
      IdentityPoolName: "test",
      AllowUnauthenticatedIdentities: false,
    });
    await notAuthorized(
      get({ IdentityId }),
      "Unauthenticated access is not supported for this identity pool.",
    );
  });

  it("needs an identity that exists", async () => {
    const IdentityId = nobody();
    await refusal(get({ IdentityId }), "ResourceNotFoundException", `Identity '${IdentityId}' not found.`);
  });

  it("needs a role for the identity", async () => {
    const { IdentityPoolId, Logins } = await signedIn();
    const guest = await getId(emulator(), IdentityPoolId);
    const IdentityId = await getId(emulator(), IdentityPoolId, Logins);
    const message = "Invalid identity pool configuration. Check assigned IAM roles for this pool.";
    const setRoles = (Roles: Record<string, string>) =>
      emulator().identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
    await setRoles({ authenticated: AUTH_ROLE });
    await refusal(get({ IdentityId: guest }), "InvalidIdentityPoolConfigurationException", message);
    await get({ IdentityId, Logins });
    await setRoles({ unauthenticated: GUEST_ROLE });
    await refusal(get({ IdentityId, Logins }), "InvalidIdentityPoolConfigurationException", message);
    await get({ IdentityId: guest });
  });

  it("records the tags that the login's claims bring", async () => {
    const { IdentityPoolId, Logins, pool, client } = await signedIn();
    await emulator().identity.send(
      new SetPrincipalTagAttributeMapCommand({
        IdentityPoolId,
        IdentityProviderName: providerOf(pool),
        PrincipalTags: { mail: "email", app: "aud", verified: "email_verified", none: "custom:none" },
      }),
    );
    const IdentityId = await getId(emulator(), IdentityPoolId, Logins);
    expect(meaning(await get({ IdentityId, Logins }))).toMatchObject({
      tags: { mail: "ann@example.com", app: client.ClientId, verified: "true" },
    });
  });
});

describe("GetCredentialsForIdentity with a developer's OpenID token", () => {
  const COGNITO = "cognito-identity.amazonaws.com";

  it("gives the signed-in role", async () => {
    const IdentityPoolId = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const { IdentityId, Token } = await developerLogin(emulator(), IdentityPoolId, "ann");
    const answer = await get({ IdentityId, Logins: { [COGNITO]: Token } });
    expect(meaning(answer)).toMatchObject({ identityId: IdentityId, roleArn: AUTH_ROLE });
    await notAuthorized(get({ IdentityId }), `Access to Identity '${IdentityId}' is forbidden.`);
  });

  it("refuses expired, altered and other people's tokens", async () => {
    const IdentityPoolId = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const { IdentityId, Token } = await developerLogin(emulator(), IdentityPoolId, "ann");
    const bob = await developerLogin(emulator(), IdentityPoolId, "bob");
    const elsewhere = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const foreign = await developerLogin(emulator(), elsewhere, "ann");
    const withToken = (token: string) => get({ IdentityId, Logins: { [COGNITO]: token } });

    await notAuthorized(
      withToken(bob.Token),
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
    await notAuthorized(
      withToken(foreign.Token),
      "Token is not from a supported provider of this identity pool.",
    );
    const unverified = "Invalid login token. Couldn't verify signed token.";
    await notAuthorized(withToken(`${Token.slice(0, -6)}AAAAAA`), unverified);
    const { pool, client } = await aUserPool(emulator());
    await notAuthorized(withToken((await tokensOf(emulator(), pool, client, "ann")).idToken), unverified);

    const { exp } = JSON.parse(Buffer.from(Token.split(".")[1]!, "base64url").toString());
    emulator().clock.freeze();
    emulator().clock.set(exp * 1000);
    await notAuthorized(withToken(Token), `Invalid login token. Token expired: ${exp} >= ${exp}`);
    emulator().clock.reset();
  });
});
