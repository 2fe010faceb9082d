// The functions of custom challenges and of inbound federation, called directly: what they are sent, what they may say.
import type {
  CreateAuthChallengeTriggerEvent,
  DefineAuthChallengeTriggerEvent,
  VerifyAuthChallengeResponseTriggerEvent,
} from "aws-lambda";
import { describe, expect, it } from "vitest";
import { aConfirmedUser } from "../support/builders.js";
import { envelope, eventsOf, expectEvents, FUNCTION, type Instructions, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const HIDES = { PreventUserExistenceErrors: "ENABLED" } as const;
const userAttributes = { sub: expect.any(String) as string, "cognito:user_status": "CONFIRMED" };

/** What the flows hand to the triggers: the request, and the user `ada`. */
async function aSignIn(instructions: Instructions = {}, clientInput = {}) {
  const LambdaConfig = {
    DefineAuthChallenge: FUNCTION,
    CreateAuthChallenge: FUNCTION,
    VerifyAuthChallengeResponse: FUNCTION,
    InboundFederation: { LambdaVersion: "V1_0" as const, LambdaArn: FUNCTION },
  };
  const site = await aSite(LambdaConfig, instructions, {}, clientInput);
  await aConfirmedUser(emulator(), site.pool, "ada");
  const { core } = emulator().app;
  const caller = { userAgent: "aws-sdk-js/3.900.1 ua/2.1" };
  const occasion = { ...core.clients.find(site.client.ClientId), caller };
  const user = core.users.require(occasion.pool, "ada");
  return { ...site, triggers: core.triggers, occasion, user };
}

describe("DefineAuthChallenge", () => {
  it("is told what was answered, and says what comes next", async () => {
    const response = { challengeName: "CUSTOM_CHALLENGE", issueTokens: false, failAuthentication: false };
    const { pool, client, triggers, occasion, user } = await aSignIn({ DefineAuthChallenge: { response } });
    const session = [
      { challengeName: "SRP_A", challengeResult: true },
      { challengeName: "CUSTOM_CHALLENGE", challengeResult: false, challengeMetadata: "CAPTCHA" },
    ];
    const metadata = { from: "web" };
    expect(
      await triggers.defineAuthChallenge(occasion, { userName: "ADA", user, session, metadata }),
    ).toEqual(response);
    expectEvents<DefineAuthChallengeTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "DefineAuthChallenge_Authentication", "ada", client.ClientId),
      request: { userAttributes, session: session as never, clientMetadata: metadata },
      response: { challengeName: null, issueTokens: null, failAuthentication: null } as never,
    });
  });

  it("may say nothing", async () => {
    const { triggers, occasion, user } = await aSignIn();
    expect(await triggers.defineAuthChallenge(occasion, { userName: "ada", user, session: [] })).toEqual({
      challengeName: undefined,
      issueTokens: false,
      failAuthentication: false,
    });
  });

  it("is told of users whom nobody knows where the client hides who exists", async () => {
    const { pool, client, triggers, occasion, user } = await aSignIn({}, HIDES);
    await triggers.defineAuthChallenge(occasion, { userName: "Nobody", user: undefined, session: [] });
    await triggers.defineAuthChallenge(occasion, { userName: "ada", user, session: [] });
    expect(eventsOf(emulator(), pool)).toEqual([
      {
        ...envelope(pool, "DefineAuthChallenge_Authentication", "Nobody", client.ClientId),
        request: { userAttributes: {}, session: [], userNotFound: true },
        response: { challengeName: null, issueTokens: null, failAuthentication: null },
      },
      expect.objectContaining({ request: { userAttributes, session: [], userNotFound: false } }),
    ]);
  });

  it("of another type is not understood", async () => {
    const { triggers, occasion, user } = await aSignIn({
      DefineAuthChallenge: { response: { issueTokens: "yes" } },
    });
    await expect(
      triggers.defineAuthChallenge(occasion, { userName: "ada", user, session: [] }),
    ).rejects.toMatchObject({
      name: "InvalidLambdaResponseException",
      message: "Unrecognizable lambda output",
    });
  });
});

it("CreateAuthChallenge makes the question and what its answer is checked against", async () => {
  const response = {
    publicChallengeParameters: { picture: "7.png", tries: 3 },
    privateChallengeParameters: { answer: "cat" },
    challengeMetadata: "CAPTCHA",
  };
  const { pool, client, triggers, occasion, user } = await aSignIn({ CreateAuthChallenge: { response } });
  const challengeName = "CUSTOM_CHALLENGE";
  expect(
    await triggers.createAuthChallenge(occasion, { userName: "ada", user, challengeName, session: [] }),
  ).toEqual({ ...response, publicChallengeParameters: { picture: "7.png", tries: "3" } });
  expectEvents<CreateAuthChallengeTriggerEvent>(eventsOf(emulator(), pool), {
    ...envelope(pool, "CreateAuthChallenge_Authentication", "ada", client.ClientId),
    request: { userAttributes, challengeName, session: [] },
    response: {
      publicChallengeParameters: null,
      privateChallengeParameters: null,
      challengeMetadata: null,
    } as never,
  });
});

it("VerifyAuthChallengeResponse judges the answer", async () => {
  const { pool, client, triggers, occasion, user } = await aSignIn({
    VerifyAuthChallengeResponse: { response: { answerCorrect: true } },
  });
  const privateChallengeParameters = { answer: "cat" };
  const given = { userName: "ada", user, privateChallengeParameters, challengeAnswer: "cat" };
  expect(await triggers.verifyAuthChallengeResponse(occasion, given)).toEqual({ answerCorrect: true });
  expectEvents<VerifyAuthChallengeResponseTriggerEvent>(eventsOf(emulator(), pool), {
    ...envelope(pool, "VerifyAuthChallengeResponse_Authentication", "ada", client.ClientId),
    request: { userAttributes, privateChallengeParameters, challengeAnswer: "cat" },
    response: { answerCorrect: null as never },
  });
});

describe("InboundFederation", () => {
  const federation = {
    userName: "Corp_42",
    providerName: "Corp",
    providerType: "OIDC",
    attributes: { idToken: { sub: "42", email: "ada@corp.example" }, userInfo: { name: "Ada" } },
  };

  it("replaces what the provider told, or keeps it all", async () => {
    const userAttributesToMap = { email: "ada@example.com" };
    const { pool, client, triggers, occasion } = await aSignIn({
      InboundFederation: { response: { userAttributesToMap } },
    });
    expect(await triggers.inboundFederation(occasion, federation)).toEqual(userAttributesToMap);
    const { userName, ...request } = federation;
    expect(eventsOf(emulator(), pool)).toEqual([
      {
        ...envelope(pool, "InboundFederation_ExternalProvider", userName, client.ClientId),
        request,
        response: { userAttributesToMap: {} },
      },
    ]);
    const passive = await aSignIn();
    expect(await passive.triggers.inboundFederation(passive.occasion, federation)).toBeUndefined();
  });
});

it("pools without these functions are none the wiser", async () => {
  const { client } = await aSite({});
  const { core } = emulator().app;
  const occasion = { ...core.clients.find(client.ClientId), caller: { userAgent: "" } };
  const user = { userName: "ada", user: undefined };
  const { triggers } = core;
  expect(await triggers.defineAuthChallenge(occasion, { ...user, session: [] })).toBeUndefined();
  expect(
    await triggers.createAuthChallenge(occasion, { ...user, challengeName: "CUSTOM_CHALLENGE", session: [] }),
  ).toBeUndefined();
  const answer = { ...user, privateChallengeParameters: {}, challengeAnswer: "" };
  expect(await triggers.verifyAuthChallengeResponse(occasion, answer)).toBeUndefined();
});

it("machines get tokens of their own only from the third version of PreTokenGeneration", async () => {
  const tokens = async (LambdaVersion: "V2_0" | "V3_0") => {
    const details = { accessTokenGeneration: { claimsToAddOrOverride: { plan: "gold" } } };
    const { pool, client } = await aSite(
      { PreTokenGenerationConfig: { LambdaVersion, LambdaArn: FUNCTION } },
      { TokenGeneration: { response: { claimsAndScopeOverrideDetails: details } } },
    );
    const { core } = emulator().app;
    const occasion = { ...core.clients.find(client.ClientId), caller: { userAgent: "" } };
    const changes = await core.triggers.preTokenGeneration(occasion, {
      ...{ source: "ClientCredentials", scopes: ["orders/read"], metadata: { why: "batch" } },
    });
    return { pool, client, changes };
  };
  expect((await tokens("V2_0")).changes).toBeUndefined();
  const { pool, client, changes } = await tokens("V3_0");
  expect(changes?.access.add).toEqual({ plan: "gold" });
  expect(eventsOf(emulator(), pool)).toEqual([
    {
      ...envelope(pool, "TokenGeneration_ClientCredentials", "ClientCredentials", client.ClientId, "3"),
      // A caller without an SDK's name.
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: client.ClientId },
      request: {
        ...{ userAttributes: {}, groupConfiguration: null, scopes: ["orders/read"] },
        clientMetadata: { why: "batch" },
      },
      response: { claimsAndScopeOverrideDetails: null },
    },
  ]);
});
