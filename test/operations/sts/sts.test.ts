// The basic flow to its end: an OpenID token becomes credentials at STS, and the credentials say what they stand for.
import { DeleteIdentitiesCommand, GetOpenIdTokenCommand } from "@aws-sdk/client-cognito-identity";
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { fromWebToken } from "@aws-sdk/credential-providers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import {
  ADMIN_ROLE,
  AUTH_ROLE,
  anIdentityPool,
  DEVELOPER,
  developerLogin,
  GUEST_ROLE,
  getId,
} from "../cognito-identity/setup.js";

const emulator = useEmulator();
let sts: STSClient;
beforeAll(() => {
  sts = new STSClient({ ...emulator().clientConfig, maxAttempts: 1 });
});
afterAll(() => sts.destroy());

async function guestToken() {
  const pool = await anIdentityPool(emulator());
  const IdentityId = await getId(emulator(), pool);
  const { Token } = await emulator().identity.send(new GetOpenIdTokenCommand({ IdentityId }));
  return { pool, IdentityId, Token: Token as string };
}

const assume = (token: string, input: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) =>
  sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: GUEST_ROLE,
      RoleSessionName: "app",
      WebIdentityToken: token,
      ...input,
    }),
  );

describe("AssumeRoleWithWebIdentity", () => {
  it("gives credentials for a guest's token", async () => {
    const { pool, IdentityId, Token } = await guestToken();
    const answer = await assume(Token);
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: IdentityId,
      Audience: pool,
      Provider: "cognito-identity.amazonaws.com",
      AssumedRoleUser: {
        Arn: "arn:aws:sts::000000000000:assumed-role/guest/app",
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:app$/),
      },
      Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/) },
    });
    const lifetime = answer.Credentials!.Expiration!.getTime() - emulator().clock.now();
    expect(Math.round(lifetime / 10_000)).toBe(360);
    const { AccessKeyId, SessionToken } = answer.Credentials!;
    const { awsCredentials } = emulator().app.core.identityPools;
    expect(awsCredentials.examine(AccessKeyId!, SessionToken!)).toMatchObject({
      identityId: IdentityId,
      roleArn: GUEST_ROLE,
      sessionName: "app",
    });
  });

  it("takes a duration, and tells a longer session's end", async () => {
    const { Token } = await guestToken();
    const { Credentials } = await assume(Token, { DurationSeconds: 900 });
    expect(Credentials!.Expiration!.getTime()).toBeLessThanOrEqual(emulator().clock.now() + 900_000);
    await refusal(
      assume(Token, { DurationSeconds: 899 }),
      "ValidationError",
      "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
  });

  it("is what fromWebToken of the official SDK needs", async () => {
    const pool = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const { Token } = await developerLogin(emulator(), pool, "ann");
    const credentials = await fromWebToken({
      roleArn: AUTH_ROLE,
      webIdentityToken: Token,
      roleSessionName: "ann",
      clientConfig: { endpoint: emulator().url, region: "us-east-1" },
    })();
    expect(credentials.accessKeyId).toMatch(/^ASIA/);
    const caller = new STSClient({ ...emulator().clientConfig, credentials });
    expect(await caller.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: "arn:aws:sts::000000000000:assumed-role/signed-in/ann",
      Account: "000000000000",
    });
    caller.destroy();
  });

  it("lets guests have no role of users who signed in, nor the other way round", async () => {
    const { Token } = await guestToken();
    const denied = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    await refusal(assume(Token, { RoleArn: AUTH_ROLE }), "AccessDenied", denied);
    await refusal(
      assume(Token, { RoleArn: "arn:aws:iam::000000000000:user/somebody" }),
      "AccessDenied",
      denied,
    );
    expect((await assume(Token, { RoleArn: ADMIN_ROLE })).AssumedRoleUser?.Arn).toContain("/admin/app");

    const pool = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const developer = await developerLogin(emulator(), pool, "ann");
    await refusal(assume(developer.Token, { RoleArn: GUEST_ROLE }), "AccessDenied", denied);
  });

  it("refuses expired tokens, tokens of others, and identities that are gone", async () => {
    const { IdentityId, Token } = await guestToken();
    const { exp } = JSON.parse(Buffer.from(Token.split(".")[1]!, "base64url").toString());
    emulator().clock.freeze();
    emulator().clock.set(exp * 1000);
    await refusal(
      assume(Token),
      "ExpiredTokenException",
      `Token expired: current date/time ${exp} must be before the expiration date/time ${exp}`,
    );
    emulator().clock.reset();
    await refusal(
      assume(`${Token.slice(0, -6)}AAAAAA`),
      "InvalidIdentityTokenException",
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
    await emulator().identity.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [IdentityId] }));
    await refusal(assume(Token), "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  });

  it("checks its parameters", async () => {
    const { Token } = await guestToken();
    await refusal(
      assume(Token, { RoleArn: "short", RoleSessionName: "a b" }),
      "ValidationError",
      "2 validation errors detected: Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20; Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
    await refusal(
      assume(Token, { Policy: "{" }),
      "MalformedPolicyDocumentException",
      "This policy contains invalid Json",
    );
    const response = await fetch(`${emulator().url}/?Action=AssumeRoleWithWebIdentity&Version=2011-06-15`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Value null at 'roleArn'");
  });
});

describe("GetCallerIdentity", () => {
  it("knows ordinary credentials as their account", async () => {
    const account = emulator().clientConfig.credentials.accessKeyId;
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:iam::${account}:root`,
      UserId: account,
      Account: account,
    });
  });

  it("refuses credentials that have ended, and session tokens that belong to others", async () => {
    const { Token } = await guestToken();
    const { Credentials } = await assume(Token);
    const callerWith = (sessionToken: string) =>
      new STSClient({
        ...emulator().clientConfig,
        maxAttempts: 1,
        credentials: {
          accessKeyId: Credentials!.AccessKeyId!,
          secretAccessKey: Credentials!.SecretAccessKey!,
          sessionToken,
        },
      });
    const caller = callerWith(Credentials!.SessionToken!);
    const identity = await caller.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe("arn:aws:sts::000000000000:assumed-role/guest/app");
    const forger = callerWith("another");
    await refusal(
      forger.send(new GetCallerIdentityCommand({})),
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
    );
    emulator().clock.advance({ hours: 1 });
    await refusal(
      caller.send(new GetCallerIdentityCommand({})),
      "ExpiredToken",
      "The security token included in the request is expired",
    );
    emulator().clock.reset();
    caller.destroy();
    forger.destroy();
  });
});

it("names what the emulator lacks of STS", async () => {
  const response = await fetch(emulator().url, {
    method: "POST",
    body: new URLSearchParams({ Action: "DecodeAuthorizationMessage", Version: "2011-06-15" }),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(
    "<Code>InvalidAction</Code><Message>cognito-emulator has AssumeRoleWithWebIdentity and GetCallerIdentity of STS, but not DecodeAuthorizationMessage.</Message>",
  );
});
