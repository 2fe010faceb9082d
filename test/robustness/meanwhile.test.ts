// Whatever goes away while an operation waits (for keys, signatures, functions), its answer is one of its model's.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Fault } from "../../src/model/fault.js";
import { PASSWORD } from "../support/builders.js";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";

type Json = Record<string, unknown>;

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:meddler";
const TRIGGERS = [
  ...["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication", "CustomMessage"],
  ...["PreTokenGeneration", "UserMigration", "DefineAuthChallenge", "CreateAuthChallenge"],
] as const;

let emulator: TestEmulator;
let server: Server;
/** What the function does before it answers with the event that it got. */
let meddle: (source: string) => Promise<void> = async () => {};

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", async () => {
      await meddle((JSON.parse(body) as { triggerSource: string }).triggerSource);
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  emulator = await bootEmulator({ fixedCode: "123456", triggers: { meddler: `http://127.0.0.1:${port}/` } });
});

afterAll(async () => {
  await emulator.close();
  server.closeAllConnections();
  server.close();
});

const call = (operation: string, input: Json): Promise<Json> => {
  const service = operation.includes("Identit") || /^Get(Id|OpenIdToken|Credentials)/.test(operation);
  return emulator.app.call(service ? "cognito-identity" : "cognito-idp", operation, input) as Promise<Json>;
};

const attributes = (values: Record<string, string>) =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

/** A pool with a signed-in member of a group, somebody unconfirmed and somebody with a temporary password. */
async function aWorld(withTriggers: boolean) {
  const LambdaConfig = Object.fromEntries(TRIGGERS.map((trigger) => [trigger, FUNCTION]));
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } };
  const { UserPool } = (await call("CreateUserPool", {
    ...{ PoolName: "p", AutoVerifiedAttributes: ["email"], AliasAttributes: ["email"], Policies },
  })) as { UserPool: { Id: string } };
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = (await call("CreateUserPoolClient", {
    ...{ UserPoolId, ClientName: "c" },
    ExplicitAuthFlows: [
      ...["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
      ...["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_AUTH"],
    ],
  })) as { UserPoolClient: { ClientId: string } };
  const { ClientId } = UserPoolClient;
  const email = attributes({ email: "ada@example.com", email_verified: "true" });
  await call("AdminCreateUser", {
    UserPoolId,
    Username: "ada",
    MessageAction: "SUPPRESS",
    UserAttributes: email,
  });
  await call("AdminSetUserPassword", { UserPoolId, Username: "ada", Password: PASSWORD, Permanent: true });
  await call("AdminCreateUser", {
    ...{ UserPoolId, Username: "new", MessageAction: "SUPPRESS", TemporaryPassword: PASSWORD },
  });
  const UserAttributes = attributes({ email: "bob@example.com" });
  await call("SignUp", { ClientId, Username: "bob", Password: PASSWORD, UserAttributes });
  await call("CreateGroup", { UserPoolId, GroupName: "staff" });
  await call("AdminAddUserToGroup", { UserPoolId, Username: "ada", GroupName: "staff" });
  const { AuthenticationResult } = (await call("InitiateAuth", {
    ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "ada", PASSWORD } },
  })) as { AuthenticationResult: Record<"AccessToken" | "IdToken" | "RefreshToken", string> };
  await call("ForgotPassword", { ClientId, Username: "ada" });
  const { Session } = await call("InitiateAuth", {
    ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "new", PASSWORD } },
  });
  const asked = async (USERNAME: string) =>
    (await call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "USER_AUTH" },
      AuthParameters: { USERNAME, PREFERRED_CHALLENGE: "EMAIL_OTP" },
    })) as { Session: string };
  const codes = { ada: (await asked("ada")).Session, bob: (await asked("bob")).Session };
  const provider = `cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`;
  const { IdentityPoolId } = await call("CreateIdentityPool", {
    ...{ IdentityPoolName: "i", AllowUnauthenticatedIdentities: true, AllowClassicFlow: true },
    CognitoIdentityProviders: [{ ProviderName: provider, ClientId, ServerSideTokenCheck: true }],
  });
  const authenticated = "arn:aws:iam::123456789012:role/app";
  await call("SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated } });
  const Logins = { [provider]: AuthenticationResult.IdToken };
  const { IdentityId } = await call("GetId", { IdentityPoolId, Logins });
  if (withTriggers)
    await call("UpdateUserPool", { UserPoolId, AutoVerifiedAttributes: ["email"], LambdaConfig, Policies });
  return {
    ...{ UserPoolId, ClientId, Session, codes, IdentityPoolId, IdentityId, Logins },
    ...AuthenticationResult,
  };
}

type World = Awaited<ReturnType<typeof aWorld>>;

/** What waits somewhere. */
const deeds: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  password: ({ ClientId }) =>
    call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "ada", PASSWORD } },
    }),
  migration: ({ ClientId }) =>
    call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "old", PASSWORD } },
    }),
  custom: ({ ClientId }) =>
    call("InitiateAuth", { ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: "ada" } }),
  choice: ({ ClientId }) =>
    call("InitiateAuth", { ClientId, AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: "ada" } }),
  preferredCode: ({ ClientId }) =>
    call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "USER_AUTH" },
      AuthParameters: { USERNAME: "ada", PREFERRED_CHALLENGE: "EMAIL_OTP" },
    }),
  chosenMigration: ({ ClientId }) =>
    call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "USER_AUTH" },
      AuthParameters: { USERNAME: "old", PREFERRED_CHALLENGE: "PASSWORD", PASSWORD },
    }),
  codeThatSignsIn: ({ ClientId, codes }) =>
    call("RespondToAuthChallenge", {
      ...{ ClientId, ChallengeName: "EMAIL_OTP", Session: codes.ada },
      ChallengeResponses: { USERNAME: "ada", EMAIL_OTP_CODE: "123456" },
    }),
  codeThatConfirms: ({ ClientId, codes }) =>
    call("RespondToAuthChallenge", {
      ...{ ClientId, ChallengeName: "EMAIL_OTP", Session: codes.bob },
      ChallengeResponses: { USERNAME: "bob", EMAIL_OTP_CODE: "123456" },
    }),
  admin: ({ ClientId, UserPoolId }) =>
    call("AdminInitiateAuth", {
      ...{ ClientId, UserPoolId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
      AuthParameters: { USERNAME: "ada", PASSWORD },
    }),
  refresh: ({ ClientId, RefreshToken }) =>
    call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: RefreshToken } },
    }),
  tokens: ({ ClientId, RefreshToken }) => call("GetTokensFromRefreshToken", { ClientId, RefreshToken }),
  newPassword: ({ ClientId, Session }) =>
    call("RespondToAuthChallenge", {
      ...{ ClientId, ChallengeName: "NEW_PASSWORD_REQUIRED", Session },
      ChallengeResponses: { USERNAME: "new", NEW_PASSWORD: "An0ther-Horse!" },
    }),
  signUp: ({ ClientId }) =>
    call("SignUp", {
      ...{ ClientId, Username: "eve", Password: PASSWORD },
      UserAttributes: attributes({ email: "eve@example.com" }),
    }),
  confirm: ({ ClientId }) => call("ConfirmSignUp", { ClientId, Username: "bob", ConfirmationCode: "123456" }),
  resend: ({ ClientId }) => call("ResendConfirmationCode", { ClientId, Username: "bob" }),
  forgot: ({ ClientId }) => call("ForgotPassword", { ClientId, Username: "ada" }),
  forgotNobody: ({ ClientId }) => call("ForgotPassword", { ClientId, Username: "old" }),
  reset: ({ ClientId }) =>
    call("ConfirmForgotPassword", {
      ...{ ClientId, Username: "ada", ConfirmationCode: "123456", Password: "An0ther-Horse!" },
    }),
  create: ({ UserPoolId }) =>
    call("AdminCreateUser", {
      ...{ UserPoolId, Username: "eve", DesiredDeliveryMediums: ["EMAIL"] },
      UserAttributes: attributes({ email: "eve@example.com", email_verified: "true" }),
    }),
  adminConfirm: ({ UserPoolId }) => call("AdminConfirmSignUp", { UserPoolId, Username: "bob" }),
  adminReset: ({ UserPoolId }) => call("AdminResetUserPassword", { UserPoolId, Username: "ada" }),
  adminUpdate: ({ UserPoolId }) =>
    call("AdminUpdateUserAttributes", {
      ...{ UserPoolId, Username: "ada", UserAttributes: attributes({ email: "new@example.com" }) },
    }),
  getUser: ({ AccessToken }) => call("GetUser", { AccessToken }),
  update: ({ AccessToken }) =>
    call("UpdateUserAttributes", { AccessToken, UserAttributes: attributes({ email: "new@example.com" }) }),
  removal: ({ AccessToken }) => call("DeleteUserAttributes", { AccessToken, UserAttributeNames: ["email"] }),
  code: ({ AccessToken }) =>
    call("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" }),
  verify: ({ AccessToken }) =>
    call("VerifyUserAttribute", { AccessToken, AttributeName: "email", Code: "123456" }),
  change: ({ AccessToken }) =>
    call("ChangePassword", { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: "An0ther-Horse!" }),
  signOut: ({ AccessToken }) => call("GlobalSignOut", { AccessToken }),
  delete: ({ AccessToken }) => call("DeleteUser", { AccessToken }),
  id: ({ IdentityPoolId, Logins }) => call("GetId", { IdentityPoolId, Logins }),
  credentials: ({ IdentityId, Logins }) => call("GetCredentialsForIdentity", { IdentityId, Logins }),
  openId: ({ IdentityId, Logins }) => call("GetOpenIdToken", { IdentityId, Logins }),
  unlink: ({ IdentityId, Logins }) =>
    call("UnlinkIdentity", { IdentityId, Logins, LoginsToRemove: Object.keys(Logins) }),
};

/** What happens meanwhile. */
const events: Readonly<Record<string, (world: World) => Promise<unknown> | undefined>> = {
  "the pool is deleted": ({ UserPoolId }) => call("DeleteUserPool", { UserPoolId }),
  "the client is deleted": ({ UserPoolId, ClientId }) =>
    call("DeleteUserPoolClient", { UserPoolId, ClientId }),
  "the users are deleted": ({ UserPoolId }) =>
    Promise.all(["ada", "bob", "new"].map((Username) => call("AdminDeleteUser", { UserPoolId, Username }))),
  "the user is disabled": ({ UserPoolId }) => call("AdminDisableUser", { UserPoolId, Username: "ada" }),
  "the user is signed out": ({ UserPoolId }) =>
    call("AdminUserGlobalSignOut", { UserPoolId, Username: "ada" }),
  "the group is deleted": ({ UserPoolId }) => call("DeleteGroup", { UserPoolId, GroupName: "staff" }),
  "the identity pool is deleted": ({ IdentityPoolId }) => call("DeleteIdentityPool", { IdentityPoolId }),
  "the identity is deleted": ({ IdentityId }) =>
    call("DeleteIdentities", { IdentityIdsToDelete: [IdentityId] }),
  "all is reset": () => {
    emulator.app.reset();
    return undefined;
  },
};

/** What must still be so when the deed is done: a record that was read before must not be written over it. */
const lasting: Readonly<Record<string, (world: World) => Promise<string[]>>> = {
  "the user is disabled": async ({ UserPoolId }) => {
    const user = await call("AdminGetUser", { UserPoolId, Username: "ada" }).catch(() => undefined);
    return user?.Enabled === true ? ["ada is enabled again"] : [];
  },
  "the user is signed out": async ({ AccessToken, ClientId, RefreshToken }) => {
    const uses = [
      call("GetUser", { AccessToken }),
      call("GetTokensFromRefreshToken", { ClientId, RefreshToken }),
    ];
    const worked = (await Promise.allSettled(uses)).filter(({ status }) => status === "fulfilled");
    return worked.map(() => "an old token works again");
  },
  "the pool is deleted": async ({ UserPoolId }) =>
    call("ListUsers", { UserPoolId }).then(
      () => ["the pool is there again"],
      () => [],
    ),
};

/** How long the deed is left alone: first not at all, then for some turns of the event loop. */
const DELAYS = [0, 2];

/** Errors that no model has. */
const wrongOutcomes = async (deed: Promise<unknown>): Promise<string[]> =>
  deed.then(
    () => [],
    (error: unknown) =>
      error instanceof Fault && error.name !== "InternalErrorException"
        ? []
        : [error instanceof Error ? `${error.message} ${error.stack?.split("\n")[1] ?? ""}` : String(error)],
  );

it.each(Object.keys(events))("%s", async (event) => {
  const failures: string[] = [];
  for (const [deed, begin] of Object.entries(deeds))
    for (const delay of DELAYS) {
      const world = await aWorld(false);
      const under = wrongOutcomes(begin(world));
      for (let turn = 0; turn < delay; turn++) await nextTurn();
      await events[event]?.(world)?.catch(() => {});
      const outcomes = [...(await under), ...((await lasting[event]?.(world)) ?? [])];
      for (const failure of outcomes) failures.push(`${deed} after ${delay}: ${failure}`);
    }
  expect(failures).toEqual([]);
});

it.each(Object.keys(events))("%s while a function runs", async (event) => {
  const failures: string[] = [];
  for (const [deed, begin] of Object.entries(deeds)) {
    meddle = async () => {};
    const world = await aWorld(true);
    // The first function meddles, or one after it: what they leave is different.
    for (let skip = 0; skip < 3; skip++) {
      let invoked = 0;
      const site = skip === 0 ? world : await aWorld(true);
      meddle = async () => {
        if (invoked++ === skip) await events[event]?.(site)?.catch(() => {});
      };
      const outcomes = await wrongOutcomes(begin(site));
      meddle = async () => {};
      if (invoked > skip) outcomes.push(...((await lasting[event]?.(site)) ?? []));
      for (const failure of outcomes) failures.push(`${deed} at ${skip}: ${failure}`);
      if (invoked <= skip) break;
    }
  }
  expect(failures).toEqual([]);
});
