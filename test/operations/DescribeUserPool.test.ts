// DescribeUserPool: what a pool shows beside its settings, and to whom.
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const describePool = (UserPoolId: string, idp = emulator().idp) =>
  idp.send(new DescribeUserPoolCommand({ UserPoolId }));

test("shows a pool as it was created", async () => {
  const pool = await aPool(emulator());
  expect((await describePool(pool.Id)).UserPool).toEqual(pool);
});

test("counts the users", async () => {
  const { idp } = emulator();
  const pool = await aPool(emulator());
  for (const Username of ["ann", "ben"])
    await idp.send(new AdminCreateUserCommand({ UserPoolId: pool.Id, Username, MessageAction: "SUPPRESS" }));
  expect((await describePool(pool.Id)).UserPool?.EstimatedNumberOfUsers).toBe(2);
});

test("shows prefix and custom domain apart", async () => {
  const { idp } = emulator();
  const pool = await aPool(emulator());
  await idp.send(new CreateUserPoolDomainCommand({ UserPoolId: pool.Id, Domain: "describe-me" }));
  await idp.send(
    new CreateUserPoolDomainCommand({
      UserPoolId: pool.Id,
      Domain: "auth.describe.example.com",
      CustomDomainConfig: { CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" },
    }),
  );
  expect((await describePool(pool.Id)).UserPool).toMatchObject({
    Domain: "describe-me",
    CustomDomain: "auth.describe.example.com",
  });
});

test("refuses an unknown pool", () =>
  refusal(
    describePool("us-east-1_Unknown00"),
    "ResourceNotFoundException",
    "User pool us-east-1_Unknown00 does not exist.",
  ));

test("does not find a pool of another region or account", async () => {
  const pool = await aPool(emulator());
  const missing = `User pool ${pool.Id} does not exist.`;
  const elsewhere = new CognitoIdentityProviderClient({ ...emulator().clientConfig, region: "ap-south-1" });
  await refusal(describePool(pool.Id, elsewhere), "ResourceNotFoundException", missing);
  const stranger = new CognitoIdentityProviderClient({
    ...emulator().clientConfig,
    credentials: { accessKeyId: "999999999999", secretAccessKey: "x" },
  });
  await refusal(describePool(pool.Id, stranger), "ResourceNotFoundException", missing);
});
