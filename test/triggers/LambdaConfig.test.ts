// LambdaConfig: what CreateUserPool and UpdateUserPool take, and from when on it counts.
import {
  CreateUserPoolCommand,
  type LambdaConfigType,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { signUp } from "../support/accounts.js";
import { aPool } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { FUNCTION, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const other = `${FUNCTION}-other`;

const attempts: [how: string, (LambdaConfig: LambdaConfigType) => Promise<unknown>][] = [
  [
    "CreateUserPool",
    (LambdaConfig) => emulator().idp.send(new CreateUserPoolCommand({ PoolName: "test", LambdaConfig })),
  ],
  [
    "UpdateUserPool",
    async (LambdaConfig) => {
      const { Id } = await aPool(emulator());
      return emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: Id, LambdaConfig }));
    },
  ],
];

describe.each(attempts)("%s", (_how, attempt) => {
  it("takes every trigger, also of a version or alias", async () => {
    const config = { LambdaVersion: "V1_0" as const, LambdaArn: FUNCTION };
    await expect(
      attempt({
        ...{ PreSignUp: FUNCTION, CustomMessage: `${FUNCTION}:live`, PostConfirmation: `${FUNCTION}:7` },
        ...{ PreAuthentication: FUNCTION, PostAuthentication: FUNCTION, UserMigration: FUNCTION },
        ...{ DefineAuthChallenge: FUNCTION, CreateAuthChallenge: FUNCTION },
        ...{ VerifyAuthChallengeResponse: FUNCTION, PreTokenGeneration: FUNCTION },
        PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: FUNCTION },
        ...{ CustomSMSSender: config, CustomEmailSender: config, InboundFederation: config, KMSKeyID: KEY },
      }),
    ).resolves.toBeDefined();
  });

  it.each<[string, LambdaConfigType, RegExp]>([
    ["a bare name", { PreSignUp: "my-function-for-sign-up" }, /'lambdaConfig\.preSignUp' failed .* pattern/],
    ["a short text", { PostConfirmation: "x" }, /'lambdaConfig\.postConfirmation' failed/],
    [
      "an unknown version",
      { PreTokenGenerationConfig: { LambdaVersion: "V4_0" as never, LambdaArn: FUNCTION } },
      /'lambdaConfig\.preTokenGenerationConfig\.lambdaVersion' failed .* enum value set/,
    ],
    [
      "a version without a function",
      { PreTokenGenerationConfig: { LambdaVersion: "V2_0" } as never },
      /'lambdaConfig\.preTokenGenerationConfig\.lambdaArn' failed .* not be null/,
    ],
    [
      "two functions for one trigger",
      {
        PreTokenGeneration: FUNCTION,
        PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: other },
      },
      /^Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's$/,
    ],
    [
      "a sender without a key",
      { CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: FUNCTION } },
      /^KMSKeyId parameter is required when Custom SMS\/Email Lambda trigger is used\.$/,
    ],
    ["a key that is none", { KMSKeyID: "my-very-own-key-for-codes" }, /'lambdaConfig\.kMSKeyID' failed/],
  ])("refuses %s", async (_what, config, message) => {
    await expect(attempt(config)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(message),
    });
  });
});

it("counts from the next call on, and no longer once an update leaves it out", async () => {
  const { pool, client } = await aSite({}, { PreSignUp: { error: "No" } });
  const update = (LambdaConfig?: LambdaConfigType) =>
    emulator().idp.send(new UpdateUserPoolCommand({ UserPoolId: pool.Id, LambdaConfig }));
  await signUp(emulator(), client, "ada");
  await update({ PreSignUp: FUNCTION });
  await refusal(
    signUp(emulator(), client, "bea"),
    "UserLambdaValidationException",
    "PreSignUp failed with error No.",
  );
  await update();
  await signUp(emulator(), client, "bea");
  expect(sourcesOf(emulator(), pool)).toEqual(["PreSignUp_SignUp"]);
});
