// A temporary password leads to NEW_PASSWORD_REQUIRED; its sessions can't be replayed, moved or kept for later.
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type SchemaAttributeType,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import {
  aClient,
  aConfirmedUser,
  aPool,
  attributeList,
  type MadeClient,
  type MadePool,
  PASSWORD,
} from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { passwordAuth, respond } from "../support/sign-in.js";

const emulator = useEmulator();

const TEMPORARY = "Temp0rary-one!";
const CHOSEN = "Ch0sen-by-me!";

const schema: SchemaAttributeType[] = [
  { Name: "email", Required: true, Mutable: true },
  { Name: "given_name", Required: true, Mutable: true },
  {
    Name: "badge",
    AttributeDataType: "Number",
    Mutable: true,
    NumberAttributeConstraints: { MaxValue: "99" },
  },
];

let pool: MadePool;
let client: MadeClient;
let counter = 0;

beforeAll(async () => {
  pool = await aPool(emulator(), { Schema: schema });
  client = await aClient(emulator(), pool);
});

async function anInvitedUser(attributes: Record<string, string> = {}, where = pool): Promise<string> {
  const username = `user${counter++}`;
  await emulator().idp.send(
    new AdminCreateUserCommand({
      UserPoolId: where.Id,
      Username: username,
      TemporaryPassword: TEMPORARY,
      MessageAction: "SUPPRESS",
      UserAttributes: attributeList({ email: `${username}@example.com`, ...attributes }),
    }),
  );
  return username;
}

const begin = (username: string) => passwordAuth(emulator(), client, username, TEMPORARY);

const answer = (session: string | undefined, username: string, responses: Record<string, string> = {}) =>
  respond(emulator(), client, "NEW_PASSWORD_REQUIRED", session, {
    USERNAME: username,
    NEW_PASSWORD: CHOSEN,
    "userAttributes.given_name": "Given",
    ...responses,
  });

const userOf = async (username: string) => {
  const user = await emulator().idp.send(
    new AdminGetUserCommand({ UserPoolId: pool.Id, Username: username }),
  );
  const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
  return { status: user.UserStatus, attributes };
};

describe("the question", () => {
  test("names what is missing and what is known, and carries a session", async () => {
    const username = await anInvitedUser({ email_verified: "true" });
    const { $metadata: _, ...question } = await begin(username);
    expect(question).toEqual({
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeParameters: {
        USER_ID_FOR_SRP: username,
        requiredAttributes: '["userAttributes.given_name"]',
        userAttributes: JSON.stringify({ email: `${username}@example.com`, email_verified: "true" }),
      },
      Session: expect.stringMatching(/^AYABe[\w-]+$/),
    });
  });

  test("is asked anew, with a new session, by every sign-in", async () => {
    const username = await anInvitedUser();
    const [first, second] = [await begin(username), await begin(username)];
    expect(first.Session).not.toBe(second.Session);
  });
});

describe("the answer", () => {
  test("sets password and attributes, confirms the user and gives tokens", async () => {
    const username = await anInvitedUser();
    const { Session } = await begin(username);
    const { $metadata: _, ...done } = await answer(Session, username, { "userAttributes.custom:badge": "7" });
    expect(done).toMatchObject({ ChallengeParameters: {}, AuthenticationResult: { TokenType: "Bearer" } });
    expect(done).not.toHaveProperty("Session");
    expect(await userOf(username)).toMatchObject({
      status: "CONFIRMED",
      attributes: { given_name: "Given", "custom:badge": "7" },
    });
    await expect(passwordAuth(emulator(), client, username, CHOSEN)).resolves.toHaveProperty(
      "AuthenticationResult",
    );
    await refusal(begin(username), "NotAuthorizedException", "Incorrect username or password.");
  });

  test("may keep the temporary password", async () => {
    const username = await anInvitedUser();
    const { Session } = await begin(username);
    await expect(answer(Session, username, { NEW_PASSWORD: TEMPORARY })).resolves.toHaveProperty(
      "AuthenticationResult",
    );
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      "without a password",
      { NEW_PASSWORD: "" },
      "InvalidParameterException",
      "Invalid attributes given, new password should be given with key NEW_PASSWORD.",
    ],
    [
      "without a required attribute",
      { "userAttributes.given_name": "" },
      "InvalidParameterException",
      "Invalid attributes given, given_name is missing",
    ],
    [
      "with a required attribute that was provided before",
      { "userAttributes.email": "other@example.com" },
      "NotAuthorizedException",
      "Cannot modify an already provided email",
    ],
    [
      "with an attribute that only the service sets",
      { "userAttributes.email_verified": "true" },
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    ],
    [
      "with an attribute that the schema lacks",
      { "userAttributes.custom:nothing": "x" },
      "InvalidParameterException",
      "Attributes did not conform to the schema: custom:nothing: Attribute does not exist in the schema.\n",
    ],
    [
      "with a password that is too short",
      { NEW_PASSWORD: "Aa1!" },
      "InvalidPasswordException",
      "Password does not conform to policy: Password not long enough",
    ],
    [
      "with a password without symbols",
      { NEW_PASSWORD: "Abcdefgh1" },
      "InvalidPasswordException",
      "Password does not conform to policy: Password must have symbol characters",
    ],
  ])("%s is refused, and the session lives on", async (_case, responses, name, message) => {
    const username = await anInvitedUser();
    const { Session } = await begin(username);
    await refusal(answer(Session, username, responses), name, message);
    expect((await userOf(username)).status).toBe("FORCE_CHANGE_PASSWORD");
    await expect(answer(Session, username)).resolves.toHaveProperty("AuthenticationResult");
  });

  test("respects the client's list of writable attributes", async () => {
    const narrow = await aClient(emulator(), pool, { WriteAttributes: ["email", "given_name"] });
    const username = await anInvitedUser();
    const { Session } = await passwordAuth(emulator(), narrow, username, TEMPORARY);
    const responses = { USERNAME: username, NEW_PASSWORD: CHOSEN, "userAttributes.given_name": "Given" };
    await refusal(
      respond(emulator(), narrow, "NEW_PASSWORD_REQUIRED", Session, {
        ...responses,
        "userAttributes.nickname": "Nick",
      }),
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    );
  });
});

describe("a session", () => {
  const INVALID = ["NotAuthorizedException", "Invalid session for the user."] as const;

  test("is good for one answer", async () => {
    const username = await anInvitedUser();
    const { Session } = await begin(username);
    await answer(Session, username);
    await refusal(
      answer(Session, username),
      "NotAuthorizedException",
      "Invalid session for the user, session can only be used once.",
    );
  });

  test("is good for one of two answers at the same time", async () => {
    const username = await anInvitedUser();
    const { Session } = await begin(username);
    const outcomes = await Promise.allSettled([answer(Session, username), answer(Session, username)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("ends after three minutes unless the client says otherwise", async () => {
    const patient = await aClient(emulator(), pool, { AuthSessionValidity: 15 });
    for (const [who, minutes] of [
      [client, 3],
      [patient, 15],
    ] as const) {
      const responses = { NEW_PASSWORD: CHOSEN, "userAttributes.given_name": "Given" };
      const late = await anInvitedUser();
      const tooLate = (await passwordAuth(emulator(), who, late, TEMPORARY)).Session;
      emulator().clock.advance({ minutes, seconds: -5 });
      const early = await anInvitedUser();
      const inTime = (await passwordAuth(emulator(), who, early, TEMPORARY)).Session;
      emulator().clock.advance({ seconds: 6 });
      await refusal(
        respond(emulator(), who, "NEW_PASSWORD_REQUIRED", tooLate, { ...responses, USERNAME: late }),
        "NotAuthorizedException",
        "Invalid session for the user, session is expired.",
      );
      await expect(
        respond(emulator(), who, "NEW_PASSWORD_REQUIRED", inTime, { ...responses, USERNAME: early }),
      ).resolves.toHaveProperty("AuthenticationResult");
    }
  });

  test("can't be moved to another user, client or challenge", async () => {
    const [username, other] = [await anInvitedUser(), await anInvitedUser()];
    const { Session } = await begin(username);
    const elsewhere = await aClient(emulator(), pool);
    const responses = { USERNAME: username, NEW_PASSWORD: CHOSEN, "userAttributes.given_name": "Given" };

    await refusal(answer(Session, other), ...INVALID);
    await refusal(answer(Session, "nobody"), ...INVALID);
    await refusal(respond(emulator(), elsewhere, "NEW_PASSWORD_REQUIRED", Session, responses), ...INVALID);
    await refusal(
      respond(emulator(), client, "SMS_MFA", Session, { USERNAME: username, SMS_MFA_CODE: "123456" }),
      ...INVALID,
    );
    expect((await userOf(username)).status).toBe("FORCE_CHANGE_PASSWORD");
    await expect(answer(Session, username)).resolves.toHaveProperty("AuthenticationResult");
  });

  test("that was never issued is none, also when it looks like one", async () => {
    const username = await anInvitedUser();
    const { Session = "" } = await begin(username);
    await refusal(
      answer(`${Session.slice(0, -1)}${Session.endsWith("A") ? "B" : "A"}`, username),
      ...INVALID,
    );
    await refusal(answer("x".repeat(20), username), ...INVALID);
  });

  test("does not outlive the user's state that asked for it", async () => {
    const username = await anInvitedUser();
    const [first, second] = [await begin(username), await begin(username)];
    await answer(first.Session, username);
    await refusal(answer(second.Session, username), ...INVALID);
  });

  test("and USERNAME are required", async () => {
    const username = await anInvitedUser();
    const { Session } = await begin(username);
    await refusal(
      answer(undefined, username),
      "InvalidParameterException",
      "Missing required parameter Session",
    );
    await refusal(
      respond(emulator(), client, "NEW_PASSWORD_REQUIRED", Session, { NEW_PASSWORD: CHOSEN }),
      "InvalidParameterException",
      "Missing required parameter USERNAME",
    );
  });
});

test("a password that the history knows is refused, the temporary one is not", async () => {
  const strict = await aPool(emulator(), {
    Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 3 } },
  });
  const strictClient = await aClient(emulator(), strict);
  const username = await aConfirmedUser(emulator(), strict, "henry");
  await emulator().idp.send(
    new AdminSetUserPasswordCommand({ UserPoolId: strict.Id, Username: username, Password: TEMPORARY }),
  );
  const { Session } = await passwordAuth(emulator(), strictClient, username, TEMPORARY);
  const choose = (password: string) =>
    respond(emulator(), strictClient, "NEW_PASSWORD_REQUIRED", Session, {
      USERNAME: username,
      NEW_PASSWORD: password,
    });
  await refusal(
    choose(PASSWORD),
    "PasswordHistoryPolicyViolationException",
    "Password has previously been used",
  );
  await expect(choose(TEMPORARY)).resolves.toHaveProperty("AuthenticationResult");
});
