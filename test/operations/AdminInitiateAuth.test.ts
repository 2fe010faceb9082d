// AdminInitiateAuth: the flows of administrators, for clients of their own pools.
import {
  AdminInitiateAuthCommand,
  type AuthFlowType,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, expect, test } from "vitest";
import {
  aClient,
  aConfirmedUser,
  aPool,
  type MadeClient,
  type MadePool,
  PASSWORD,
} from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator();

let pool: MadePool;
let client: MadeClient;

beforeAll(async () => {
  pool = await aPool(emulator());
  client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "alice");
});

const initiate = (
  AuthFlow: AuthFlowType,
  AuthParameters: Record<string, string>,
  { UserPoolId = pool.Id, ClientId = client.ClientId } = {},
) => emulator().idp.send(new AdminInitiateAuthCommand({ UserPoolId, ClientId, AuthFlow, AuthParameters }));

const credentials = { USERNAME: "alice", PASSWORD };

test("signs in with the administrator's flow, and with the user's where the client allows it", async () => {
  for (const flow of ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"] as const)
    await expect(initiate(flow, credentials)).resolves.toMatchObject({
      ChallengeParameters: {},
      AuthenticationResult: { TokenType: "Bearer" },
    });
});

test("begins SRP", async () => {
  const { srpA } = await srpClient(pool);
  const question = await initiate("USER_SRP_AUTH", { USERNAME: "alice", SRP_A: srpA });
  expect(question).toMatchObject({ ChallengeName: "PASSWORD_VERIFIER" });
  expect(question).not.toHaveProperty("Session");
});

test("refuses a wrong password and an unknown user as InitiateAuth does", async () => {
  await refusal(
    initiate("ADMIN_USER_PASSWORD_AUTH", { ...credentials, PASSWORD: "Wr0ng-one!" }),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
  await refusal(
    initiate("ADMIN_USER_PASSWORD_AUTH", { ...credentials, USERNAME: "nobody" }),
    "UserNotFoundException",
    "User does not exist.",
  );
});

test("asks for what is missing", async () => {
  await refusal(
    initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME: "alice" }),
    "InvalidParameterException",
    "Missing required parameter PASSWORD",
  );
});

test.each(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)(
  "%s has to be allowed",
  async (flow) => {
    const { ClientId } = await aClient(emulator(), pool, { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
    await refusal(
      initiate(flow, credentials, { ClientId }),
      "InvalidParameterException",
      "Auth flow not enabled for this client",
    );
  },
);

test("the secret hash is asked of administrators too", async () => {
  const secret = await aClient(emulator(), pool, { GenerateSecret: true });
  await refusal(
    initiate("ADMIN_USER_PASSWORD_AUTH", credentials, secret),
    "NotAuthorizedException",
    `Client ${secret.ClientId} is configured with secret but SECRET_HASH was not received`,
  );
  await expect(
    initiate(
      "ADMIN_USER_PASSWORD_AUTH",
      { ...credentials, SECRET_HASH: secretHash(secret, "alice") },
      secret,
    ),
  ).resolves.toHaveProperty("AuthenticationResult");
});

test("pool and client must exist and belong together", async () => {
  await refusal(
    initiate("ADMIN_USER_PASSWORD_AUTH", credentials, { UserPoolId: "us-east-1_Nothing00" }),
    "ResourceNotFoundException",
    "User pool us-east-1_Nothing00 does not exist.",
  );
  const other = await aPool(emulator());
  await refusal(
    initiate("ADMIN_USER_PASSWORD_AUTH", credentials, { UserPoolId: other.Id }),
    "ResourceNotFoundException",
    `User pool client ${client.ClientId} does not exist.`,
  );
});

test("pools of other accounts and regions are out of reach", async () => {
  const { clientConfig } = emulator();
  for (const config of [
    { ...clientConfig, region: "eu-west-1" },
    { ...clientConfig, credentials: { accessKeyId: "999999999999", secretAccessKey: "x" } },
  ]) {
    const stranger = new CognitoIdentityProviderClient({ ...config, maxAttempts: 1 });
    await refusal(
      stranger.send(
        new AdminInitiateAuthCommand({
          UserPoolId: pool.Id,
          ClientId: client.ClientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: credentials,
        }),
      ),
      "ResourceNotFoundException",
      `User pool ${pool.Id} does not exist.`,
    );
    stranger.destroy();
  }
});
