// Which function gets the ClientMetadata of which operation, and under which name: a row for every operation.
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aVerifiedUser, lastMessage, signUp } from "../support/accounts.js";
import { attributeList, type MadeClient, type MadePool, PASSWORD, signIn } from "../support/builders.js";
import type { TestEmulator } from "../support/emulator.js";
import { passwordAuth } from "../support/sign-in.js";
import { useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const ClientMetadata = { told: "by the caller" };
const Password = "An0ther-Password!";
const email = { email: "ada@example.com", email_verified: "true" };
const migrated = { userAttributes: email, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS" };

interface Site {
  readonly pool: MadePool;
  readonly client: MadeClient;
}

/** What happened before is not looked at; the call that it answers is. */
type Row = readonly [name: string, prepare: (site: Site) => Promise<() => Promise<unknown>>, got: object];

const send = ((command: never) => emulator().idp.send(command)) as TestEmulator["idp"]["send"];
const soon = async (call: () => Promise<unknown>) => call;
const admin = ({ pool }: Site) => ({ UserPoolId: pool.Id, Username: "ada", ClientMetadata });
const self = ({ client }: Site) => ({ ClientId: client.ClientId, Username: "ada", ClientMetadata });
const code = ({ pool }: Site) => lastMessage(emulator(), { poolId: pool.Id }).code;
const unconfirmed = ({ client }: Site) => signUp(emulator(), client, "ada", { email: email.email });
const confirmed = ({ pool, client }: Site) => aVerifiedUser(emulator(), pool, client, "ada");
const tokens = ({ pool, client }: Site) => signIn(emulator(), pool, client, "ada");

async function asked(site: Site) {
  const { pool, client } = site;
  const invited = { UserPoolId: pool.Id, Username: "ada", TemporaryPassword: PASSWORD };
  await send(new AdminCreateUserCommand({ ...invited, MessageAction: "SUPPRESS" }));
  const { Session } = await passwordAuth(emulator(), client, "ada");
  const ChallengeResponses = { USERNAME: "ada", NEW_PASSWORD: Password };
  const ChallengeName = "NEW_PASSWORD_REQUIRED" as const;
  return { ClientId: client.ClientId, ChallengeName, Session, ChallengeResponses, ClientMetadata };
}

const AuthParameters = { USERNAME: "ada", PASSWORD };
const beforeSignIn = {
  UserMigration_Authentication: "validationData",
  PreAuthentication_Authentication: "validationData",
  PostAuthentication_Authentication: undefined,
  TokenGeneration_Authentication: undefined,
};

const rows: readonly Row[] = [
  [
    "SignUp",
    (site) =>
      soon(() =>
        send(
          new SignUpCommand({
            ...self(site),
            Password,
            UserAttributes: attributeList({ email: email.email }),
          }),
        ),
      ),
    { PreSignUp_SignUp: "clientMetadata", CustomMessage_SignUp: "clientMetadata" },
  ],
  [
    "AdminCreateUser",
    (site) =>
      soon(() => send(new AdminCreateUserCommand({ ...admin(site), UserAttributes: attributeList(email) }))),
    { PreSignUp_AdminCreateUser: "clientMetadata", CustomMessage_AdminCreateUser: undefined },
  ],
  [
    "ConfirmSignUp",
    async (site) => {
      await unconfirmed(site);
      return () => send(new ConfirmSignUpCommand({ ...self(site), ConfirmationCode: code(site) }));
    },
    { PostConfirmation_ConfirmSignUp: "clientMetadata" },
  ],
  [
    "AdminConfirmSignUp",
    async (site) => {
      await unconfirmed(site);
      return () => send(new AdminConfirmSignUpCommand(admin(site)));
    },
    { PostConfirmation_ConfirmSignUp: "clientMetadata" },
  ],
  [
    "ResendConfirmationCode",
    async (site) => {
      await unconfirmed(site);
      return () => send(new ResendConfirmationCodeCommand(self(site)));
    },
    { CustomMessage_ResendCode: "clientMetadata" },
  ],
  [
    "ForgotPassword",
    (site) => soon(() => send(new ForgotPasswordCommand(self(site)))),
    { UserMigration_ForgotPassword: "clientMetadata", CustomMessage_ForgotPassword: "clientMetadata" },
  ],
  [
    "ConfirmForgotPassword",
    async (site) => {
      await confirmed(site);
      await send(new AdminResetUserPasswordCommand(admin(site)));
      return () =>
        send(new ConfirmForgotPasswordCommand({ ...self(site), ConfirmationCode: code(site), Password }));
    },
    { PostConfirmation_ConfirmForgotPassword: "clientMetadata" },
  ],
  [
    "AdminResetUserPassword",
    async (site) => {
      await confirmed(site);
      return () => send(new AdminResetUserPasswordCommand(admin(site)));
    },
    { CustomMessage_ForgotPassword: "clientMetadata" },
  ],
  [
    "UpdateUserAttributes",
    async (site) => {
      await confirmed(site);
      const { AccessToken } = await tokens(site);
      const UserAttributes = attributeList({ email: "new@example.com" });
      return () => send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes, ClientMetadata }));
    },
    { CustomMessage_UpdateUserAttribute: "clientMetadata" },
  ],
  [
    "AdminUpdateUserAttributes",
    async (site) => {
      await confirmed(site);
      const UserAttributes = attributeList({ email: "new@example.com" });
      return () => send(new AdminUpdateUserAttributesCommand({ ...admin(site), UserAttributes }));
    },
    { CustomMessage_UpdateUserAttribute: "clientMetadata" },
  ],
  [
    "GetUserAttributeVerificationCode",
    async (site) => {
      await confirmed(site);
      const { AccessToken } = await tokens(site);
      const AttributeName = "email";
      return () =>
        send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName, ClientMetadata }));
    },
    { CustomMessage_VerifyUserAttribute: "clientMetadata" },
  ],
  [
    "InitiateAuth",
    ({ client: { ClientId } }) =>
      soon(() =>
        send(
          new InitiateAuthCommand({
            ClientId,
            ClientMetadata,
            AuthFlow: "USER_PASSWORD_AUTH",
            AuthParameters,
          }),
        ),
      ),
    beforeSignIn,
  ],
  [
    "AdminInitiateAuth",
    ({ pool, client: { ClientId } }) =>
      soon(() => {
        const who = { UserPoolId: pool.Id, ClientId, ClientMetadata, AuthParameters };
        return send(new AdminInitiateAuthCommand({ ...who, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" }));
      }),
    beforeSignIn,
  ],
  [
    "InitiateAuth with a refresh token",
    async (site) => {
      await confirmed(site);
      const { RefreshToken } = await tokens(site);
      const flow = {
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      } as const;
      return () => send(new InitiateAuthCommand({ ClientId: site.client.ClientId, ClientMetadata, ...flow }));
    },
    { TokenGeneration_RefreshTokens: undefined },
  ],
  [
    "GetTokensFromRefreshToken",
    async (site) => {
      await confirmed(site);
      const { RefreshToken } = await tokens(site);
      return () =>
        send(
          new GetTokensFromRefreshTokenCommand({
            ClientId: site.client.ClientId,
            RefreshToken,
            ClientMetadata,
          }),
        );
    },
    { TokenGeneration_Authentication: "clientMetadata" },
  ],
  [
    "RespondToAuthChallenge",
    async (site) => {
      const answer = await asked(site);
      return () => send(new RespondToAuthChallengeCommand(answer));
    },
    {
      PostAuthentication_Authentication: "clientMetadata",
      TokenGeneration_NewPasswordChallenge: "clientMetadata",
    },
  ],
  [
    "AdminRespondToAuthChallenge",
    async (site) => {
      const answer = await asked(site);
      return () => send(new AdminRespondToAuthChallengeCommand({ ...answer, UserPoolId: site.pool.Id }));
    },
    {
      PostAuthentication_Authentication: "clientMetadata",
      TokenGeneration_NewPasswordChallenge: "clientMetadata",
    },
  ],
];

test.each(rows)("%s", async (_name, prepare, got) => {
  const site = await aSite(
    [
      ...(["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication"] as const),
      ...(["PreTokenGeneration", "CustomMessage", "UserMigration"] as const),
    ],
    { UserMigration: { response: migrated } },
    { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
  );
  const call = await prepare(site);
  const before = emulator().invocations.list({ poolId: site.pool.Id }).length;
  await call();
  const events = emulator().invocations.list({ poolId: site.pool.Id }).slice(before);
  const found = events.map(({ triggerSource, event }): [string, string | undefined] => {
    const { request } = event as { request: Record<string, unknown> };
    const members = Object.keys(request).filter(
      (name) => JSON.stringify(request[name]) === JSON.stringify(ClientMetadata),
    );
    expect(members.length).toBeLessThan(2);
    return [triggerSource, members[0]];
  });
  expect(found).toEqual(Object.entries(got));
});
