// GetUserAttributeVerificationCode through the official SDK.
import {
  GetUserAttributeVerificationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { account, aSignedInUser, lastMessage, output } from "../support/accounts.js";
import { attributeList, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const ask = (AccessToken: string, AttributeName = "email") =>
  emulator().idp.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));

const EMAIL = { email: "ada@example.com" };
const BY_EMAIL = { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" };
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

describe("GetUserAttributeVerificationCode accepts", () => {
  it("an address, verified or not, whether the pool verifies it by itself or not", async () => {
    const attributes = { ...EMAIL, phone_number: "+15555559934", phone_number_verified: "true" };
    const { AccessToken } = await aSignedInUser(emulator(), attributes, { AutoVerifiedAttributes: [] });
    expect(output(await ask(AccessToken))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
    expect(output(await ask(AccessToken, "phone_number"))).toEqual({
      CodeDeliveryDetails: {
        Destination: "+*******9934",
        DeliveryMedium: "SMS",
        AttributeName: "phone_number",
      },
    });
  });
});

describe("GetUserAttributeVerificationCode refuses", () => {
  it("bad access tokens", () => refusesBadTokens(emulator(), ask));

  it("an attribute that no code can prove", async () => {
    const { AccessToken } = await aSignedInUser(emulator(), { nickname: "Countess" });
    await refusal(
      ask(AccessToken, "nickname"),
      "InvalidParameterException",
      "Invalid attribute name: nickname cannot be verified.",
    );
  });

  it("an address that the user does not have", async () => {
    const { AccessToken } = await aSignedInUser(emulator());
    await refusal(ask(AccessToken), "InvalidParameterException", "User does not have email to verify.");
  });

  it("more than 5 calls in an hour", async () => {
    const { pool, client, AccessToken } = await aSignedInUser(emulator(), EMAIL);
    for (let call = 0; call < 5; call++) await ask(AccessToken);
    await refusal(ask(AccessToken), ...LIMIT);
    emulator().clock.advance({ hours: 1 });
    const fresh = await signIn(emulator(), pool, client, "ada");
    expect(output(await ask(fresh.AccessToken))).toEqual({ CodeDeliveryDetails: BY_EMAIL });
  });
});

it("GetUserAttributeVerificationCode remembers a code that proves the address", async () => {
  const { pool, AccessToken } = await aSignedInUser(emulator(), EMAIL);
  await ask(AccessToken);
  expect((await account(emulator(), pool, "ada")).attributes).toEqual(EMAIL);
  const { code } = lastMessage(emulator(), { poolId: pool.Id });
  await emulator().idp.send(
    new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: code }),
  );
  expect((await account(emulator(), pool, "ada")).attributes).toEqual({ ...EMAIL, email_verified: "true" });
});

describe("GetUserAttributeVerificationCode notifies", () => {
  it("the address", async () => {
    const { pool, client, AccessToken } = await aSignedInUser(emulator(), EMAIL);
    await ask(AccessToken);
    const { code, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(code).toMatch(/^[0-9]{6}$/);
    expect(message).toMatchObject({
      clientId: client.ClientId,
      username: "ada",
      medium: "EMAIL",
      to: "ada@example.com",
      kind: "VerifyUserAttribute",
      subject: "Your verification code",
      text: `Your confirmation code is ${code}`,
    });
  });

  it("a new address that waits for its proof, instead of the present one", async () => {
    const { pool, AccessToken } = await aSignedInUser(
      emulator(),
      { ...EMAIL, email_verified: "true" },
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
    );
    await emulator().idp.send(
      new UpdateUserAttributesCommand({
        AccessToken,
        UserAttributes: attributeList({ email: "new@example.com" }),
      }),
    );
    expect((await ask(AccessToken)).CodeDeliveryDetails?.Destination).toBe("n***@e***");
    const { code, to } = lastMessage(emulator(), { poolId: pool.Id });
    expect(to).toBe("new@example.com");
    await emulator().idp.send(
      new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: code }),
    );
    expect((await account(emulator(), pool, "ada")).attributes.email).toBe("new@example.com");
  });
});

it("GetUserAttributeVerificationCode sends nothing to an address that is replaced at the same moment", async () => {
  const { pool, AccessToken } = await aSignedInUser(emulator(), EMAIL);
  const { app } = emulator();
  const call = (operation: string, input: object) =>
    app.call("cognito-idp", operation, { AccessToken, ...input });
  // From now on the token's signature is known, and reading it takes equally long for both.
  await call("GetUser", {});
  await Promise.all([
    call("UpdateUserAttributes", { UserAttributes: attributeList({ email: "new@example.com" }) }),
    call("GetUserAttributeVerificationCode", { AttributeName: "email" }),
  ]);
  const recipients = emulator()
    .inbox.list({ poolId: pool.Id })
    .map(({ to }) => to);
  expect(recipients).toEqual(["new@example.com", "new@example.com"]);
});
