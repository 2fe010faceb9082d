// GetUser through the official SDK.
import {
  AdminUpdateUserAttributesCommand,
  GetUserCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aSignedInUser, attributesOf, output } from "../support/accounts.js";
import { attributeList } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";

const emulator = useEmulator();

const get = (AccessToken: string) => emulator().idp.send(new GetUserCommand({ AccessToken }));

const SUB = /^[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("GetUser accepts", () => {
  it("an access token, and answers the username and every attribute", async () => {
    const attributes = { email: "ada@example.com", email_verified: "true", given_name: "Ada" };
    const { AccessToken } = await aSignedInUser(emulator(), attributes);
    expect(output(await get(AccessToken))).toEqual({
      Username: "ada",
      UserAttributes: [{ Name: "sub", Value: expect.stringMatching(SUB) }, ...attributeList(attributes)],
    });
  });

  it("a user whose address is the username: the stored username is the sub", async () => {
    const { AccessToken, username } = await aSignedInUser(
      emulator(),
      { email: "ada@example.com" },
      { UsernameAttributes: ["email"] },
    );
    const { Username, UserAttributes } = await get(AccessToken);
    expect(Username).toBe(username);
    expect(attributesOf(UserAttributes)).toEqual({ sub: username, email: "ada@example.com" });
  });

  it("custom attributes, but keeps those for developers back", async () => {
    const { pool, AccessToken } = await aSignedInUser(
      emulator(),
      {},
      {
        Schema: [
          { Name: "plan", AttributeDataType: "String", Mutable: true },
          { Name: "secret", AttributeDataType: "String", Mutable: true, DeveloperOnlyAttribute: true },
        ],
      },
    );
    await emulator().idp.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: pool.Id,
        Username: "ada",
        UserAttributes: attributeList({ "custom:plan": "free", "dev:custom:secret": "x" }),
      }),
    );
    expect(attributesOf((await get(AccessToken)).UserAttributes)).toEqual({
      sub: expect.any(String),
      "custom:plan": "free",
    });
  });

  it("a client that may not read everything, by what it may read now", async () => {
    const attributes = { email: "ada@example.com", given_name: "Ada", nickname: "Countess" };
    const { pool, client, AccessToken } = await aSignedInUser(emulator(), attributes);
    await emulator().idp.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        ReadAttributes: ["email"],
      }),
    );
    const { sub, ...readable } = attributesOf((await get(AccessToken)).UserAttributes);
    expect(readable).toEqual({ email: "ada@example.com" });
    expect(sub).toMatch(SUB);
  });
});

it("GetUser refuses bad access tokens", () => refusesBadTokens(emulator(), get));

it("GetUser remembers nothing and notifies nobody", async () => {
  const { pool, AccessToken } = await aSignedInUser(emulator(), { email: "ada@example.com" });
  expect(output(await get(AccessToken))).toEqual(output(await get(AccessToken)));
  expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
});
