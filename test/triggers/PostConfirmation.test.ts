// PostConfirmation: after every way to be confirmed, and never able to undo it.
import {
  AdminConfirmSignUpCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { account, aVerifiedUser, lastMessage, signUp } from "../support/accounts.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth } from "../support/sign-in.js";
import { envelope, eventsOf, expectEvents, sourcesOf, useTriggers } from "./obedient.js";

const { emulator, aSite } = useTriggers();
const TRIGGER = ["PostConfirmation"] as const;
const FAILS = { PostConfirmation: { error: "Database down" } };
const NEW_PASSWORD = "An0ther-Password!";

function confirm(pool: { Id: string }, client: { ClientId: string }, username: string) {
  const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "SignUp" });
  const ClientMetadata = { from: "app" };
  return emulator().idp.send(
    new ConfirmSignUpCommand({
      ...{ ClientId: client.ClientId, Username: username, ConfirmationCode: code, ClientMetadata },
    }),
  );
}

async function resetPassword(pool: { Id: string }, { ClientId }: { ClientId: string }) {
  await emulator().idp.send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
  const { code } = lastMessage(emulator(), { poolId: pool.Id, kind: "ForgotPassword" });
  return emulator().idp.send(
    new ConfirmForgotPasswordCommand({
      ...{ ClientId, Username: "ada", ConfirmationCode: code, Password: NEW_PASSWORD },
      ClientMetadata: { step: "reset" },
    }),
  );
}

describe("events of PostConfirmation", () => {
  it("of ConfirmSignUp show the user as confirmed, with the address that is an alias now", async () => {
    const { pool, client } = await aSite(TRIGGER, {}, { AliasAttributes: ["email"] });
    const { UserSub } = await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    await confirm(pool, client, "ada");
    expectEvents<PostConfirmationTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "PostConfirmation_ConfirmSignUp", "ada", client.ClientId),
      request: {
        userAttributes: {
          sub: UserSub as string,
          "cognito:user_status": "CONFIRMED",
          "cognito:email_alias": "ada@example.com",
          email: "ada@example.com",
          email_verified: "true",
        },
        clientMetadata: { from: "app" },
      },
      response: {},
    });
  });

  it("of AdminConfirmSignUp name no client", async () => {
    const { pool, client } = await aSite(TRIGGER);
    const { UserSub } = await signUp(emulator(), client, "ada");
    await emulator().idp.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.Id, Username: "ada" }));
    expectEvents<PostConfirmationTriggerEvent>(eventsOf(emulator(), pool), {
      ...envelope(pool, "PostConfirmation_ConfirmSignUp", "ada"),
      request: { userAttributes: { sub: UserSub as string, "cognito:user_status": "CONFIRMED" } },
      response: {},
    });
  });

  it("of ConfirmForgotPassword have a source of their own", async () => {
    const { pool, client } = await aSite(TRIGGER);
    await aVerifiedUser(emulator(), pool, client, "ada");
    await resetPassword(pool, client);
    expect(sourcesOf(emulator(), pool)).toEqual([
      "PostConfirmation_ConfirmSignUp",
      "PostConfirmation_ConfirmForgotPassword",
    ]);
    expect(eventsOf(emulator(), pool)[1]).toMatchObject({ request: { clientMetadata: { step: "reset" } } });
  });
});

describe("a PostConfirmation function that fails is reported, but", () => {
  const failure = [
    "UserLambdaValidationException",
    "PostConfirmation failed with error Database down.",
  ] as const;

  it("the user stays confirmed", async () => {
    const { pool, client } = await aSite(TRIGGER, FAILS);
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    await refusal(confirm(pool, client, "ada"), ...failure);
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "CONFIRMED" });
    await expect(passwordAuth(emulator(), client, "ada")).resolves.toHaveProperty("AuthenticationResult");
  });

  it("so does one whom an administrator or PreSignUp confirmed", async () => {
    const { pool, client } = await aSite(["PreSignUp", "PostConfirmation"], FAILS);
    await signUp(emulator(), client, "ada");
    const byAdmin = new AdminConfirmSignUpCommand({ UserPoolId: pool.Id, Username: "ada" });
    await refusal(emulator().idp.send(byAdmin), ...failure);
    expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "CONFIRMED" });

    const auto = await aSite(["PreSignUp", "PostConfirmation"], {
      ...FAILS,
      PreSignUp: { response: { autoConfirmUser: true } },
    });
    await refusal(signUp(emulator(), auto.client, "bea"), ...failure);
    expect(await account(emulator(), auto.pool, "bea")).toMatchObject({ status: "CONFIRMED" });
  });

  it("the new password holds", async () => {
    const { pool, client } = await aSite(TRIGGER, {
      PostConfirmation_ConfirmForgotPassword: { error: "Database down" },
    });
    await aVerifiedUser(emulator(), pool, client, "ada");
    await refusal(resetPassword(pool, client), ...failure);
    await expect(passwordAuth(emulator(), client, "ada", NEW_PASSWORD)).resolves.toHaveProperty(
      "AuthenticationResult",
    );
  });
});
