// InitiateAuth: which flows begin, with which parameters, for which clients.
import {
  type AuthFlowType,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  type ExplicitAuthFlowsType,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, aPool, type MadeClient, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

async function aSite(input: Parameters<typeof aPool>[1] = {}, client: Parameters<typeof aClient>[2] = {}) {
  const pool = await aPool(emulator(), input);
  await aConfirmedUser(emulator(), pool, "alice");
  return { pool, client: await aClient(emulator(), pool, client) };
}

describe("the client", () => {
  test("must exist", async () => {
    const { pool, client } = await aSite();
    const { ClientId } = client;
    await emulator().idp.send(new DeleteUserPoolClientCommand({ UserPoolId: pool.Id, ClientId }));
    await refusal(
      passwordAuth(emulator(), client, "alice"),
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
  });

  test("with a secret proves it by a hash over the username as it is typed", async () => {
    const { client } = await aSite({}, { GenerateSecret: true });
    const signIn = (more: Record<string, string>) =>
      passwordAuth(emulator(), client, "alice", PASSWORD, more);
    await refusal(
      signIn({}),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      signIn({ SECRET_HASH: secretHash(client, "bob") }),
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
    await expect(signIn({ SECRET_HASH: secretHash(client, "alice") })).resolves.toHaveProperty(
      "AuthenticationResult",
    );
  });

  test("without a secret may send a hash all the same", async () => {
    const { client } = await aSite();
    await expect(
      passwordAuth(emulator(), client, "alice", PASSWORD, { SECRET_HASH: "whatever" }),
    ).resolves.toHaveProperty("AuthenticationResult");
  });

  test("is asked for its hash before its flows are looked at", async () => {
    const { client } = await aSite({}, { GenerateSecret: true, ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] });
    await refusal(
      passwordAuth(emulator(), client, "alice"),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
  });
});

describe("parameters", () => {
  test.each<[AuthFlowType, Record<string, string>, string]>([
    ["USER_PASSWORD_AUTH", { PASSWORD }, "USERNAME"],
    ["USER_PASSWORD_AUTH", { USERNAME: "alice" }, "PASSWORD"],
    ["USER_PASSWORD_AUTH", { USERNAME: "", PASSWORD }, "USERNAME"],
    ["USER_SRP_AUTH", { SRP_A: "abc" }, "USERNAME"],
    ["USER_SRP_AUTH", { USERNAME: "alice" }, "SRP_A"],
    ["REFRESH_TOKEN_AUTH", {}, "REFRESH_TOKEN"],
    ["REFRESH_TOKEN", { USERNAME: "alice" }, "REFRESH_TOKEN"],
    ["CUSTOM_AUTH", {}, "USERNAME"],
  ])("%s with %j misses %s", async (flow, parameters, missing) => {
    const { client } = await aSite();
    await refusal(
      initiate(emulator(), client, flow, parameters),
      "InvalidParameterException",
      `Missing required parameter ${missing}`,
    );
  });

  test("a flow that does not exist is refused by the model", async () => {
    const { client } = await aSite();
    await expect(initiate(emulator(), client, "NO_SUCH_FLOW" as AuthFlowType, {})).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(
        /^1 validation error detected: Value 'NO_SUCH_FLOW' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: \[/,
      ),
    });
  });
});

describe("flows that a client does not allow", () => {
  const parameters = { USERNAME: "alice", PASSWORD, SRP_A: "abc", REFRESH_TOKEN: "none" };

  /** What each flow answers when it is not allowed. */
  const refusals: Partial<Record<AuthFlowType, string>> = {
    USER_PASSWORD_AUTH: "USER_PASSWORD_AUTH flow not enabled for this client",
    USER_SRP_AUTH: "USER_SRP_AUTH is not enabled for the client.",
    CUSTOM_AUTH: "CUSTOM_AUTH is not enabled for the client.",
    USER_AUTH: "USER_AUTH flow not enabled for this client",
    REFRESH_TOKEN_AUTH: "REFRESH_TOKEN_AUTH flow not enabled for this client",
    REFRESH_TOKEN: "REFRESH_TOKEN_AUTH flow not enabled for this client",
  };

  test.each<[ExplicitAuthFlowsType[] | undefined, AuthFlowType[]]>([
    [undefined, ["USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"]],
    [["ALLOW_USER_PASSWORD_AUTH"], ["USER_PASSWORD_AUTH"]],
    [["ALLOW_USER_SRP_AUTH"], ["USER_SRP_AUTH"]],
    [["ALLOW_CUSTOM_AUTH"], ["CUSTOM_AUTH"]],
    [["ALLOW_USER_AUTH"], ["USER_AUTH"]],
    [["ALLOW_REFRESH_TOKEN_AUTH"], ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"]],
    [["ALLOW_ADMIN_USER_PASSWORD_AUTH"], []],
    [["ADMIN_NO_SRP_AUTH"], ["USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"]],
    [
      ["USER_PASSWORD_AUTH"],
      ["USER_PASSWORD_AUTH", "USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"],
    ],
    [["CUSTOM_AUTH_FLOW_ONLY"], ["CUSTOM_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"]],
  ])("ExplicitAuthFlows %j allows %j", async (ExplicitAuthFlows, allowed) => {
    const { pool } = await aSite();
    const made = await emulator().idp.send(
      new CreateUserPoolClientCommand({ UserPoolId: pool.Id, ClientName: "test", ExplicitAuthFlows }),
    );
    const client = made.UserPoolClient as MadeClient;
    const refused: string[] = [];
    for (const [flow, message] of Object.entries(refusals) as [AuthFlowType, string][]) {
      const error = await initiate(emulator(), client, flow, parameters).catch((reason: Error) => reason);
      if (error instanceof Error && error.message === message) {
        expect(error.name).toBe("InvalidParameterException");
        refused.push(flow);
      }
    }
    expect(refused).toEqual(Object.keys(refusals).filter((flow) => !allowed.includes(flow as AuthFlowType)));
  });

  test.each(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)(
    "%s is for administrators",
    async (flow) => {
      const { client } = await aSite();
      await refusal(
        initiate(emulator(), client, flow, parameters),
        "InvalidParameterException",
        "Initiate Auth method not supported",
      );
    },
  );
});
