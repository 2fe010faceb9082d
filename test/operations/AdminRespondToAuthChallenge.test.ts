// AdminRespondToAuthChallenge: answers on the user's behalf, in the administrator's own pools.
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
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
import { initiate } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator();

const TEMPORARY = "Temp0rary-one!";

let pool: MadePool;
let client: MadeClient;

beforeAll(async () => {
  pool = await aPool(emulator());
  client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "alice");
});

const answer = (
  ChallengeName: "PASSWORD_VERIFIER" | "NEW_PASSWORD_REQUIRED",
  ChallengeResponses: Record<string, string>,
  { UserPoolId = pool.Id, ClientId = client.ClientId, Session = undefined as string | undefined } = {},
) =>
  emulator().idp.send(
    new AdminRespondToAuthChallengeCommand({
      UserPoolId,
      ClientId,
      ChallengeName,
      ChallengeResponses,
      Session,
    }),
  );

async function anInvitation(username: string) {
  const { idp } = emulator();
  const user = { UserPoolId: pool.Id, Username: username };
  await idp.send(
    new AdminCreateUserCommand({ ...user, TemporaryPassword: TEMPORARY, MessageAction: "SUPPRESS" }),
  );
  const question = await idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.Id,
      ClientId: client.ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: TEMPORARY },
    }),
  );
  return question.Session;
}

test("finishes an SRP sign-in, also one that the user began", async () => {
  const helper = await srpClient(pool);
  const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
    USERNAME: "alice",
    SRP_A: helper.srpA,
  });
  const right = await helper.answer(question.ChallengeParameters, PASSWORD);
  await expect(answer("PASSWORD_VERIFIER", right)).resolves.toHaveProperty("AuthenticationResult");
});

test("chooses the new password that a temporary one asks for", async () => {
  const Session = await anInvitation("nora");
  const responses = { USERNAME: "nora", NEW_PASSWORD: PASSWORD };
  await refusal(
    answer("NEW_PASSWORD_REQUIRED", { ...responses, NEW_PASSWORD: "short" }, { Session }),
    "InvalidPasswordException",
    "Password does not conform to policy: Password not long enough",
  );
  const { $metadata: _, ...done } = await answer("NEW_PASSWORD_REQUIRED", responses, { Session });
  expect(done).toMatchObject({ ChallengeParameters: {}, AuthenticationResult: { ExpiresIn: 3600 } });
  await refusal(
    answer("NEW_PASSWORD_REQUIRED", responses, { Session }),
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
  );
});

test("pool and client must exist and belong together", async () => {
  const Session = await anInvitation("otto");
  const responses = { USERNAME: "otto", NEW_PASSWORD: PASSWORD };
  await refusal(
    answer("NEW_PASSWORD_REQUIRED", responses, { Session, UserPoolId: "us-east-1_Nothing00" }),
    "ResourceNotFoundException",
    "User pool us-east-1_Nothing00 does not exist.",
  );
  const other = await aPool(emulator());
  await refusal(
    answer("NEW_PASSWORD_REQUIRED", responses, { Session, UserPoolId: other.Id }),
    "ResourceNotFoundException",
    `User pool client ${client.ClientId} does not exist.`,
  );
});
