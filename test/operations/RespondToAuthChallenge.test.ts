// RespondToAuthChallenge: what every answer needs, whatever the challenge. The challenges have tests in flows/.
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, expect, test } from "vitest";
import { aClient, aPool, type MadeClient, type MadePool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond, secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const TEMPORARY = "Temp0rary-one!";
const INVALID_SESSION = ["NotAuthorizedException", "Invalid session for the user."] as const;

let pool: MadePool;
let client: MadeClient;
let counter = 0;

beforeAll(async () => {
  pool = await aPool(emulator(), { UsernameAttributes: ["email"] });
  client = await aClient(emulator(), pool);
});

async function anInvitedUser() {
  const email = `user${counter++}@example.com`;
  const { User } = await emulator().idp.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.Id,
      Username: email,
      TemporaryPassword: TEMPORARY,
      MessageAction: "SUPPRESS",
    }),
  );
  const { Session } = await passwordAuth(emulator(), client, email, TEMPORARY);
  return { email, sub: User?.Username as string, Session };
}

test("takes every name of the user", async () => {
  for (const name of ["email", "sub"] as const) {
    const user = await anInvitedUser();
    await expect(
      respond(emulator(), client, "NEW_PASSWORD_REQUIRED", user.Session, {
        USERNAME: user[name],
        NEW_PASSWORD: PASSWORD,
      }),
    ).resolves.toHaveProperty("AuthenticationResult");
  }
});

test("wants the secret hash over the canonical username", async () => {
  const secret = await aClient(emulator(), pool, { GenerateSecret: true });
  const { email, sub } = await anInvitedUser();
  const { Session } = await passwordAuth(emulator(), secret, email, TEMPORARY, {
    SECRET_HASH: secretHash(secret, email),
  });
  const answer = (more: Record<string, string>) =>
    respond(emulator(), secret, "NEW_PASSWORD_REQUIRED", Session, {
      USERNAME: email,
      NEW_PASSWORD: PASSWORD,
      ...more,
    });
  await refusal(
    answer({}),
    "NotAuthorizedException",
    `Client ${secret.ClientId} is configured with secret but SECRET_HASH was not received`,
  );
  await refusal(
    answer({ SECRET_HASH: secretHash(secret, email) }),
    "NotAuthorizedException",
    `Unable to verify secret hash for client ${secret.ClientId}`,
  );
  await expect(answer({ SECRET_HASH: secretHash(secret, sub) })).resolves.toHaveProperty(
    "AuthenticationResult",
  );
});

test("a client that does not exist has no sessions", async () => {
  const { email, Session } = await anInvitedUser();
  await refusal(
    respond(emulator(), { ClientId: "nothing" }, "NEW_PASSWORD_REQUIRED", Session, {
      USERNAME: email,
      NEW_PASSWORD: PASSWORD,
    }),
    "ResourceNotFoundException",
    "User pool client nothing does not exist.",
  );
});

test("nor has a user who was deleted; one who was disabled is told so", async () => {
  const [gone, disabled] = [await anInvitedUser(), await anInvitedUser()];
  const { idp } = emulator();
  await idp.send(new AdminDeleteUserCommand({ UserPoolId: pool.Id, Username: gone.sub }));
  await idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: disabled.sub }));
  const answer = ({ sub, Session }: typeof gone) =>
    respond(emulator(), client, "NEW_PASSWORD_REQUIRED", Session, { USERNAME: sub, NEW_PASSWORD: PASSWORD });
  await refusal(answer(gone), ...INVALID_SESSION);
  await refusal(answer(disabled), "NotAuthorizedException", "User is disabled.");
  const user = await idp.send(new AdminGetUserCommand({ UserPoolId: pool.Id, Username: disabled.sub }));
  expect(user.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
});

test("a challenge that nobody asked can't be answered", async () => {
  const { email, Session } = await anInvitedUser();
  for (const challenge of ["CUSTOM_CHALLENGE", "SOFTWARE_TOKEN_MFA", "SELECT_CHALLENGE"] as const)
    await refusal(
      respond(emulator(), client, challenge, Session, { USERNAME: email, ANSWER: "x" }),
      ...INVALID_SESSION,
    );
});

test("what one challenge gave is no session of another", async () => {
  const { email, sub, Session = "" } = await anInvitedUser();
  // Whoever began SRP without the password must not get to choose a new one.
  const question = await initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: email, SRP_A: "123" });
  await refusal(
    respond(emulator(), client, "NEW_PASSWORD_REQUIRED", question.ChallengeParameters?.SECRET_BLOCK, {
      USERNAME: sub,
      NEW_PASSWORD: PASSWORD,
    }),
    ...INVALID_SESSION,
  );
  await refusal(
    respond(emulator(), client, "PASSWORD_VERIFIER", Session, {
      USERNAME: sub,
      PASSWORD_CLAIM_SECRET_BLOCK: Session,
      PASSWORD_CLAIM_SIGNATURE: "AAAA",
      TIMESTAMP: "Tue May 7 00:09:40 UTC 2025",
    }),
    ...INVALID_SESSION,
  );
});
