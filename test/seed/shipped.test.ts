// Every fixture that ships boots an emulator, does what it promises, and changes nothing when it is loaded again.
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GetCredentialsForIdentityCommand, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { AdminInitiateAuthCommand, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { afterEach, describe, expect, it } from "vitest";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";
import { load } from "./harness.js";

const FOLDER = join(import.meta.dirname, "..", "..", "fixtures");
const shipped = readdirSync(FOLDER).filter((name) => name !== "fixture.schema.json");

let running: TestEmulator | undefined;
const boot = async (name: string) => {
  running = await bootEmulator({ seeds: [join(FOLDER, name)] });
  return running;
};
afterEach(async () => {
  await running?.close();
  running = undefined;
});

it.each(shipped)("%s is loaded at the start, and once only", async (name) => {
  const emulator = await boot(name);
  expect(emulator.seeded?.created).toBeGreaterThan(0);
  const again = await load(emulator, readFileSync(join(FOLDER, name), "utf8"), name);
  expect(again.writes).toEqual([]);
  expect(again.report).toMatchObject({ created: 0, updated: 0, unchanged: emulator.seeded?.created });
});

describe("quickstart.yaml", () => {
  const UserPoolId = "us-east-1_Quickstrt";
  const web = "quickstartwebclient0000001";
  const IdentityPoolId = "us-east-1:c0991701-e3a1-4000-8000-000000000001";
  const signIn = ({ idp }: TestEmulator, USERNAME: string, PASSWORD: string) =>
    idp.send(
      new InitiateAuthCommand({
        ClientId: web,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD },
      }),
    );

  it("has a user who signs in and gets the credentials of her group's role", async () => {
    const emulator = await boot("quickstart.yaml");
    const { AuthenticationResult } = await signIn(emulator, "ada@example.com", "Ada-Lovelace-1815");
    const IdToken = AuthenticationResult?.IdToken ?? "";
    expect(decodeJwt(IdToken)).toMatchObject({
      sub: "ada00000-1001-7015-8151-000000000001",
      email: "ada@example.com",
      email_verified: true,
      "cognito:groups": ["admins", "members"],
      "cognito:preferred_role": "arn:aws:iam::000000000000:role/quickstart-admin",
    });
    const Logins = { [`cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`]: IdToken };
    const { IdentityId } = await emulator.identity.send(new GetIdCommand({ IdentityPoolId, Logins }));
    const { Credentials } = await emulator.identity.send(
      new GetCredentialsForIdentityCommand({ IdentityId, Logins }),
    );
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it("has a user who must choose a new password, and guests", async () => {
    const emulator = await boot("quickstart.yaml");
    const { ChallengeName } = await signIn(emulator, "grace@example.com", "Grace-Hopper-1906");
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const { IdentityId } = await emulator.identity.send(new GetIdCommand({ IdentityPoolId }));
    expect(IdentityId).toMatch(/^us-east-1:/);
  });

  it("has a client with a secret for servers", async () => {
    const { idp } = await boot("quickstart.yaml");
    const ClientId = "quickstartserverclient0001";
    const secret = "quickstartserversecret0forlocaluseonly0notasecret00";
    const SECRET_HASH = createHmac("sha256", secret).update(`ada@example.com${ClientId}`).digest("base64");
    const { AuthenticationResult } = await idp.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "ada@example.com", PASSWORD: "Ada-Lovelace-1815", SECRET_HASH },
      }),
    );
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });
});

describe("reference.yaml", () => {
  it("has users of every status, in another region and account", async () => {
    const { app } = await boot("reference.yaml");
    const scope = { account: "111122223333", region: "eu-west-1" };
    const statusOf = (Username: string) =>
      app.call("cognito-idp", "AdminGetUser", { UserPoolId: "eu-west-1_ShopUsers", Username }, { scope });
    expect(await statusOf("mary@shop.example")).toMatchObject({ UserStatus: "CONFIRMED", Enabled: true });
    expect(await statusOf("charles@shop.example")).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD" });
    expect(await statusOf("alan@shop.example")).toMatchObject({ UserStatus: "UNCONFIRMED" });
    expect(await statusOf("emmy@shop.example")).toMatchObject({ UserStatus: "RESET_REQUIRED" });
    expect(await statusOf("former@shop.example")).toMatchObject({ UserStatus: "CONFIRMED", Enabled: false });
  });
});
