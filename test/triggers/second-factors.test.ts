// What second factors have to do with functions: words of their messages, and migrated users who get one.
import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { CustomMessageTriggerEvent } from "aws-lambda";
import { expect, it } from "vitest";
import { lastMessage, SMS } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD } from "../support/builders.js";
import { anEnrolledUser, anMfaPool, on, PHONE, prefer, smsFactor, totpFactor } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth, respond } from "../support/sign-in.js";
import { envelope, eventsOf, expectEvents, FUNCTION, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite, tell } = useTriggers();

const REQUIRED = { ...SMS, MfaConfiguration: "ON" } as const;

it("CustomMessage words the code", async () => {
  const response = { smsMessage: "Psst: {####}" };
  const { pool, client } = await aSite(["CustomMessage"], { CustomMessage: { response } }, REQUIRED);
  await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE });
  expect((await passwordAuth(emulator(), client, "ada")).ChallengeName).toBe("SMS_MFA");
  const { code, text } = lastMessage(emulator(), { poolId: pool.Id });
  expect(text).toBe(`Psst: ${code}`);
  expectEvents<CustomMessageTriggerEvent>(eventsOf(emulator(), pool), {
    ...envelope(pool, "CustomMessage_Authentication", "ada", client.ClientId),
    request: {
      userAttributes: {
        sub: expect.any(String),
        "cognito:user_status": "CONFIRMED",
        phone_number: PHONE,
      },
      codeParameter: "{####}",
      linkParameter: "{##Click Here##}",
      usernameParameter: null as unknown as string,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
});

it("CustomMessage gets the metadata of the answer that leads to the code, not of the first request", async () => {
  const { pool, client } = await anMfaPool(
    emulator(),
    "OPTIONAL",
    { ...smsFactor, ...totpFactor },
    { LambdaConfig: { CustomMessage: FUNCTION } },
  );
  await anEnrolledUser(emulator(), pool, client, "ada", { phone_number: PHONE });
  const { ClientId } = client;
  const start = () =>
    emulator().idp.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada", PASSWORD },
        ClientMetadata: { step: "first" },
      }),
    );
  await prefer(emulator(), pool, "ada", { SMSMfaSettings: on });
  expect((await start()).ChallengeName).toBe("SMS_MFA");
  await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: on });
  await emulator().idp.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: "SELECT_MFA_TYPE",
      Session: (await start()).Session,
      ChallengeResponses: { USERNAME: "ada", ANSWER: "SMS_MFA" },
      ClientMetadata: { step: "second" },
    }),
  );
  const metadata = eventsOf(emulator(), pool).map((event) => (event as CustomMessageTriggerEvent).request);
  expect(metadata.map(({ clientMetadata }) => clientMetadata)).toEqual([undefined, { step: "second" }]);
});

it("PostAuthentication fires once the second factor is proven", async () => {
  const { pool, client } = await aSite(["PreAuthentication", "PostAuthentication"], {}, REQUIRED);
  await aConfirmedUser(emulator(), pool, "ada", { phone_number: PHONE });
  const { Session } = await passwordAuth(emulator(), client, "ada");
  expect(sourcesOf(emulator(), pool)).toEqual(["PreAuthentication_Authentication"]);
  const { code } = lastMessage(emulator(), { poolId: pool.Id });
  await respond(emulator(), client, "SMS_MFA", Session, { USERNAME: "ada", SMS_MFA_CODE: code });
  expect(sourcesOf(emulator(), pool)).toEqual([
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
  ]);
});

it("UserMigration turns SMS on for users with a phone number, and fails for others", async () => {
  const { pool, client } = await aSite(["UserMigration"], {}, { ...SMS, MfaConfiguration: "OPTIONAL" });
  const bring = (userAttributes: Record<string, string>) =>
    tell(pool, {
      UserMigration: {
        response: {
          ...{ userAttributes, finalUserStatus: "CONFIRMED" },
          ...{ messageAction: "SUPPRESS", enableSMSMFA: true },
        },
      },
    });
  bring({ email: "ada@example.com" });
  await refusal(
    passwordAuth(emulator(), client, "ada"),
    "UserNotFoundException",
    `Exception migrating user in app client ${client.ClientId}`,
  );
  bring({ phone_number: PHONE });
  expect((await passwordAuth(emulator(), client, "ada", PASSWORD)).ChallengeName).toBe("SMS_MFA");
  expect((await passwordAuth(emulator(), client, "ada", PASSWORD)).ChallengeName).toBe("SMS_MFA");
});
