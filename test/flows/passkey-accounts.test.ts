// Passkeys of accounts that change or go, and of clients with a secret.
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserAuthFactorsCommand,
  AdminResetUserPasswordCommand,
  DeleteWebAuthnCredentialCommand,
  GetUserAuthFactorsCommand,
  ListWebAuthnCredentialsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, signIn } from "../support/builders.js";
import { prefer } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { type PasskeySite, passkeySignIn } from "../support/passkey-sign-in.js";
import { addPasskey, aPasskeyPool, requestOf, sign } from "../support/passkeys.js";
import { refusal } from "../support/refusal.js";
import { respond, secretHash } from "../support/sign-in.js";

const emulator = useEmulator();
const { aSite, ask, answer } = passkeySignIn(emulator);

describe("the account", () => {
  const meanwhile = async (
    change: (site: PasskeySite) => Promise<unknown>,
    name: string,
    message: string,
  ) => {
    const site = await aSite();
    const question = await ask(site);
    await change(site);
    await refusal(answer(site, question.Session, sign(site.key, requestOf(question))), name, message);
  };
  const named = ({ pool }: PasskeySite) => ({ UserPoolId: pool.Id, Username: "ada" });

  it("may be disabled meanwhile", () =>
    meanwhile(
      (site) => emulator().idp.send(new AdminDisableUserCommand(named(site))),
      "NotAuthorizedException",
      "User is disabled.",
    ));
  it("may be deleted meanwhile", () =>
    meanwhile(
      (site) => emulator().idp.send(new AdminDeleteUserCommand(named(site))),
      "NotAuthorizedException",
      "Invalid session for the user.",
    ));
  it("may have to reset the password meanwhile", async () => {
    const { pool, client } = await aPasskeyPool(emulator(), {}, { AutoVerifiedAttributes: ["email"] });
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    const key = await addPasskey(emulator(), AccessToken);
    const question = await ask({ client });
    await emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username: "ada" }));
    await refusal(
      answer({ client }, question.Session, sign(key, requestOf(question))),
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
  });

  it("takes its passkeys along when it goes", async () => {
    const site = await aSite();
    await emulator().idp.send(new AdminDeleteUserCommand(named(site)));
    await aConfirmedUser(emulator(), site.pool, "ada");
    expect((await ask(site)).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
    const { AccessToken } = await signIn(emulator(), site.pool, site.client, "ada");
    const { Credentials } = await emulator().idp.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
    expect(Credentials).toEqual([]);
  });

  it("needs no secret but the passkey where the client has one, and the hash", async () => {
    const { pool, client } = await aPasskeyPool(emulator(), {}, {}, { GenerateSecret: true });
    await aConfirmedUser(emulator(), pool, "ada");
    const open = await aClient(emulator(), pool);
    const { AccessToken } = await signIn(emulator(), pool, open, "ada");
    const key = await addPasskey(emulator(), AccessToken);
    const SECRET_HASH = secretHash(client, "ada");
    const question = await prefer(emulator(), client, "ada", "WEB_AUTHN", { SECRET_HASH });
    const CREDENTIAL = sign(key, requestOf(question));
    const responses = { USERNAME: "ada", CREDENTIAL, SECRET_HASH };
    const done = await respond(emulator(), client, "WEB_AUTHN", question.Session, responses);
    expect(done.AuthenticationResult).toBeDefined();
  });

  it("shows that it has a passkey", async () => {
    const { AccessToken, pool, key } = await aSite();
    const { idp } = emulator();
    const factors = async () => [
      (await idp.send(new GetUserAuthFactorsCommand({ AccessToken }))).ConfiguredUserAuthFactors,
      (await idp.send(new AdminGetUserAuthFactorsCommand({ UserPoolId: pool.Id, Username: "ada" })))
        .ConfiguredUserAuthFactors,
    ];
    expect(await factors()).toEqual([
      ["PASSWORD", "WEB_AUTHN"],
      ["PASSWORD", "WEB_AUTHN"],
    ]);
    await idp.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: key.id }));
    expect(await factors()).toEqual([["PASSWORD"], ["PASSWORD"]]);
  });
});
