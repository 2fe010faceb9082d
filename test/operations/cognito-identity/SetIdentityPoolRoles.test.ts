// SetIdentityPoolRoles and GetIdentityPoolRoles, and which role the mappings give.
import {
  GetCredentialsForIdentityCommand,
  GetIdentityPoolRolesCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
  type SetIdentityPoolRolesCommandInput,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import {
  ADMIN_ROLE,
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
import { joinGroup, tokensOf } from "./tokens.js";

const emulator = useEmulator();

const WRITER_ROLE = "arn:aws:iam::000000000000:role/teams/writer";
const ROLES = { authenticated: AUTH_ROLE, unauthenticated: GUEST_ROLE };

const set = (input: SetIdentityPoolRolesCommandInput) =>
  emulator().identity.send(new SetIdentityPoolRolesCommand(input));
const read = async (IdentityPoolId: string) => {
  const { $metadata, ...roles } = await emulator().identity.send(
    new GetIdentityPoolRolesCommand({ IdentityPoolId }),
  );
  return roles;
};

/** A user in groups, an identity pool that maps its tokens, and a way to get the resulting role. */
async function mapped(
  mapping: RoleMapping,
  groups: Record<string, { role: string; precedence?: number }> = {},
) {
  const { pool, client } = await aUserPool(emulator());
  const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
  const key = `${providerOf(pool)}:${client.ClientId}`;
  await set({ IdentityPoolId, Roles: ROLES, RoleMappings: { [key]: mapping } });
  await tokensOf(emulator(), pool, client, "ann");
  for (const [name, { role, precedence }] of Object.entries(groups))
    await joinGroup(emulator(), pool, "ann", { name, role, precedence });
  const { idToken } = await tokensOf(emulator(), pool, client, "ann");
  const Logins = { [providerOf(pool)]: idToken };
  const IdentityId = await getId(emulator(), IdentityPoolId, Logins);
  const credentials = (CustomRoleArn?: string) =>
    emulator().identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn }));
  const role = async (custom?: string) => {
    const { Credentials } = await credentials(custom);
    return emulator().app.store.awsCredentials.find(Credentials?.AccessKeyId as string)?.roleArn;
  };
  const denied = `The ambiguous role mapping rules for: ${key} denied this request.`;
  return { pool, client, IdentityPoolId, Logins, IdentityId, role, credentials, denied };
}

describe("SetIdentityPoolRoles", () => {
  it("replaces what GetIdentityPoolRoles answers", async () => {
    const { pool, client } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    expect(await read(IdentityPoolId)).toEqual({ IdentityPoolId, Roles: ROLES });
    const RoleMappings = {
      [`${providerOf(pool)}:${client.ClientId}`]: {
        Type: "Rules",
        AmbiguousRoleResolution: "Deny",
        RulesConfiguration: {
          Rules: [{ Claim: "email", MatchType: "Equals", Value: "ann@example.com", RoleARN: ADMIN_ROLE }],
        },
      },
    } as const;
    const Roles = { authenticated: AUTH_ROLE };
    await set({ IdentityPoolId, Roles, RoleMappings: structuredClone(RoleMappings) as never });
    expect(await read(IdentityPoolId)).toEqual({ IdentityPoolId, Roles, RoleMappings });
    await set({ IdentityPoolId, Roles: {} });
    expect(await read(IdentityPoolId)).toEqual({ IdentityPoolId, Roles: {} });
  });

  it("needs a pool that exists, as GetIdentityPoolRoles does", async () => {
    const IdentityPoolId = nobody();
    const message = `IdentityPool '${IdentityPoolId}' not found.`;
    await refusal(set({ IdentityPoolId, Roles: {} }), "ResourceNotFoundException", message);
    await refusal(read(IdentityPoolId), "ResourceNotFoundException", message);
  });

  it("refuses what is no role, and other keys than the two", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    const arn = "arn:aws:iam::000000000000:user/somebody";
    await refusal(
      set({ IdentityPoolId, Roles: { authenticated: arn } }),
      "NotAuthorizedException",
      `Access to Role '${arn}' is forbidden.`,
    );
    await expect(set({ IdentityPoolId, Roles: { admin: ADMIN_ROLE } })).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  it("refuses mappings for providers that are not configured", async () => {
    const { pool, client } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator(), {
      ...trusting({ pool, client }),
      SupportedLoginProviders: { "accounts.google.com": "app" },
      SamlProviderARNs: ["arn:aws:iam::000000000000:saml-provider/corporate"],
      OpenIdConnectProviderARNs: ["arn:aws:iam::000000000000:oidc-provider/idp.example"],
    });
    const mapping = { Type: "Token", AmbiguousRoleResolution: "Deny" } as const;
    for (const key of [providerOf(pool), `${providerOf(pool)}:other`, "graph.facebook.com", "nonsense"])
      await refusal(
        set({ IdentityPoolId, Roles: {}, RoleMappings: { [key]: mapping } }),
        "InvalidParameterException",
        `(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
      );
    for (const key of [
      `${providerOf(pool)}:${client.ClientId}`,
      "accounts.google.com",
      "arn:aws:iam::000000000000:saml-provider/corporate",
      "arn:aws:iam::000000000000:oidc-provider/idp.example",
    ])
      await set({ IdentityPoolId, Roles: {}, RoleMappings: { [key]: mapping } });
  });

  it("refuses incomplete mappings", async () => {
    const { pool, client } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    const key = `${providerOf(pool)}:${client.ClientId}`;
    const refused = (mapping: RoleMapping, message: string) =>
      refusal(
        set({ IdentityPoolId, Roles: {}, RoleMappings: { [key]: mapping } }),
        "InvalidParameterException",
        message,
      );
    await refused({ Type: "Token" }, `AmbiguousRoleResolution is required for the RoleMapping of (${key}).`);
    await refused(
      { Type: "Rules", AmbiguousRoleResolution: "Deny" },
      `RulesConfiguration is required for the RoleMapping of (${key}).`,
    );
    const rule = { Claim: "sub", MatchType: "Equals", Value: "1", RoleARN: ADMIN_ROLE } as const;
    await refused(
      {
        Type: "Rules",
        AmbiguousRoleResolution: "Deny",
        RulesConfiguration: { Rules: Array.from({ length: 26 }, () => rule) },
      },
      `The RoleMapping of (${key}) can have at most 25 rules.`,
    );
  });
});

describe("a Token mapping", () => {
  const deny: RoleMapping = { Type: "Token", AmbiguousRoleResolution: "Deny" };
  const fallBack: RoleMapping = { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" };
  const two = {
    admins: { role: ADMIN_ROLE, precedence: 1 },
    writers: { role: WRITER_ROLE, precedence: 2 },
  };
  const ambiguous = {
    admins: { role: ADMIN_ROLE, precedence: 1 },
    writers: { role: WRITER_ROLE, precedence: 1 },
  };

  it("takes the preferred role", async () => {
    expect(await (await mapped(deny, two)).role()).toBe(ADMIN_ROLE);
  });

  it("takes any role of the token that CustomRoleArn asks for, and no other", async () => {
    const { role, credentials } = await mapped(deny, two);
    expect(await role(WRITER_ROLE)).toBe(WRITER_ROLE);
    await refusal(
      credentials(AUTH_ROLE),
      "NotAuthorizedException",
      `Access to Role '${AUTH_ROLE}' is forbidden.`,
    );
  });

  it("leaves a token with roles of the same precedence to AmbiguousRoleResolution", async () => {
    const denying = await mapped(deny, ambiguous);
    await refusal(denying.credentials(), "NotAuthorizedException", denying.denied);
    expect(await denying.role(WRITER_ROLE)).toBe(WRITER_ROLE);
    expect(await (await mapped(fallBack, ambiguous)).role()).toBe(AUTH_ROLE);
  });

  it("leaves a token without roles to AmbiguousRoleResolution", async () => {
    const denying = await mapped(deny);
    await refusal(denying.credentials(), "NotAuthorizedException", denying.denied);
    expect(await (await mapped(fallBack)).role()).toBe(AUTH_ROLE);
  });
});

describe("a Rules mapping", () => {
  type Rule = [
    claim: string,
    match: "Equals" | "NotEqual" | "StartsWith" | "Contains",
    value: string,
    role: string,
  ];
  const rules = (AmbiguousRoleResolution: "Deny" | "AuthenticatedRole", ...list: Rule[]): RoleMapping => ({
    Type: "Rules",
    AmbiguousRoleResolution,
    RulesConfiguration: {
      Rules: list.map(([Claim, MatchType, Value, RoleARN]) => ({ Claim, MatchType, Value, RoleARN })),
    },
  });

  it.each<[string, Rule]>([
    ["an equal claim", ["email", "Equals", "ann@example.com", ADMIN_ROLE]],
    ["an unequal claim", ["email", "NotEqual", "bob@example.com", ADMIN_ROLE]],
    ["the start of a claim", ["email", "StartsWith", "ann@", ADMIN_ROLE]],
    ["a part of a claim", ["email", "Contains", "@example", ADMIN_ROLE]],
    ["a claim that is true", ["email_verified", "Equals", "true", ADMIN_ROLE]],
    ["a group among several", ["cognito:groups", "Contains", "writers", ADMIN_ROLE]],
  ])("matches %s", async (_what, rule) => {
    const groups = { admins: { role: AUTH_ROLE }, writers: { role: AUTH_ROLE } };
    expect(await (await mapped(rules("Deny", rule), groups)).role()).toBe(ADMIN_ROLE);
  });

  it.each<[string, Rule]>([
    ["another value", ["email", "Equals", "bob@example.com", ADMIN_ROLE]],
    ["the same value for NotEqual", ["email", "NotEqual", "ann@example.com", ADMIN_ROLE]],
    ["a claim that is missing, not even with NotEqual", ["custom:team", "NotEqual", "a", ADMIN_ROLE]],
    ["another start", ["email", "StartsWith", "example", ADMIN_ROLE]],
    ["no part", ["email", "Contains", "Example", ADMIN_ROLE]],
  ])("does not match %s", async (_what, rule) => {
    const denying = await mapped(rules("Deny", rule));
    await refusal(denying.credentials(), "NotAuthorizedException", denying.denied);
    expect(await (await mapped(rules("AuthenticatedRole", rule))).role()).toBe(AUTH_ROLE);
  });

  it("takes the first rule that matches, or the matching one that CustomRoleArn names", async () => {
    const { role, credentials } = await mapped(
      rules(
        "Deny",
        ["email", "Equals", "bob@example.com", AUTH_ROLE],
        ["email", "Contains", "example", WRITER_ROLE],
        ["email", "StartsWith", "ann", ADMIN_ROLE],
      ),
    );
    expect(await role()).toBe(WRITER_ROLE);
    expect(await role(ADMIN_ROLE)).toBe(ADMIN_ROLE);
    await refusal(
      credentials(AUTH_ROLE),
      "NotAuthorizedException",
      `Access to Role '${AUTH_ROLE}' is forbidden.`,
    );
  });
});

describe("without a mapping", () => {
  it("CustomRoleArn may be the pool's own role only", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    const IdentityId = await getId(emulator(), IdentityPoolId);
    const credentials = (CustomRoleArn: string) =>
      emulator().identity.send(new GetCredentialsForIdentityCommand({ IdentityId, CustomRoleArn }));
    await credentials(GUEST_ROLE);
    await refusal(
      credentials(ADMIN_ROLE),
      "NotAuthorizedException",
      `Access to Role '${ADMIN_ROLE}' is forbidden.`,
    );
  });

  it("a developer's user gets the signed-in role, whatever is mapped for others", async () => {
    const { pool, client } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator(), {
      ...trusting({ pool, client }),
      DeveloperProviderName: DEVELOPER,
    });
    const key = `${providerOf(pool)}:${client.ClientId}`;
    await set({
      IdentityPoolId,
      Roles: ROLES,
      RoleMappings: { [key]: { Type: "Token", AmbiguousRoleResolution: "Deny" } },
    });
    const { IdentityId, Token } = await developerLogin(emulator(), IdentityPoolId, "ann");
    const { Credentials } = await emulator().identity.send(
      new GetCredentialsForIdentityCommand({
        IdentityId,
        Logins: { "cognito-identity.amazonaws.com": Token },
      }),
    );
    const record = emulator().app.store.awsCredentials.find(Credentials?.AccessKeyId as string);
    expect(record?.roleArn).toBe(AUTH_ROLE);
  });
});
