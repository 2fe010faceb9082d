// Functions that call the emulator while it waits for them: nothing is stuck, and nothing old is written or told.
import { join } from "node:path";
import {
  AdminListGroupsForUserCommand,
  ConfirmSignUpCommand,
  type LambdaConfigType,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { account, lastMessage, signUp } from "../support/accounts.js";
import { aClient, aConfirmedUser, PASSWORD } from "../support/builders.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth } from "../support/sign-in.js";
import { claimsOf } from "../support/tokens.js";
import { useTriggers } from "./obedient.js";

const file = join(import.meta.dirname, "handlers/calls-back.mjs");
const exported = ["deletes", "takesName", "renames", "disables", "deletesPool", "welcomes", "bringsUser"];
const { emulator, aSite } = useTriggers({
  triggers: Object.fromEntries(exported.map((name) => [name, `${file}#${name}`])),
});

/** A function belongs to the account of its pool: the credentials that it has are those of its ARN. */
const site = (trigger: keyof LambdaConfigType, name: string) =>
  aSite({ [trigger]: `arn:aws:lambda:us-east-1:000000000000:function:${name}` });

async function signingIn(trigger: keyof LambdaConfigType, name: string) {
  const { pool, client } = await site(trigger, name);
  await aConfirmedUser(emulator(), pool, "ada", { name: "Ada" });
  return { pool, client, attempt: passwordAuth(emulator(), client, "ada") };
}

it("PreSignUp that gives the name away leaves none for the sign-up", async () => {
  const { pool, client } = await site("PreSignUp", "takesName");
  await refusal(signUp(emulator(), client, "ada"), "UsernameExistsException", "User already exists");
  expect(await account(emulator(), pool, "ada")).toMatchObject({ status: "FORCE_CHANGE_PASSWORD" });
});

it("PreSignUp that deletes the pool leaves nowhere to sign up", async () => {
  const { client } = await site("PreSignUp", "deletesPool");
  await refusal(
    signUp(emulator(), client, "ada"),
    "ResourceNotFoundException",
    `User pool client ${client.ClientId} does not exist.`,
  );
});

it("PostConfirmation that puts the user into a group", async () => {
  const { pool, client } = await site("PostConfirmation", "welcomes");
  await signUp(emulator(), client, "ada", { email: "ada@example.com" });
  const { code } = lastMessage(emulator(), { poolId: pool.Id });
  const confirmation = { ClientId: client.ClientId, Username: "ada", ConfirmationCode: code };
  await emulator().idp.send(new ConfirmSignUpCommand(confirmation));
  const { Groups } = await emulator().idp.send(
    new AdminListGroupsForUserCommand({ UserPoolId: pool.Id, Username: "ada" }),
  );
  expect(Groups).toMatchObject([{ GroupName: "newcomers" }]);
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "ada");
  expect(claimsOf(AuthenticationResult?.IdToken)["cognito:groups"]).toEqual(["newcomers"]);
});

it("PreAuthentication that deletes the user ends the sign-in", async () => {
  const { attempt } = await signingIn("PreAuthentication", "deletes");
  await refusal(attempt, "NotAuthorizedException", "Incorrect username or password.");
});

it.each(["USER_AUTH", "USER_SRP_AUTH", "USER_PASSWORD_AUTH"] as const)(
  "PreAuthentication that deletes the pool leaves nowhere to go on with %s",
  async (flow) => {
    const { pool } = await site("PreAuthentication", "deletesPool");
    const client = await aClient(emulator(), pool, { ExplicitAuthFlows: [`ALLOW_${flow}`] });
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(
      initiate(emulator(), client, flow, { USERNAME: "ada", PASSWORD, SRP_A: "123" }),
      "ResourceNotFoundException",
      `User pool client ${client.ClientId} does not exist.`,
    );
  },
);

it.each(["PostAuthentication", "PreTokenGeneration"] as const)(
  "%s that deletes or disables the user keeps tokens back",
  async (trigger) => {
    const deleted = await signingIn(trigger, "deletes");
    await refusal(deleted.attempt, "UserNotFoundException", "User does not exist.");
    const disabled = await signingIn(trigger, "disables");
    await refusal(disabled.attempt, "NotAuthorizedException", "User is disabled.");
  },
);

it.each(["PreAuthentication", "PostAuthentication", "PreTokenGeneration"] as const)(
  "%s that changes the user is seen in the tokens",
  async (trigger) => {
    const { attempt } = await signingIn(trigger, "renames");
    const { AuthenticationResult } = await attempt;
    expect(claimsOf(AuthenticationResult?.IdToken).name).toBe("Changed Meanwhile");
  },
);

it("CustomMessage that deletes the user does not keep the message back", async () => {
  const { pool, client } = await site("CustomMessage", "deletes");
  await signUp(emulator(), client, "ada", { email: "ada@example.com" });
  expect(lastMessage(emulator(), { poolId: pool.Id }).to).toBe("ada@example.com");
  await expect(account(emulator(), pool, "ada")).rejects.toThrow("User does not exist.");
});

it("UserMigration that has brought the user itself", async () => {
  const { client } = await site("UserMigration", "bringsUser");
  const { AuthenticationResult } = await passwordAuth(emulator(), client, "ada", PASSWORD);
  expect(claimsOf(AuthenticationResult?.IdToken)["cognito:username"]).toBe("ada");
});
