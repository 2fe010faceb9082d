// The state from which random walks start: a pool with clients, users, a group, tokens, codes and an identity pool.
import {
  CreateIdentityPoolCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  type CreateUserPoolCommandInput,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { signUp } from "../support/accounts.js";
import { aClient, aConfirmedUser, aPool, signIn } from "../support/builders.js";
import type { TestEmulator } from "../support/emulator.js";
import type { Family } from "./inputs.js";

const KINDS: readonly Partial<CreateUserPoolCommandInput>[] = [
  {
    AutoVerifiedAttributes: ["email"],
    Schema: [
      { Name: "tier", AttributeDataType: "String", Mutable: true },
      { Name: "count", AttributeDataType: "Number", Mutable: true },
      { Name: "day", AttributeDataType: "DateTime", Mutable: true },
      { Name: "flag", AttributeDataType: "Boolean", Mutable: true },
    ],
  },
  {
    ...{ UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    Policies: {
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] },
    },
  },
  {
    AliasAttributes: ["email", "phone_number", "preferred_username"],
    AutoVerifiedAttributes: ["email"],
    Policies: { PasswordPolicy: { PasswordHistorySize: 3, MinimumLength: 8 } },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  },
];

/** @param number chooses the kind of pool */
export async function aFamily(emulator: TestEmulator, number: number): Promise<Family> {
  const { idp, identity } = emulator;
  const kind = KINDS[number % KINDS.length] ?? {};
  const pool = await aPool(emulator, kind);
  const byEmail = kind.UsernameAttributes !== undefined;
  const verified = { email: "ada@example.com", email_verified: "true", name: "Ada" };
  const ada = await aConfirmedUser(emulator, pool, byEmail ? "ada@example.com" : "ada", verified);
  const clients = [
    await aClient(emulator, pool),
    await aClient(emulator, pool, {
      PreventUserExistenceErrors: "ENABLED",
      ExplicitAuthFlows: [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_AUTH",
      ],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
    }),
  ] as const;
  const [client] = clients;
  const tokens = [];
  for (const each of clients) tokens.push(await signIn(emulator, pool, each, ada));
  const newcomer = byEmail ? "bob@example.com" : "bob";
  await signUp(emulator, client, newcomer, byEmail ? {} : { email: "bob@example.com" });
  await idp.send(new ForgotPasswordCommand({ ClientId: client.ClientId, Username: ada }));

  const group = { UserPoolId: pool.Id, GroupName: "staff" };
  await idp.send(new CreateGroupCommand(group));
  await idp.send(new AdminAddUserToGroupCommand({ ...group, Username: ada }));

  const provider = `cognito-idp.us-east-1.amazonaws.com/${pool.Id}`;
  const { IdentityPoolId = "" } = await identity.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "test",
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      DeveloperProviderName: "login.example",
      CognitoIdentityProviders: clients.map(({ ClientId }) => ({ ProviderName: provider, ClientId })),
    }),
  );
  const role = "arn:aws:iam::123456789012:role/app";
  await identity.send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId,
      Roles: { authenticated: role, unauthenticated: role },
    }),
  );
  const guest = await identity.send(new GetIdCommand({ IdentityPoolId }));
  const Logins = { [provider]: tokens[0]?.IdToken ?? "" };
  const member = await identity.send(new GetIdCommand({ IdentityPoolId, Logins }));
  return {
    UserPoolId: [pool.Id],
    Arn: [
      pool.Arn,
      pool.Arn.replace(/cognito-idp(.*)userpool.*/, `cognito-identity$1identitypool/${IdentityPoolId}`),
    ],
    ClientId: clients.map(({ ClientId }) => ClientId),
    Username: [ada, ada, newcomer],
    AccessToken: tokens.map(({ AccessToken }) => AccessToken),
    RefreshToken: tokens.map(({ RefreshToken }) => RefreshToken),
    GroupName: ["staff"],
    IdentityPoolId: [IdentityPoolId],
    IdentityId: [guest.IdentityId ?? "", member.IdentityId ?? ""],
    "Logins.key": [provider, provider, "login.example"],
    "Logins.value": tokens.map(({ IdToken }) => IdToken),
    DeveloperProviderName: ["login.example"],
  };
}
