// SignUp through the official SDK.
import { SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import {
  account,
  aPoolAndClient,
  aVerifiedUser,
  type ClientInput,
  lastMessage,
  output,
  type PoolInput,
  SMS,
  signUp,
} from "../support/accounts.js";
import { aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { secretHash } from "../support/sign-in.js";

const emulator = useEmulator();

const SUB = /^[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const setUp = (pool?: PoolInput, client?: ClientInput) => aPoolAndClient(emulator(), pool, client);

describe("SignUp accepts", () => {
  it("a user whose e-mail address is to be verified", async () => {
    const { client } = await setUp();
    expect(output(await signUp(emulator(), client, "ada", { email: "ada@example.com" }))).toEqual({
      UserConfirmed: false,
      UserSub: expect.stringMatching(SUB),
      CodeDeliveryDetails: { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
    });
  });

  it("a phone number before an e-mail address when both are to be verified", async () => {
    const { client } = await setUp({ ...SMS, AutoVerifiedAttributes: ["email", "phone_number"] });
    const contacts = { email: "ada@example.com", phone_number: "+15555559934" };
    expect((await signUp(emulator(), client, "ada", contacts)).CodeDeliveryDetails).toEqual({
      Destination: "+*******9934",
      DeliveryMedium: "SMS",
      AttributeName: "phone_number",
    });
    expect((await signUp(emulator(), client, "bob", { email: "b@example.com" })).CodeDeliveryDetails).toEqual(
      { Destination: "b***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
    );
  });

  it("a user whom no code can reach, without delivery details", async () => {
    const { client } = await setUp({ AutoVerifiedAttributes: [] });
    const answer = output(await signUp(emulator(), client, "ada", { email: "ada@example.com" }));
    expect(answer).toEqual({ UserConfirmed: false, UserSub: expect.stringMatching(SUB) });
    const auto = await setUp();
    expect(await signUp(emulator(), auto.client, "ada")).not.toHaveProperty("CodeDeliveryDetails");
  });

  it("an e-mail address or phone number as the username where the pool says so", async () => {
    const { pool, client } = await setUp({
      UsernameAttributes: ["email", "phone_number"],
      AutoVerifiedAttributes: ["email"],
    });
    const { UserSub } = await signUp(emulator(), client, "ada@example.com");
    expect(await account(emulator(), pool, UserSub ?? "")).toEqual({
      status: "UNCONFIRMED",
      enabled: true,
      attributes: { email: "ada@example.com", email_verified: "false" },
    });
    await signUp(emulator(), client, "+15555550100");
    expect((await account(emulator(), pool, "+15555550100")).attributes).toEqual({
      phone_number: "+15555550100",
      phone_number_verified: "false",
    });
  });

  it("the right SECRET_HASH of a client with a secret", async () => {
    const { client } = await setUp({}, { GenerateSecret: true });
    const answer = await signUp(emulator(), client, "ada", {}, { SecretHash: secretHash(client, "ada") });
    expect(answer.UserConfirmed).toBe(false);
  });

  it("a user without a password where codes sign in", async () => {
    const { client } = await setUp(
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
      { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
    );
    const attributes = { email: "ada@example.com" };
    const answer = await signUp(emulator(), client, "ada", attributes, { Password: undefined });
    expect(answer.UserSub).toMatch(SUB);
  });

  it("an e-mail address that is another user's alias: only its owner may learn that", async () => {
    const { pool, client } = await setUp({ AliasAttributes: ["email"], AutoVerifiedAttributes: ["email"] });
    await aVerifiedUser(emulator(), pool, client, "jie", { email: "jie@example.com" });
    const answer = await signUp(emulator(), client, "shirley", { email: "jie@example.com" });
    expect(answer.CodeDeliveryDetails?.Destination).toBe("j***@e***");
  });
});

describe("SignUp refuses", () => {
  it("an unknown client", async () => {
    const ClientId = "1234567890abcdefghijklmnop";
    await refusal(
      signUp(emulator(), { ClientId }, "ada"),
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
  });

  it("a missing or wrong SECRET_HASH", async () => {
    const { client } = await setUp({}, { GenerateSecret: true });
    await refusal(
      signUp(emulator(), client, "ada"),
      "NotAuthorizedException",
      `Client ${client.ClientId} is configured with secret but SECRET_HASH was not received`,
    );
    await refusal(
      signUp(emulator(), client, "ada", {}, { SecretHash: secretHash(client, "bob") }),
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
  });

  it("everybody where only administrators create users", async () => {
    const { client } = await setUp({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    await refusal(
      signUp(emulator(), client, "ada"),
      "NotAuthorizedException",
      "SignUp is not permitted for this user pool",
    );
  });

  it.each([
    ["Sh0rt!!", "Password not long enough"],
    ["lower-case-1", "Password must have uppercase characters"],
    ["UPPER-CASE-1", "Password must have lowercase characters"],
    ["No-Numbers-Here", "Password must have numeric characters"],
    ["NoSymbols123", "Password must have symbol characters"],
    ["short", "Password not long enough"],
  ])("the password %s", async (Password, rule) => {
    const { client } = await setUp();
    await refusal(
      signUp(emulator(), client, "ada", {}, { Password }),
      "InvalidPasswordException",
      `Password did not conform with policy: ${rule}`,
    );
  });

  it("a password that has not even the form of one, before any policy", async () => {
    const { client } = await setUp();
    await refusal(
      signUp(emulator(), client, "ada", {}, { Password: " leading" }),
      "InvalidParameterException",
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  });

  it("no password where passwords are needed", async () => {
    const { client } = await setUp();
    await refusal(
      signUp(emulator(), client, "ada", {}, { Password: undefined }),
      "InvalidParameterException",
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
    );
  });

  it("a taken username, for clients that hide who exists as well", async () => {
    const { pool, client } = await setUp({}, { PreventUserExistenceErrors: "ENABLED" });
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(signUp(emulator(), client, "ada"), "UsernameExistsException", "User already exists");
    expect((await signUp(emulator(), client, "Ada")).UserSub).toMatch(SUB);
  });

  it("a taken username in other letters where case does not count", async () => {
    const { pool, client } = await setUp({ UsernameConfiguration: { CaseSensitive: false } });
    await aConfirmedUser(emulator(), pool, "ada");
    await refusal(signUp(emulator(), client, "ADA"), "UsernameExistsException", "User already exists");
  });

  it("a taken address where addresses are usernames", async () => {
    const { client } = await setUp({ UsernameAttributes: ["email", "phone_number"] });
    await signUp(emulator(), client, "ada@example.com", { phone_number: "+15555550100" });
    await refusal(
      signUp(emulator(), client, "ada@example.com"),
      "UsernameExistsException",
      "An account with the given email already exists.",
    );
    await refusal(
      signUp(emulator(), client, "+15555550100"),
      "UsernameExistsException",
      "An account with the given phone_number already exists.",
    );
  });

  it.each([
    [{ UsernameAttributes: ["email"] }, "ada", "Username should be an email."],
    [{ UsernameAttributes: ["phone_number"] }, "ada@example.com", "Username should be a phone number."],
    [
      { UsernameAttributes: ["email", "phone_number"] },
      "ada",
      "Username should be either an email or a phone number.",
    ],
    [
      { AliasAttributes: ["email"] },
      "ada@example.com",
      "Username cannot be of email format, since user pool is configured for email alias.",
    ],
    [
      { AliasAttributes: ["phone_number"] },
      "+15555550100",
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    ],
  ] as const)("by the form of usernames: %o, %s", async (kind, username, message) => {
    const { client } = await setUp(JSON.parse(JSON.stringify(kind)));
    await refusal(signUp(emulator(), client, username), "InvalidParameterException", message);
  });

  it("missing required attributes, empty ones too, all at once", async () => {
    const required = (Name: string) => ({ Name, Required: true, AttributeDataType: "String" as const });
    const { client } = await setUp({
      Schema: [required("email"), required("name"), required("family_name")],
    });
    await refusal(
      signUp(emulator(), client, "ada", { email: "ada@example.com", family_name: "" }),
      "InvalidParameterException",
      "Attributes did not conform to the schema: name.formatted: The attribute name.formatted is required\nfamily_name: The attribute is required\n",
    );
  });

  it.each([
    [
      { "custom:none": "x" },
      "Attributes did not conform to the schema: custom:none: Attribute does not exist in the schema.\n",
    ],
    [
      { "custom:level": "12" },
      "Attributes did not conform to the schema: custom:level: Number must be less than or equal to 9\n",
    ],
    [
      { birthdate: "1815" },
      "Attributes did not conform to the schema: birthdate: String must be at least 10 characters long\n",
    ],
    [{ email: "not an address" }, "Invalid email address format."],
    [{ phone_number: "5555550100" }, "Invalid phone number format."],
  ])("the attributes %o", async (attributes, message) => {
    const { client } = await setUp({
      Schema: [
        {
          Name: "level",
          AttributeDataType: "Number",
          Mutable: true,
          NumberAttributeConstraints: { MinValue: "0", MaxValue: "9" },
        },
      ],
    });
    await refusal(
      signUp(emulator(), client, "ada", attributes as unknown as Record<string, string>),
      "InvalidParameterException",
      message,
    );
  });

  it("an attribute without a value", async () => {
    const { client } = await setUp();
    await refusal(
      signUp(emulator(), client, "ada", {}, { UserAttributes: [{ Name: "picture" }] }),
      "InvalidParameterException",
      "Attribute value for picture must not be null",
    );
  });

  it.each(["sub", "email_verified", "phone_number_verified", "nickname"])(
    "%s, which the client may not write",
    async (name) => {
      const { client } = await setUp({}, { WriteAttributes: ["email"] });
      await refusal(
        signUp(emulator(), client, "ada", { email: "ada@example.com", [name]: "true" }),
        "NotAuthorizedException",
        "A client attempted to write unauthorized attribute",
      );
    },
  );

  it("preferred_username where it is an alias", async () => {
    const { client } = await setUp({ AliasAttributes: ["preferred_username"] });
    await refusal(
      signUp(emulator(), client, "ada", { preferred_username: "countess" }),
      "InvalidParameterException",
      "Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.",
    );
  });
});

describe("SignUp remembers", () => {
  it("an unconfirmed user with unverified addresses, who can't sign in yet", async () => {
    const { pool, client } = await setUp();
    const attributes = {
      email: "ada@example.com",
      phone_number: "+15555550100",
      given_name: "Ada",
      nickname: "",
    };
    await signUp(emulator(), client, "ada", attributes);
    expect(await account(emulator(), pool, "ada")).toEqual({
      status: "UNCONFIRMED",
      enabled: true,
      attributes: {
        email: "ada@example.com",
        email_verified: "false",
        phone_number: "+15555550100",
        phone_number_verified: "false",
        given_name: "Ada",
      },
    });
    await refusal(
      signIn(emulator(), pool, client, "ada"),
      "UserNotConfirmedException",
      "User is not confirmed.",
    );
  });

  it("nothing of a refused call", async () => {
    const { pool, client } = await setUp({ UsernameAttributes: ["email", "phone_number"] });
    await signUp(emulator(), client, "+15555550100");
    const taken = signUp(emulator(), client, "ada@example.com", { phone_number: "+15555550100" });
    await expect(taken).rejects.toMatchObject({ name: "UsernameExistsException" });
    await refusal(
      account(emulator(), pool, "ada@example.com"),
      "UserNotFoundException",
      "User does not exist.",
    );
    expect((await signUp(emulator(), client, "ada@example.com")).UserSub).toMatch(SUB);
  });

  it("one of two who ask for the same name at once", async () => {
    const { client } = await setUp();
    const outcomes = await Promise.allSettled([
      signUp(emulator(), client, "ada"),
      signUp(emulator(), client, "ada"),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("SignUp notifies", () => {
  it("by an e-mail with a code", async () => {
    const { pool, client } = await setUp();
    emulator().clock.freeze();
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    const message = lastMessage(emulator(), { poolId: pool.Id });
    expect(message).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: new Date(emulator().clock.now()).toISOString(),
      poolId: pool.Id,
      clientId: client.ClientId,
      username: "ada",
      medium: "EMAIL",
      to: "ada@example.com",
      kind: "SignUp",
      subject: "Your verification code",
      text: `Your confirmation code is ${message.code}`,
      html: `Your confirmation code is ${message.code}`,
      code: expect.stringMatching(/^[0-9]{6}$/),
      from: "no-reply@verificationemail.com",
      deliveries: [],
    });
  });

  it("by a text message without subject and HTML", async () => {
    const { pool, client } = await setUp({
      ...SMS,
      AutoVerifiedAttributes: ["phone_number"],
      SmsVerificationMessage: "<{####}> & go",
    });
    await signUp(emulator(), client, "ada", { phone_number: "+15555550100" });
    const message = lastMessage(emulator(), { poolId: pool.Id });
    expect(message).toMatchObject({
      medium: "SMS",
      to: "+15555550100",
      text: `<${message.code}> & go`,
    });
    expect(message).not.toHaveProperty("subject");
    expect(message).not.toHaveProperty("html");
  });

  it("in the words of the pool, as HTML and as plain text", async () => {
    const { pool, client } = await setUp({
      AutoVerifiedAttributes: ["email"],
      VerificationMessageTemplate: {
        EmailSubject: "Welcome!",
        EmailMessage:
          "<style>p { color: red }</style><p>Hello &amp; welcome</p>Enter <b>{####}</b><br>soon, or again: {####}",
      },
    });
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    const { code, subject, text, html } = lastMessage(emulator(), { poolId: pool.Id });
    expect({ subject, text, html }).toEqual({
      subject: "Welcome!",
      text: `Hello & welcome\nEnter ${code}\nsoon, or again: ${code}`,
      html: `<style>p { color: red }</style><p>Hello &amp; welcome</p>Enter <b>${code}</b><br>soon, or again: ${code}`,
    });
  });

  it("by a link where the pool says so, escaped", async () => {
    const { pool, client } = await setUp({
      AutoVerifiedAttributes: ["email"],
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_LINK",
        EmailSubjectByLink: "Click",
        EmailMessageByLink: "Please {##click <i>here##} now",
      },
    });
    await signUp(emulator(), client, 'a"&<b>', { email: "ada@example.com" });
    const { code, link, ...message } = lastMessage(emulator(), { poolId: pool.Id });
    expect(link).toBe(
      `${emulator().url}/confirmUser?client_id=${client.ClientId}&user_name=a%22%26%3Cb%3E&confirmation_code=${code}`,
    );
    expect(message).toMatchObject({
      subject: "Click",
      html: `Please <a href="${link?.replaceAll("&", "&amp;")}">click <i>here</a> now`,
      text: `Please click here (${link}) now`,
    });
  });

  it("nobody when no code was made or the call was refused", async () => {
    const { pool, client } = await setUp({ AutoVerifiedAttributes: [] });
    await signUp(emulator(), client, "ada", { email: "ada@example.com" });
    const again = emulator().idp.send(
      new SignUpCommand({ ClientId: client.ClientId, Username: "ada", Password: PASSWORD }),
    );
    await expect(again).rejects.toMatchObject({ name: "UsernameExistsException" });
    expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
  });
});
