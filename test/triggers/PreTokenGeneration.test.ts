// PreTokenGeneration: the events of its three versions, and what may become of ID and access tokens.
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CreateGroupCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  type LambdaConfigType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PreTokenGenerationTriggerEvent, PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { type Claims, claimsOf } from "../support/tokens.js";
import {
  envelope,
  eventsOf,
  expectEvents,
  FUNCTION,
  type Instruction,
  sourcesOf,
  useTriggers,
} from "./obedient.js";

const { emulator, aSite, tell } = useTriggers();
const ROLE = "arn:aws:iam::123456789012:role/staff";

const versioned = (LambdaVersion: "V1_0" | "V2_0" | "V3_0"): LambdaConfigType => ({
  PreTokenGenerationConfig: { LambdaVersion, LambdaArn: FUNCTION },
});

/** A user in the group `staff` of a pool with this function. */
async function aMember(config: LambdaConfigType, instruction: Instruction = {}) {
  const site = await aSite(config, { TokenGeneration: instruction });
  const { pool } = site;
  await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
  await emulator().idp.send(
    new CreateGroupCommand({ UserPoolId: pool.Id, GroupName: "staff", RoleArn: ROLE }),
  );
  await emulator().idp.send(
    new AdminAddUserToGroupCommand({ UserPoolId: pool.Id, Username: "ada", GroupName: "staff" }),
  );
  return site;
}

/** The claims of the tokens of a sign-in with a function that answers so. */
async function tokensWith(config: LambdaConfigType, response: Record<string, unknown>) {
  const { pool, client } = await aMember(config, { response });
  const { IdToken, AccessToken } = await signIn(emulator(), pool, client, "ada");
  return { id: claimsOf(IdToken), access: claimsOf(AccessToken), AccessToken };
}

const first = (details: unknown) =>
  tokensWith({ PreTokenGeneration: FUNCTION }, { claimsOverrideDetails: details });
const second = (details: unknown) =>
  tokensWith(versioned("V2_0"), { claimsAndScopeOverrideDetails: details });

const groupConfiguration = {
  groupsToOverride: ["staff"],
  iamRolesToOverride: [ROLE],
  preferredRole: ROLE,
};
const userAttributes = {
  sub: expect.any(String) as string,
  "cognito:user_status": "CONFIRMED",
  email: "ada@example.com",
  email_verified: "true",
};

describe("events of PreTokenGeneration", () => {
  it("of the first version", async () => {
    const { pool, client } = await aMember({ PreTokenGeneration: FUNCTION });
    await signIn(emulator(), pool, client, "ada");
    expectEvents<PreTokenGenerationTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "TokenGeneration_Authentication", "ada", client.ClientId),
      request: { userAttributes, groupConfiguration },
      response: { claimsOverrideDetails: null as never },
    });
  });

  it.each([
    ["V2_0", "2"],
    ["V3_0", "3"],
  ] as const)("of version %s have the scopes as well", async (name, version) => {
    const { pool, client } = await aMember(versioned(name));
    await signIn(emulator(), pool, client, "ada");
    expectEvents<PreTokenGenerationV2TriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "TokenGeneration_Authentication", "ada", client.ClientId, version),
      request: { userAttributes, groupConfiguration, scopes: ["aws.cognito.signin.user.admin"] },
      response: { claimsAndScopeOverrideDetails: null as never },
    });
  });

  it("of a user without groups have empty lists", async () => {
    const { pool, client } = await aSite(versioned("V1_0"));
    await aConfirmedUser(emulator(), pool, "ada");
    await signIn(emulator(), pool, client, "ada");
    expect(eventsOf(emulator(), pool)).toMatchObject([
      {
        version: "1",
        request: {
          groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
        },
        response: { claimsOverrideDetails: null },
      },
    ]);
  });

  it("say why the tokens are made", async () => {
    const { pool, client } = await aSite(["PreTokenGeneration"]);
    await emulator().idp.send(
      new AdminCreateUserCommand({ UserPoolId: pool.Id, Username: "ada", TemporaryPassword: PASSWORD }),
    );
    const { Session } = await passwordAuth(emulator(), client, "ada");
    const { AuthenticationResult } = await respond(emulator(), client, "NEW_PASSWORD_REQUIRED", Session, {
      ...{ USERNAME: "ada", NEW_PASSWORD: "An0ther-Password!" },
    });
    const RefreshToken = AuthenticationResult?.RefreshToken as string;
    await initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
    await emulator().idp.send(
      new GetTokensFromRefreshTokenCommand({
        ...{ ClientId: client.ClientId, RefreshToken, ClientMetadata: { why: "stale" } },
      }),
    );
    expect(sourcesOf(emulator(), pool)).toEqual([
      "TokenGeneration_NewPasswordChallenge",
      "TokenGeneration_RefreshTokens",
      "TokenGeneration_Authentication",
    ]);
    const [, refreshed, gotten] = eventsOf(emulator(), pool);
    expect(refreshed).not.toHaveProperty("request.clientMetadata");
    expect(gotten).toMatchObject({ request: { clientMetadata: { why: "stale" } } });
  });
});

describe("the first version changes", () => {
  it("claims of the ID token: adds, overrides, suppresses, and what is both goes", async () => {
    const { id, access } = await first({
      claimsToAddOrOverride: { tenant: "north", email: "other@example.com", both: "x", count: 3 },
      claimsToSuppress: ["email_verified", "both"],
    });
    expect(id).toMatchObject({ tenant: "north", email: "other@example.com", count: "3" });
    expect(id).not.toHaveProperty("both");
    expect(id).not.toHaveProperty("email_verified");
    expect(access).not.toHaveProperty("tenant");
  });

  it("nothing when it has nothing to say", async () => {
    const untouched = await first(null);
    expect(untouched.id).toMatchObject({ "cognito:groups": ["staff"], email: "ada@example.com" });
    expect(Object.keys((await first({})).id)).toEqual(Object.keys(untouched.id));
    expect(Object.keys((await first({ claimsToAddOrOverride: null })).id)).toEqual(Object.keys(untouched.id));
  });

  it("groups in both tokens, roles in the ID token", async () => {
    const { id, access } = await first({
      groupOverrideDetails: {
        groupsToOverride: ["guests", "night"],
        iamRolesToOverride: [`${ROLE}-night`],
        preferredRole: `${ROLE}-night`,
      },
    });
    expect(id).toMatchObject({
      "cognito:groups": ["guests", "night"],
      "cognito:roles": [`${ROLE}-night`],
      "cognito:preferred_role": `${ROLE}-night`,
    });
    expect(access["cognito:groups"]).toEqual(["guests", "night"]);
    expect(access).not.toHaveProperty("cognito:roles");
  });

  it.each([[null], [{}]])("groups to none when it overrides them with %o", async (groupOverrideDetails) => {
    const { id, access } = await first({ groupOverrideDetails });
    for (const claim of ["cognito:groups", "cognito:roles", "cognito:preferred_role"]) {
      expect(id).not.toHaveProperty(claim);
      expect(access).not.toHaveProperty(claim);
    }
  });

  it("roles along with the groups that it suppresses, in the ID token", async () => {
    const { id, access } = await first({ claimsToSuppress: ["cognito:groups"] });
    expect(Object.keys(id).filter((name) => /groups|role/.test(name))).toEqual([]);
    expect(access["cognito:groups"]).toEqual(["staff"]);
  });

  it.each([
    ["a list as claim", { claimsToAddOrOverride: { tenants: ["north"] } }],
    ["an object as claim", { claimsToAddOrOverride: { tenant: { name: "north" } } }],
    ["a text as list", { claimsToSuppress: "email" }],
    ["a list as details", []],
    ["numbers as groups", { groupOverrideDetails: { groupsToOverride: [1] } }],
  ])("no token with %s: the sign-in fails", async (_what, details) => {
    await refusal(first(details), "InvalidLambdaResponseException", "Unrecognizable lambda output");
  });
});

describe("the later versions change", () => {
  it("both tokens, each by its own part, with values of any kind", async () => {
    const { id, access } = await second({
      idTokenGeneration: {
        claimsToAddOrOverride: { plan: { name: "gold", seats: 5 } },
        claimsToSuppress: ["email"],
      },
      accessTokenGeneration: {
        claimsToAddOrOverride: { tenants: ["north", 7], active: true, both: 1, nothing: null },
        claimsToSuppress: ["both"],
      },
    });
    expect(id.plan).toEqual({ name: "gold", seats: 5 });
    expect(id).not.toHaveProperty("email");
    expect(id).not.toHaveProperty("tenants");
    expect(access).toMatchObject({ tenants: ["north", 7], active: true });
    for (const absent of ["both", "nothing", "plan"]) expect(access).not.toHaveProperty(absent);
  });

  it("scopes: adds, suppresses, and what is both goes", async () => {
    const { access, AccessToken } = await second({
      accessTokenGeneration: {
        scopesToAdd: ["orders/read", "orders/write"],
        scopesToSuppress: ["orders/write"],
      },
    });
    expect(access.scope).toBe("aws.cognito.signin.user.admin orders/read");
    await expect(emulator().idp.send(new GetUserCommand({ AccessToken }))).resolves.toBeDefined();
  });

  it("what the user's own operations need", async () => {
    const { access, AccessToken } = await second({
      accessTokenGeneration: { scopesToSuppress: ["aws.cognito.signin.user.admin"] },
    });
    expect(access).not.toHaveProperty("scope");
    await refusal(
      emulator().idp.send(new GetUserCommand({ AccessToken })),
      "NotAuthorizedException",
      "Access Token does not have required scopes",
    );
  });

  it("refreshed tokens by asking anew, from the scopes of the sign-in", async () => {
    const response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: ["a/b"] } } };
    const { pool, client } = await aMember(versioned("V3_0"), { response });
    const { RefreshToken } = await signIn(emulator(), pool, client, "ada");
    const { AuthenticationResult } = await initiate(emulator(), client, "REFRESH_TOKEN_AUTH", {
      REFRESH_TOKEN: RefreshToken,
    });
    expect(claimsOf(AuthenticationResult?.AccessToken).scope).toBe("aws.cognito.signin.user.admin a/b");
    expect(eventsOf(emulator(), pool)[1]).toMatchObject({
      triggerSource: "TokenGeneration_RefreshTokens",
      request: { scopes: ["aws.cognito.signin.user.admin"] },
    });
  });

  it("no audience of ID tokens, and of access tokens only to the client itself", async () => {
    const instruct = async (aud: (clientId: string) => string) => {
      const { pool, client } = await aSite(versioned("V2_0"));
      const claimsToAddOrOverride = { aud: aud(client.ClientId) };
      const details = {
        idTokenGeneration: { claimsToAddOrOverride },
        accessTokenGeneration: { claimsToAddOrOverride },
      };
      tell(pool, { TokenGeneration: { response: { claimsAndScopeOverrideDetails: details } } });
      await aConfirmedUser(emulator(), pool, "ada");
      const { IdToken, AccessToken } = await signIn(emulator(), pool, client, "ada");
      return { clientId: client.ClientId, id: claimsOf(IdToken), access: claimsOf(AccessToken) };
    };
    const own = await instruct((id) => id);
    expect([own.id.aud, own.access.aud]).toEqual([own.clientId, own.clientId]);
    const foreign = await instruct(() => "https://elsewhere.example");
    expect(foreign.id.aud).toBe(foreign.clientId);
    expect(foreign.access).not.toHaveProperty("aud");
  });

  it.each([
    [
      "a scope with a space",
      { accessTokenGeneration: { scopesToAdd: ["a b"] } },
      "Invalid scope in lambda output: a b",
    ],
    [
      "an object for what is simple in ID tokens",
      { idTokenGeneration: { claimsToAddOrOverride: { address: { formatted: "x" } } } },
      "Unrecognizable lambda output",
    ],
    ["a text as part", { idTokenGeneration: "none" }, "Unrecognizable lambda output"],
  ])("no token with %s", async (_what, details, message) => {
    await refusal(second(details), "InvalidLambdaResponseException", message);
  });
});

describe("no version touches", () => {
  const PROTECTED = [
    ...[
      "sub",
      "iss",
      "token_use",
      "client_id",
      "username",
      "identities",
      "device_key",
      "event_id",
      "acr",
      "amr",
    ],
    ...["at_hash", "auth_time", "azp", "exp", "iat", "jti", "nbf", "nonce", "origin_jti", "version", "scope"],
    ...["cognito:username", "cognito:groups", "cognito:roles", "cognito:anything", "dev:custom:key"],
  ];
  const forged = Object.fromEntries(PROTECTED.map((name) => [name, "forged"]));

  it("the claims that are the service's own, be it to set or to suppress", async () => {
    const kept = (claims: Claims) => Object.keys(claims).filter((name) => PROTECTED.includes(name));
    const plain = await second(null);
    const suppressed = PROTECTED.filter((name) => name !== "cognito:groups");
    for (const change of [{ claimsToAddOrOverride: forged }, { claimsToSuppress: suppressed }]) {
      const { id, access } = await second({ idTokenGeneration: change, accessTokenGeneration: change });
      expect(kept(id).sort()).toEqual(kept(plain.id).sort());
      expect(kept(access).sort()).toEqual(kept(plain.access).sort());
      expect([...Object.values(id), ...Object.values(access)]).not.toContain("forged");
    }
  });
});

it("a PreTokenGeneration function that fails ends a sign-in that had succeeded", async () => {
  const { pool, client } = await aMember({ PreTokenGeneration: FUNCTION }, { error: "No tenant" });
  const failure = [
    "UserLambdaValidationException",
    "PreTokenGeneration failed with error No tenant.",
  ] as const;
  await refusal(signIn(emulator(), pool, client, "ada"), ...failure);
  tell(pool, {});
  const { RefreshToken } = await signIn(emulator(), pool, client, "ada");
  tell(pool, { TokenGeneration_RefreshTokens: { error: "No tenant" } });
  const refresh = () => initiate(emulator(), client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
  await refusal(refresh(), ...failure);
  tell(pool, {});
  await expect(refresh()).resolves.toHaveProperty("AuthenticationResult.AccessToken");
});
