// Addresses that are always refused and those that are never judged, and whose word on an address counts.
import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  SetRiskConfigurationCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test } from "vitest";
import { signUp } from "../support/accounts.js";
import { aClient, aConfirmedUser, type MadeClient, type MadePool, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";
import { actions, aProtectedPool, appSignIn, eventsOf, protectedBy, signInFrom } from "../support/threats.js";

const emulator = useEmulator();

const REFUSED = ["NotAuthorizedException", "Request not allowed due to security reasons."] as const;

const blocked = (...BlockedIPRangeList: string[]) => ({ RiskExceptionConfiguration: { BlockedIPRangeList } });
const skipped = (...SkippedIPRangeList: string[]) => ({ RiskExceptionConfiguration: { SkippedIPRangeList } });

describe("addresses that are always refused", () => {
  let pool: MadePool;
  let client: MadeClient;

  beforeEach(async () => {
    ({ pool, client } = await aProtectedPool(emulator(), blocked("203.0.113.0/24", "2001:db8::/32")));
    await aConfirmedUser(emulator(), pool, "ada");
  });

  test.each(["203.0.113.0", "203.0.113.255", "2001:db8::1", "::ffff:203.0.113.9"])("%s", async (ip) => {
    await refusal(signInFrom(emulator(), pool, client, "ada", { ip }), ...REFUSED);
    expect((await eventsOf(emulator(), pool, "ada"))[0]).toMatchObject({
      EventType: "SignIn",
      EventResponse: "Fail",
      EventRisk: { RiskDecision: "Block" },
      EventContextData: { IpAddress: ip },
    });
  });

  test.each(["203.0.112.255", "203.0.114.0", "2001:db9::1", "192.0.2.1", "no address"])(
    "%s is none",
    async (ip) => {
      await expect(signInFrom(emulator(), pool, client, "ada", { ip })).resolves.toBeDefined();
    },
  );

  test("a wrong password makes no difference", async () => {
    await refusal(
      signInFrom(emulator(), pool, client, "ada", { ip: "203.0.113.1" }, "Wr0ng-one!"),
      ...REFUSED,
    );
  });

  test("none is refused in AUDIT", async () => {
    const audited = await aProtectedPool(emulator(), blocked("203.0.113.0/24"), protectedBy("AUDIT"));
    await aConfirmedUser(emulator(), audited.pool, "ada");
    const where = { ip: "203.0.113.1" };
    await expect(signInFrom(emulator(), audited.pool, audited.client, "ada", where)).resolves.toBeDefined();
  });
});

describe("a blocked connection", () => {
  // Tests come from 127.0.0.1.
  const HERE = "127.0.0.0/8";

  test("is refused by every operation that sends where its user is", async () => {
    const { pool, client } = await aProtectedPool(emulator(), {});
    await aConfirmedUser(emulator(), pool, "ada");
    await signUp(emulator(), client, "eve", { email: "eve@example.com" });
    const { AuthenticationResult } = await appSignIn(emulator(), client, "ada");
    const { idp } = emulator();
    await idp.send(new SetRiskConfigurationCommand({ UserPoolId: pool.Id, ...blocked(HERE) }));

    const { ClientId } = client;
    const ada = { ClientId, Username: "ada" };
    const ConfirmationCode = "123456";
    const calls = [
      () => appSignIn(emulator(), client, "ada"),
      () =>
        idp.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: "REFRESH_TOKEN_AUTH",
            AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? "" },
          }),
        ),
      () => idp.send(new SignUpCommand({ ClientId, Username: "new", Password: PASSWORD })),
      () => idp.send(new ConfirmSignUpCommand({ ClientId, Username: "eve", ConfirmationCode })),
      () => idp.send(new ResendConfirmationCodeCommand({ ClientId, Username: "eve" })),
      () => idp.send(new ForgotPasswordCommand(ada)),
      () => idp.send(new ConfirmForgotPasswordCommand({ ...ada, ConfirmationCode, Password: PASSWORD })),
    ];
    for (const call of calls) await refusal(call(), ...REFUSED);
    const types = (await eventsOf(emulator(), pool, "ada")).map(({ EventType, EventRisk }) => [
      EventType,
      EventRisk?.RiskDecision,
    ]);
    expect(types.slice(0, 3)).toEqual([
      ["PasswordChange", "Block"],
      ["ForgotPassword", "Block"],
      ["SignIn", "Block"],
    ]);
    // The address of a server says nothing of its user.
    await expect(signInFrom(emulator(), pool, client, "ada")).resolves.toBeDefined();
  });
});

describe("addresses that are never judged", () => {
  test("are without risk, compromised passwords included", async () => {
    const { pool, client } = await aProtectedPool(emulator(), {
      ...skipped("198.51.100.0/24"),
      ...actions({ low: "BLOCK", medium: "BLOCK", high: "BLOCK" }),
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "BLOCK" } },
    });
    await aConfirmedUser(emulator(), pool, "ada", {}, "Password1!");
    const from = (ip: string, device: string) =>
      signInFrom(emulator(), pool, client, "ada", { ip, device }, "Password1!");
    await from("198.51.100.1", "laptop");
    await from("198.51.100.200", "phone");
    const events = await eventsOf(emulator(), pool, "ada");
    expect(events.map(({ EventRisk }) => EventRisk)).toEqual([
      { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false },
      { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false },
    ]);
    await refusal(
      from("192.0.2.1", "laptop"),
      "PasswordResetRequiredException",
      "Password reset required for user due to security reasons",
    );
  });
});

describe("an app's word on its user's address", () => {
  const IpAddress = "203.0.113.7";

  async function eventOf(input: Parameters<typeof aClient>[2]) {
    const { pool } = await aProtectedPool(emulator(), {});
    const client = await aClient(emulator(), pool, input);
    await aConfirmedUser(emulator(), pool, "ada");
    await appSignIn(emulator(), client, "ada", { IpAddress });
    return (await eventsOf(emulator(), pool, "ada"))[0]?.EventContextData;
  }

  test("counts where the client propagates it", async () => {
    const propagating = { GenerateSecret: true, EnablePropagateAdditionalUserContextData: true };
    expect(await eventOf(propagating)).toMatchObject({ IpAddress });
  });

  test("does not count elsewhere", async () => {
    expect((await eventOf({ GenerateSecret: true }))?.IpAddress).toMatch(/127\.0\.0\.1$/);
  });

  test("blocks by it", async () => {
    const { pool } = await aProtectedPool(emulator(), blocked(`${IpAddress}/32`));
    const client = await aClient(emulator(), pool, {
      GenerateSecret: true,
      EnablePropagateAdditionalUserContextData: true,
    });
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(appSignIn(emulator(), client, "ada", { IpAddress }), ...REFUSED);
    await refusal(
      emulator().idp.send(
        new ForgotPasswordCommand({
          ClientId: client.ClientId,
          Username: "ada",
          SecretHash: secretHash(client, "ada"),
          UserContextData: { IpAddress },
        }),
      ),
      ...REFUSED,
    );
    await expect(appSignIn(emulator(), client, "ada")).resolves.toBeDefined();
  });
});
