// Nothing secret reaches the log, whatever its level and format, nor the message of a refusal.
import { afterEach, expect, it } from "vitest";
import { type App, startApp } from "../../src/app.js";
import { libraryConfig } from "../../src/config.js";
import { movableClock } from "../../src/platform/clock.js";
import { systemEntropy } from "../../src/platform/entropy.js";
import { systemKeys } from "../../src/platform/keys.js";
import { openLog } from "../../src/platform/log.js";

type Json = Record<string, unknown>;

const PASSWORD = "Corr3ct-Horse!";
const WRONG = "Wr0ng-Horse?";
const CODE = "918273";

let app: App | undefined;
afterEach(() => app?.close());

/** Sends one call over HTTP. Answers its body; what it says when it refuses is kept. */
async function send(refusals: string[], target: string, input: Json): Promise<Json> {
  const service = /Identit|^GetId$|Credentials/.test(target)
    ? "AWSCognitoIdentityService"
    : "AWSCognitoIdentityProviderService";
  const response = await fetch(app?.url ?? "", {
    method: "POST",
    headers: {
      "x-amz-target": `${service}.${target}`,
      authorization: `AWS4-HMAC-SHA256 Credential=000000000000/20261120/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=abc`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) refusals.push(text);
  return text === "" ? {} : JSON.parse(text);
}

it.each(["text", "json"] as const)("in %s", async (format) => {
  const lines: string[] = [];
  const refusals: string[] = [];
  const log = await openLog({ level: "debug", format, write: (text) => lines.push(text) });
  const platform = { clock: movableClock(), entropy: systemEntropy(), keys: systemKeys(), log };
  app = await startApp(libraryConfig({ fixedCode: CODE }), platform);
  const call = (target: string, input: Json) => send(refusals, target, input);

  const { UserPool } = (await call("CreateUserPool", {
    PoolName: "p",
    AutoVerifiedAttributes: ["email"],
  })) as {
    UserPool: { Id: string };
  };
  const UserPoolId = UserPool.Id;
  const ExplicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
  const client = { UserPoolId, ClientName: "c", ExplicitAuthFlows };
  const made = async (input: Json) =>
    (
      (await call("CreateUserPoolClient", { ...client, ...input })) as {
        UserPoolClient: Record<string, string>;
      }
    ).UserPoolClient;
  const { ClientId } = await made({});
  const confidential = await made({ GenerateSecret: true });
  const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
  await call("SignUp", { ClientId, Username: "ada", Password: PASSWORD, UserAttributes });
  await call("ConfirmSignUp", { ClientId, Username: "ada", ConfirmationCode: "000000" });
  await call("ConfirmSignUp", { ClientId, Username: "ada", ConfirmationCode: CODE });
  const signIn = (PASSWORD: string, more: Json = {}) =>
    call("InitiateAuth", {
      ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH", ...more },
      AuthParameters: { USERNAME: "ada", PASSWORD, SECRET_HASH: "c2VjcmV0LWhhc2gtc2VudA==" },
    });
  await signIn(WRONG);
  await signIn(PASSWORD, { ClientId: confidential.ClientId });
  const { AuthenticationResult } = (await signIn(PASSWORD)) as {
    AuthenticationResult: Record<string, string>;
  };
  const { AccessToken = "", IdToken = "", RefreshToken = "" } = AuthenticationResult;
  await call("ChangePassword", { AccessToken, PreviousPassword: WRONG, ProposedPassword: "short" });
  await call("ChangePassword", {
    AccessToken: `${AccessToken}x`,
    PreviousPassword: WRONG,
    ProposedPassword: WRONG,
  });
  await call("GetUser", { AccessToken: IdToken });
  await call("GetTokensFromRefreshToken", {
    ClientId: confidential.ClientId,
    RefreshToken,
    ClientSecret: WRONG,
  });
  await call("GetTokensFromRefreshToken", { ClientId, RefreshToken: `${RefreshToken}x` });
  await call("RevokeToken", { ClientId: confidential.ClientId, Token: RefreshToken });
  await call("AdminSetUserPassword", { UserPoolId, Username: "nobody", Password: PASSWORD });
  await call("AdminSetUserPassword", { UserPoolId: "x y", Username: "", Password: ` ${PASSWORD}` });
  await call("AdminCreateUser", {
    UserPoolId,
    Username: "new",
    TemporaryPassword: PASSWORD,
    MessageAction: "SUPPRESS",
  });
  const { Session = "" } = (await call("InitiateAuth", {
    ...{ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "new", PASSWORD } },
  })) as { Session?: string };
  expect(Session).not.toBe("");
  await call("RespondToAuthChallenge", {
    ...{ ClientId, ChallengeName: "NEW_PASSWORD_REQUIRED", Session },
    ChallengeResponses: { USERNAME: "ada", NEW_PASSWORD: PASSWORD },
  });
  await call("GetId", {
    IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000",
    Logins: { a: IdToken },
  });
  await fetch(`${app.url}/_emulator/seed`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ files: [{ name: "a.yaml", text: `password: ${PASSWORD}` }] }),
  });
  await fetch(`${app.url}/confirmUser?client_id=${ClientId}&user_name=ada&confirmation_code=${CODE}`);
  // Lines of a tick are written together.
  await new Promise((resolve) => setImmediate(resolve));

  const logged = lines.join("");
  expect(logged).toContain("ChangePassword");
  expect(refusals.length).toBeGreaterThan(8);
  const secrets = { PASSWORD, WRONG, CODE, AccessToken, IdToken, RefreshToken, Session };
  const secret = confidential.ClientSecret ?? "";
  for (const [name, value] of Object.entries({ ...secrets, secret, hash: "c2VjcmV0LWhhc2gtc2VudA" })) {
    expect(value, name).not.toBe("");
    expect(logged.includes(value), `${name} in the log`).toBe(false);
    expect(refusals.join("\n").includes(value), `${name} in a refusal`).toBe(false);
  }
});
