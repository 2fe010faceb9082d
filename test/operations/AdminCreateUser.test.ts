// AdminCreateUser through the official SDK.
import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient, aConfirmedUser, aPool, attributeList, PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

const create = (UserPoolId: string, Username: string, rest: Partial<AdminCreateUserCommandInput> = {}) =>
  emulator().idp.send(new AdminCreateUserCommand({ UserPoolId, Username, ...rest }));

const get = (UserPoolId: string, Username: string) =>
  emulator().idp.send(new AdminGetUserCommand({ UserPoolId, Username }));

const signIn = (pool: { Id: string }, client: { ClientId: string }, USERNAME: string, PASSWORD: string) =>
  emulator().idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.Id,
      ClientId: client.ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );

const inboxOf = (pool: { Id: string }) => emulator().inbox.list({ poolId: pool.Id });
const attributesOf = (list: { Name?: string | undefined; Value?: string | undefined }[] | undefined) =>
  Object.fromEntries((list ?? []).map(({ Name, Value }) => [Name, Value]));

describe("AdminCreateUser accepts", () => {
  it("nothing but a username, and answers the whole user", async () => {
    const pool = await aPool(emulator());
    emulator().clock.freeze();
    const { User } = await create(pool.Id, "ada");
    const now = new Date(emulator().clock.now());
    emulator().clock.resume();
    expect(User).toEqual({
      Username: "ada",
      Attributes: [{ Name: "sub", Value: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      UserCreateDate: now,
      UserLastModifiedDate: now,
      Enabled: true,
      UserStatus: "FORCE_CHANGE_PASSWORD",
    });
  });

  it("attributes, also custom and developer-only ones, and keeps none that are empty", async () => {
    const pool = await aPool(emulator(), {
      Schema: [
        { Name: "tier", AttributeDataType: "Number" },
        { Name: "note", AttributeDataType: "String", DeveloperOnlyAttribute: true },
      ],
    });
    const { User } = await create(pool.Id, "ada", {
      UserAttributes: attributeList({
        email: "ada@example.com",
        email_verified: "true",
        name: "",
        "custom:tier": "7",
        "dev:custom:note": "first",
      }),
    });
    const { sub, ...attributes } = attributesOf(User?.Attributes);
    expect(attributes).toEqual({
      email: "ada@example.com",
      email_verified: "true",
      "custom:tier": "7",
      "dev:custom:note": "first",
    });
  });

  it("an address as username where the pool wants one, and stores the sub as username", async () => {
    const pool = await aPool(emulator(), { UsernameAttributes: ["email", "phone_number"] });
    const byMail = (await create(pool.Id, "ada@example.com")).User;
    const byPhone = (await create(pool.Id, "+15555550100")).User;
    expect(attributesOf(byMail?.Attributes)).toEqual({ sub: byMail?.Username, email: "ada@example.com" });
    expect(attributesOf(byPhone?.Attributes)).toEqual({
      sub: byPhone?.Username,
      phone_number: "+15555550100",
    });
    expect((await get(pool.Id, "+15555550100")).Username).toBe(byPhone?.Username);
  });

  it("a username in any case of letters where the pool ignores it", async () => {
    const pool = await aPool(emulator(), { UsernameConfiguration: { CaseSensitive: false } });
    expect((await create(pool.Id, "Ada")).User?.Username).toBe("ada");
  });

  it("ValidationData and ClientMetadata without keeping them", async () => {
    const pool = await aPool(emulator());
    const { User } = await create(pool.Id, "ada", {
      ValidationData: [{ Name: "ticket", Value: "42" }],
      ClientMetadata: { ticket: "42" },
    });
    expect(User?.Attributes).toHaveLength(1);
  });

  it("a user without required attributes, who gives them at the first sign-in", async () => {
    const pool = await aPool(emulator(), { Schema: [{ Name: "email", Required: true }] });
    const { User } = await create(pool.Id, "ada");
    expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  });

  it("a sub that a fixture fixes", async () => {
    const pool = await aPool(emulator());
    const sub = "11111111-2222-3333-4444-555555555555";
    const input = { UserPoolId: pool.Id, Username: "ada" };
    await emulator().app.call("cognito-idp", "AdminCreateUser", input, { pins: { sub } });
    expect(attributesOf((await get(pool.Id, "ada")).UserAttributes).sub).toBe(sub);
  });
});

describe("AdminCreateUser remembers", () => {
  it("a given temporary password, for as long as the pool says", async () => {
    const pool = await aPool(emulator(), {
      Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 2 } },
    });
    const client = await aClient(emulator(), pool);
    await create(pool.Id, "ada", { TemporaryPassword: PASSWORD });

    emulator().clock.advance({ days: 1, hours: 23, minutes: 59 });
    expect((await signIn(pool, client, "ada", PASSWORD)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    emulator().clock.advance({ minutes: 2 });
    await refusal(
      signIn(pool, client, "ada", PASSWORD),
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    );
    emulator().clock.reset();
  });

  it("a generated password that satisfies the pool's policy", async () => {
    const pool = await aPool(emulator(), {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 20,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    });
    const client = await aClient(emulator(), pool);
    await create(pool.Id, "ada", { UserAttributes: attributeList({ email: "ada@example.com" }) });
    const code = inboxOf(pool)[0]?.code ?? "";
    expect(code).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{20}$/);
    expect((await signIn(pool, client, "ada", code)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });
});

describe("AdminCreateUser notifies", () => {
  const both = attributeList({ email: "ada@example.com", phone_number: "+15555550100" });

  it("by SMS unless told otherwise", async () => {
    const pool = await aPool(emulator());
    await create(pool.Id, "ada", { UserAttributes: both, TemporaryPassword: PASSWORD });
    expect(inboxOf(pool)).toEqual([
      expect.objectContaining({
        poolId: pool.Id,
        username: "ada",
        medium: "SMS",
        to: "+15555550100",
        kind: "AdminCreateUser",
        text: `Your username is ada and temporary password is ${PASSWORD}.`,
        code: PASSWORD,
      }),
    ]);
  });

  it("by e-mail a user without a phone", async () => {
    const pool = await aPool(emulator());
    await create(pool.Id, "ada", {
      UserAttributes: attributeList({ email: "ada@example.com" }),
      TemporaryPassword: PASSWORD,
    });
    expect(inboxOf(pool)).toEqual([
      expect.objectContaining({
        medium: "EMAIL",
        to: "ada@example.com",
        subject: "Your temporary password",
        text: `Your username is ada and temporary password is ${PASSWORD}.`,
      }),
    ]);
  });

  it("by every medium that is asked for, each once", async () => {
    const pool = await aPool(emulator());
    await create(pool.Id, "ada", { UserAttributes: both, DesiredDeliveryMediums: ["EMAIL", "SMS", "EMAIL"] });
    expect(inboxOf(pool).map(({ medium }) => medium)).toEqual(["EMAIL", "SMS"]);
  });

  it("nobody who has no address, or when suppressed", async () => {
    const pool = await aPool(emulator());
    await create(pool.Id, "ada");
    await create(pool.Id, "bea", {
      UserAttributes: both,
      MessageAction: "SUPPRESS",
      DesiredDeliveryMediums: ["EMAIL"],
    });
    // Nor does it matter then that an address is missing.
    await create(pool.Id, "cy", { MessageAction: "SUPPRESS", DesiredDeliveryMediums: ["SMS"] });
    expect(inboxOf(pool)).toEqual([]);
  });

  it("with the pool's own words, and the address as username where it is one", async () => {
    const pool = await aPool(emulator(), {
      UsernameAttributes: ["email"],
      AdminCreateUserConfig: {
        InviteMessageTemplate: {
          EmailSubject: "Welcome",
          EmailMessage: "<b>{username}</b>: {####}",
        },
      },
    });
    await create(pool.Id, "ada@example.com", { TemporaryPassword: PASSWORD });
    expect(inboxOf(pool)).toEqual([
      expect.objectContaining({
        subject: "Welcome",
        html: `<b>ada@example.com</b>: ${PASSWORD}`,
        text: `ada@example.com: ${PASSWORD}`,
      }),
    ]);
  });
});

describe("AdminCreateUser where the pool's words have no place for the password", () => {
  it("delivers nothing by that medium", async () => {
    const pool = await aPool(emulator(), {
      AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: "Welcome, {username}!" } },
    });
    await create(pool.Id, "ada", {
      UserAttributes: attributeList({ email: "ada@example.com", phone_number: "+15555550100" }),
      DesiredDeliveryMediums: ["EMAIL", "SMS"],
    });
    expect(inboxOf(pool).map(({ medium }) => medium)).toEqual(["SMS"]);
  });
});

describe("AdminCreateUser with RESEND", () => {
  it("gives another password and more time, and sends them", async () => {
    const pool = await aPool(emulator());
    const client = await aClient(emulator(), pool);
    const created = await create(pool.Id, "ada", {
      UserAttributes: attributeList({ email: "ada@example.com" }),
      TemporaryPassword: PASSWORD,
    });
    emulator().clock.advance({ days: 30 });
    const { User } = await create(pool.Id, "ada", {
      MessageAction: "RESEND",
      DesiredDeliveryMediums: ["EMAIL"],
    });
    expect(User).toEqual({
      ...created.User,
      UserLastModifiedDate: expect.any(Date),
    });
    expect(User?.UserLastModifiedDate?.getTime()).toBeGreaterThan(User?.UserCreateDate?.getTime() ?? 0);

    const [first, second] = inboxOf(pool);
    expect(second?.code).not.toBe(first?.code);
    await refusal(
      signIn(pool, client, "ada", PASSWORD),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
    expect((await signIn(pool, client, "ada", second?.code ?? "")).ChallengeName).toBe(
      "NEW_PASSWORD_REQUIRED",
    );
    emulator().clock.reset();
  });

  it("takes a password of the administrator's choice, and no attributes", async () => {
    const pool = await aPool(emulator());
    await create(pool.Id, "ada", { UserAttributes: attributeList({ email: "ada@example.com" }) });
    const { User } = await create(pool.Id, "ada", {
      MessageAction: "RESEND",
      TemporaryPassword: PASSWORD,
      UserAttributes: attributeList({ email: "other@example.com" }),
    });
    expect(attributesOf(User?.Attributes).email).toBe("ada@example.com");
    expect(inboxOf(pool).at(-1)).toMatchObject({ to: "ada@example.com", code: PASSWORD });
  });

  it("refuses who does not exist, who needs no invitation, and weak passwords", async () => {
    const pool = await aPool(emulator());
    await aConfirmedUser(emulator(), pool, "done");
    await create(pool.Id, "new");
    const resend = (username: string, rest: Partial<AdminCreateUserCommandInput> = {}) =>
      create(pool.Id, username, { MessageAction: "RESEND", ...rest });

    await refusal(resend("ada"), "UserNotFoundException", "User does not exist.");
    await refusal(
      resend("done"),
      "UnsupportedUserStateException",
      "Resend not possible. done status is not FORCE_CHANGE_PASSWORD",
    );
    await refusal(
      resend("new", { TemporaryPassword: "Sh0rt!" }),
      "InvalidPasswordException",
      "Password did not conform with password policy: Password not long enough",
    );
    await refusal(
      resend("new", { DesiredDeliveryMediums: ["EMAIL"] }),
      "InvalidParameterException",
      "No email provided but desired delivery medium was Email",
    );
  });
});

describe("AdminCreateUser in a passwordless pool", () => {
  const passwordless = {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const, "EMAIL_OTP" as const] } },
    Schema: [{ Name: "email", Required: true }],
  };

  it("makes no password up: the user is confirmed and only learns the username", async () => {
    const pool = await aPool(emulator(), passwordless);
    const { User } = await create(pool.Id, "ada", {
      UserAttributes: attributeList({ email: "ada@example.com" }),
    });
    expect(User?.UserStatus).toBe("CONFIRMED");
    const [message] = inboxOf(pool);
    expect(message).toMatchObject({ subject: "Your new account", text: "Your username is ada." });
    expect(message?.code).toBeUndefined();
  });

  it("still takes a temporary password", async () => {
    const pool = await aPool(emulator(), passwordless);
    const { User } = await create(pool.Id, "ada", { TemporaryPassword: PASSWORD });
    expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  });

  it("takes a blank temporary password as none", async () => {
    const pool = await aPool(emulator(), passwordless);
    const { User } = await create(pool.Id, "ada", {
      ...{ TemporaryPassword: "", UserAttributes: attributeList({ email: "ada@example.com" }) },
    });
    expect(User?.UserStatus).toBe("CONFIRMED");
  });

  it("wants an address that gets codes of a user without a password", async () => {
    const pool = await aPool(emulator(), { Policies: passwordless.Policies });
    for (const attributes of [{}, { phone_number: "+15555550123" }])
      await refusal(
        create(pool.Id, "ada", { UserAttributes: attributeList(attributes as Record<string, string>) }),
        "InvalidParameterException",
        "An email or phone number that can receive one-time passwords is required for a user without a password.",
      );
  });

  it("wants every required attribute of a user without a password", async () => {
    const pool = await aPool(emulator(), passwordless);
    await refusal(
      create(pool.Id, "ada"),
      "InvalidParameterException",
      "Attributes did not conform to the schema: email: The attribute is required\n",
    );
  });
});

describe("AdminCreateUser refuses", () => {
  refusesUnknownPool((poolId) => create(poolId, "ada"));

  it("a taken username, also of a disabled user and in another case of letters", async () => {
    const pool = await aPool(emulator(), { UsernameConfiguration: { CaseSensitive: false } });
    await create(pool.Id, "ada");
    await emulator().idp.send(new AdminDisableUserCommand({ UserPoolId: pool.Id, Username: "ada" }));
    for (const name of ["ada", "ADA"])
      await refusal(create(pool.Id, name), "UsernameExistsException", "User account already exists");
    await refusal(
      create(pool.Id, "ada", { MessageAction: "SUPPRESS" }),
      "UsernameExistsException",
      "User account already exists",
    );
  });

  it("usernames that the pool's kind does not allow", async () => {
    const cases = [
      [{ UsernameAttributes: ["email"] }, "ada", "Username should be an email."],
      [{ UsernameAttributes: ["phone_number"] }, "ada", "Username should be a phone number."],
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
    ] as const;
    for (const [settings, username, message] of cases) {
      const pool = await aPool(emulator(), settings as object);
      await refusal(create(pool.Id, username), "InvalidParameterException", message);
    }
  });

  it("an address that is somebody's username", async () => {
    const pool = await aPool(emulator(), { UsernameAttributes: ["email", "phone_number"] });
    await create(pool.Id, "ada@example.com");
    await create(pool.Id, "+15555550100");
    await refusal(
      create(pool.Id, "ada@example.com"),
      "UsernameExistsException",
      "An account with the given email already exists.",
    );
    // Nor can it be forced.
    await refusal(
      create(pool.Id, "+15555550100", { ForceAliasCreation: true }),
      "UsernameExistsException",
      "An account with the given phone_number already exists.",
    );
  });

  it("attributes that the schema does not allow", async () => {
    const pool = await aPool(emulator(), {
      Schema: [{ Name: "tier", AttributeDataType: "Number" }],
    });
    const cases = [
      [
        { "custom:foo": "1", "custom:bar": "2" },
        "Attributes did not conform to the schema: custom:foo: Attribute does not exist in the schema.\n" +
          "custom:bar: Attribute does not exist in the schema.\n",
      ],
      [
        { "custom:tier": "x" },
        "Attributes did not conform to the schema: custom:tier: Value must be a number\n",
      ],
      [{ email: "ada" }, "Invalid email address format."],
      [{ phone_number: "555" }, "Invalid phone number format."],
      [{ email_verified: "true" }, "Email is required to verify/un-verify an email"],
      [{ phone_number_verified: "true" }, "Phone Number is required to verify/un-verify a phone number"],
      [{ sub: "mine" }, "user.sub: Attribute cannot be updated.\n"],
    ] as const;
    for (const [attributes, message] of cases)
      await refusal(
        create(pool.Id, "ada", { UserAttributes: attributeList(attributes as Record<string, string>) }),
        "InvalidParameterException",
        message,
      );
    await refusal(
      create(pool.Id, "ada", { UserAttributes: [{ Name: "name" }] }),
      "InvalidParameterException",
      "Attribute value for name must not be null",
    );
    await refusal(get(pool.Id, "ada"), "UserNotFoundException", "User does not exist.");
  });

  it("a user without a required attribute that could never be given later", async () => {
    const pool = await aPool(emulator(), { Schema: [{ Name: "name", Required: true, Mutable: false }] });
    await refusal(
      create(pool.Id, "ada"),
      "InvalidParameterException",
      "Attributes did not conform to the schema: name.formatted: The attribute name.formatted is required\n",
    );
  });

  it("temporary passwords, by the first rule of the policy that they break", async () => {
    const pool = await aPool(emulator());
    const cases = [
      ["Sh0rt!", "Password not long enough"],
      ["lower-case-1", "Password must have uppercase characters"],
      ["UPPER-CASE-1", "Password must have lowercase characters"],
      ["No-Numbers", "Password must have numeric characters"],
      ["NoSymbols1", "Password must have symbol characters"],
    ] as const;
    for (const [password, problem] of cases)
      await refusal(
        create(pool.Id, "ada", { TemporaryPassword: password }),
        "InvalidPasswordException",
        `Password did not conform with password policy: ${problem}`,
      );
  });

  it("a medium by which the user can't be reached", async () => {
    const pool = await aPool(emulator());
    await refusal(
      create(pool.Id, "ada", { DesiredDeliveryMediums: ["EMAIL"] }),
      "InvalidParameterException",
      "No email provided but desired delivery medium was Email",
    );
    await refusal(
      create(pool.Id, "ada", {
        UserAttributes: attributeList({ email: "ada@example.com" }),
        DesiredDeliveryMediums: ["EMAIL", "SMS"],
      }),
      "InvalidParameterException",
      "No phone number provided but desired delivery medium was SMS",
    );
    await refusal(get(pool.Id, "ada"), "UserNotFoundException", "User does not exist.");
  });
});

describe("AdminCreateUser and aliases", () => {
  const verified = attributeList({ email: "ada@example.com", email_verified: "true" });
  const aPoolWithAliases = () =>
    aPool(emulator(), { AliasAttributes: ["email", "phone_number", "preferred_username"] });

  it("refuses a verified alias that somebody holds, and takes it over when forced", async () => {
    const pool = await aPoolWithAliases();
    await create(pool.Id, "ada", { UserAttributes: verified });
    await refusal(
      create(pool.Id, "bea", { UserAttributes: verified }),
      "UsernameExistsException",
      "An account with the email already exists.",
    );
    await refusal(get(pool.Id, "bea"), "UserNotFoundException", "User does not exist.");

    await create(pool.Id, "bea", { UserAttributes: verified, ForceAliasCreation: true });
    expect((await get(pool.Id, "ada@example.com")).Username).toBe("bea");
    expect(attributesOf((await get(pool.Id, "ada")).UserAttributes)).toMatchObject({
      email: "ada@example.com",
      email_verified: "false",
    });
  });

  it("lets several users have an address as long as one of them at most has verified it", async () => {
    const pool = await aPoolWithAliases();
    const unverified = attributeList({ email: "ada@example.com" });
    await create(pool.Id, "ada", { UserAttributes: verified });
    await create(pool.Id, "bea", { UserAttributes: unverified, ForceAliasCreation: true });
    expect((await get(pool.Id, "ada@example.com")).Username).toBe("ada");
  });

  it("never takes a preferred_username over", async () => {
    const pool = await aPoolWithAliases();
    const preferred = attributeList({ preferred_username: "countess" });
    await create(pool.Id, "ada", { UserAttributes: preferred });
    await refusal(
      create(pool.Id, "bea", { UserAttributes: preferred, ForceAliasCreation: true }),
      "UsernameExistsException",
      "An account with the preferred_username already exists.",
    );
  });
});
