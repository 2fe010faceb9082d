// The life of an account through amazon-cognito-identity-js, the library that Amplify 5 and many applications use.
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type ICognitoStorage,
} from "amazon-cognito-identity-js";
import { expect, test } from "vitest";
import { account, aPoolAndClient, attributesOf, lastMessage, wrong } from "../support/accounts.js";
import { PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const NEW = "An0ther-Password!";

/** Tokens of each test apart from those of the others. */
function memory(): ICognitoStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/** A pool whose users sign in with their e-mail address, and the library's view of the user `ada`. */
async function aSite() {
  const { pool, client } = await aPoolAndClient(emulator(), { UsernameAttributes: ["email"] });
  const Storage = memory();
  const Pool = new CognitoUserPool({
    UserPoolId: pool.Id,
    ClientId: client.ClientId,
    endpoint: emulator().url,
    Storage,
  });
  const user = new CognitoUser({ Username: "ada@example.com", Pool, Storage });
  return { pool, Pool, user, code: () => lastMessage(emulator(), { poolId: pool.Id }).code };
}

/** The library's callbacks as a promise: `(error, result)`, or an object of handlers. */
const asked = <T>(call: (done: (error?: Error | null, result?: T) => void) => void) =>
  new Promise<T | undefined>((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result)));
  });
const handled = <T>(
  call: (handlers: { onSuccess(result: T): void; onFailure(error: Error): void }) => void,
) =>
  new Promise<T>((resolve, reject) => {
    call({ onSuccess: resolve, onFailure: reject });
  });

const signUp = (Pool: CognitoUserPool, attributes: CognitoUserAttribute[] = []) =>
  asked<unknown>((done) => Pool.signUp("ada@example.com", PASSWORD, attributes, [], done));

const signIn = (user: CognitoUser, Password = PASSWORD) =>
  handled((handlers) =>
    user.authenticateUser(new AuthenticationDetails({ Username: "ada@example.com", Password }), handlers),
  );

async function aSignedInUser() {
  const site = await aSite();
  await signUp(site.Pool);
  await asked((done) => site.user.confirmRegistration(site.code(), false, done));
  await signIn(site.user);
  return site;
}

test("signing up, a code sent again, and the confirmation", async () => {
  const { pool, Pool, user, code } = await aSite();
  const nickname = new CognitoUserAttribute({ Name: "nickname", Value: "Countess" });
  expect(await signUp(Pool, [nickname])).toMatchObject({
    userConfirmed: false,
    userSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    codeDeliveryDetails: { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  });
  await refusal(signUp(Pool), "UsernameExistsException", "An account with the given email already exists.");

  const first = code();
  expect(await asked((done) => user.resendConfirmationCode(done))).toEqual({
    CodeDeliveryDetails: { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  });
  const confirm = (given: string) => asked((done) => user.confirmRegistration(given, false, done));
  // The two are equal once in a million runs.
  if (first !== code())
    await refusal(
      confirm(first),
      "CodeMismatchException",
      "Invalid verification code provided, please try again.",
    );
  expect(await confirm(code())).toBe("SUCCESS");
  expect((await account(emulator(), pool, "ada@example.com")).attributes).toEqual({
    email: "ada@example.com",
    email_verified: "true",
    nickname: "Countess",
  });
});

test("a forgotten password", async () => {
  const { user, code } = await aSignedInUser();
  const sent = await new Promise((resolve, reject) => {
    user.forgotPassword({ onSuccess: reject, onFailure: reject, inputVerificationCode: resolve });
  });
  expect(sent).toEqual({
    CodeDeliveryDetails: { Destination: "a***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  });
  const confirm = (given: string) =>
    handled<string>((handlers) => user.confirmPassword(given, NEW, handlers));
  await refusal(
    confirm(wrong(code())),
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
  );
  expect(await confirm(code())).toBe("SUCCESS");
  await refusal(signIn(user), "NotAuthorizedException", "Incorrect username or password.");
  await signIn(user, NEW);
});

test("a changed password", async () => {
  const { user } = await aSignedInUser();
  const change = (from: string) => asked((done) => user.changePassword(from, NEW, done));
  await refusal(change("Wr0ng-Password!"), "NotAuthorizedException", "Incorrect username or password.");
  expect(await change(PASSWORD)).toBe("SUCCESS");
  await signIn(user, NEW);
});

test("attributes: read, changed, verified and deleted", async () => {
  const { user, code } = await aSignedInUser();
  const read = async () => {
    const { sub: _, ...attributes } = attributesOf(
      (await asked<CognitoUserAttribute[]>((done) => user.getUserAttributes(done)))?.map((attribute) => ({
        Name: attribute.getName(),
        Value: attribute.getValue(),
      })),
    );
    return attributes;
  };
  expect(await read()).toEqual({ email: "ada@example.com", email_verified: "true" });

  const changes = { email: "new@example.com", nickname: "Countess" };
  const list = Object.entries(changes).map(([Name, Value]) => new CognitoUserAttribute({ Name, Value }));
  expect(await asked((done) => user.updateAttributes(list, done))).toBe("SUCCESS");
  expect(await read()).toEqual({ ...changes, email_verified: "false" });

  await new Promise((resolve, reject) => {
    user.getAttributeVerificationCode("email", {
      onSuccess: resolve,
      onFailure: reject,
      inputVerificationCode: resolve,
    });
  });
  expect(await handled((handlers) => user.verifyAttribute("email", code(), handlers))).toBe("SUCCESS");
  expect(await read()).toEqual({ ...changes, email_verified: "true" });

  expect(await asked((done) => user.deleteAttributes(["nickname"], done))).toBe("SUCCESS");
  expect(await read()).toEqual({ email: "new@example.com", email_verified: "true" });
});

test("a deleted user", async () => {
  const { pool, user } = await aSignedInUser();
  expect(await asked((done) => user.deleteUser(done))).toBe("SUCCESS");
  await refusal(
    account(emulator(), pool, "ada@example.com"),
    "UserNotFoundException",
    "User does not exist.",
  );
});
