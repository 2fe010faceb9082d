// What every operation on a user answers in every state of the account: one table for clients that say who exists, one
// for those that hide it.
import { createHash } from "node:crypto";
import {
  AdminConfirmSignUpCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { serviceModel } from "../../src/model/service-model.js";
import { cellsOf, guessWrongly, STATES, wordFor } from "../support/account-states.js";
import { signUp } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { aChoicePool, prefer, type Site } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";
import { sampleStructure } from "../wire/samples.js";

const emulator = useEmulator();

const OTHER = "An0ther-Horse!";

const FLOWS = [
  ...(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] as const),
  ...(["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const),
];

type Answer = { ChallengeName?: string; AuthenticationResult?: object; $metadata: unknown };

/** `sent` when a message went out, `seems` when the answer only says so. */
async function delivered(send: Promise<unknown>): Promise<string> {
  emulator().inbox.clear();
  await send;
  return emulator().inbox.list({}).length > 0 ? "sent" : "seems";
}

const signedIn = async (answer: Promise<Answer>): Promise<string> => {
  const { ChallengeName, AuthenticationResult } = await answer;
  return AuthenticationResult ? "tokens" : String(ChallengeName);
};

const done = async (answer: Promise<unknown>): Promise<string> => {
  await answer;
  return "done";
};

const OPERATIONS: Record<string, (site: Site, Username: string) => Promise<string>> = {
  "password, right": ({ client }, name) => signedIn(passwordAuth(emulator(), client, name)),
  "password, wrong": ({ client }, name) => signedIn(passwordAuth(emulator(), client, name, "Wr0ng-one!")),
  "password, admin": ({ pool, client }, USERNAME) =>
    signedIn(
      emulator().idp.send(
        new AdminInitiateAuthCommand({
          ...{ UserPoolId: pool.Id, ClientId: client.ClientId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
          AuthParameters: { USERNAME, PASSWORD },
        }),
      ),
    ),
  async "SRP, right"({ pool, client }, USERNAME) {
    const srp = await srpClient(pool);
    const { ChallengeParameters } = await initiate(emulator(), client, "USER_SRP_AUTH", {
      ...{ USERNAME, SRP_A: srp.srpA },
    });
    const responses = await srp.answer(ChallengeParameters, PASSWORD);
    return signedIn(respond(emulator(), client, "PASSWORD_VERIFIER", undefined, responses));
  },
  "choice, PASSWORD": ({ client }, name) =>
    signedIn(prefer(emulator(), client, name, "PASSWORD", { PASSWORD })),
  ForgotPassword: ({ client }, Username) =>
    delivered(emulator().idp.send(new ForgotPasswordCommand({ ClientId: client.ClientId, Username }))),
  "ConfirmForgot…": ({ client }, Username) =>
    done(
      emulator().idp.send(
        new ConfirmForgotPasswordCommand({
          ...{ ClientId: client.ClientId, Username, ConfirmationCode: "000000", Password: OTHER },
        }),
      ),
    ),
  ResendCode: ({ client }, Username) =>
    delivered(
      emulator().idp.send(new ResendConfirmationCodeCommand({ ClientId: client.ClientId, Username })),
    ),
  ConfirmSignUp: ({ client }, Username) =>
    done(
      emulator().idp.send(
        new ConfirmSignUpCommand({ ClientId: client.ClientId, Username, ConfirmationCode: "000000" }),
      ),
    ),
  AdminConfirm: ({ pool }, Username) =>
    done(emulator().idp.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.Id, Username }))),
  AdminReset: ({ pool }, Username) =>
    delivered(emulator().idp.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.Id, Username }))),
  AdminSetPassword: ({ pool }, Username) =>
    done(
      emulator().idp.send(
        new AdminSetUserPasswordCommand({
          ...{ UserPoolId: pool.Id, Username, Password: OTHER, Permanent: true },
        }),
      ),
    ),
  AdminUpdate: ({ pool }, Username) =>
    done(
      emulator().idp.send(
        new AdminUpdateUserAttributesCommand({
          ...{ UserPoolId: pool.Id, Username, UserAttributes: [{ Name: "name", Value: "A" }] },
        }),
      ),
    ),
};

/** Administrators, to whom nothing is hidden, are in the first table only. */
const TABLES = {
  LEGACY: `
            | password, right       | password, wrong | password, admin       | SRP, right            | choice, PASSWORD      | ForgotPassword | ConfirmForgot… | ResendCode   | ConfirmSignUp    | AdminConfirm     | AdminReset  | AdminSetPassword | AdminUpdate
nobody      | unknown               | unknown         | unknown               | unknown               | unknown               | unknown name   | unknown name   | unknown name | unknown name     | unknown          | unknown     | unknown          | unknown
unconfirmed | unconfirmed           | incorrect       | unconfirmed           | unconfirmed           | unconfirmed           | no address     | code expired   | sent         | code mismatch    | done             | wrong state | done             | done
confirmed   | tokens                | incorrect       | tokens                | tokens                | tokens                | sent           | code expired   | is confirmed | status CONFIRMED | status CONFIRMED | sent        | done             | done
disabled    | disabled              | disabled        | disabled              | disabled              | disabled              | disabled       | disabled       | disabled     | disabled         | status CONFIRMED | disabled    | done             | done
locked      | locked                | locked          | locked                | locked                | locked                | sent           | code expired   | is confirmed | status CONFIRMED | status CONFIRMED | sent        | done             | done
reset       | must reset            | must reset      | must reset            | must reset            | must reset            | sent           | code mismatch  | is confirmed | status RESET     | status RESET     | sent        | done             | done
imported    | must reset            | must reset      | must reset            | must reset            | SELECT_CHALLENGE      | sent           | code mismatch  | is confirmed | status RESET     | status RESET     | sent        | done             | done
temporary   | NEW_PASSWORD_REQUIRED | incorrect       | NEW_PASSWORD_REQUIRED | NEW_PASSWORD_REQUIRED | NEW_PASSWORD_REQUIRED | wrong state    | code expired   | is confirmed | status FORCE     | status FORCE     | wrong state | done             | done
expired     | expired               | incorrect       | expired               | expired               | expired               | wrong state    | code expired   | is confirmed | status FORCE     | status FORCE     | wrong state | done             | done
external    | incorrect             | incorrect       | incorrect             | incorrect             | incorrect             | wrong state    | code expired   | is confirmed | status EXTERNAL  | status EXTERNAL  | wrong state | done             | done
unreachable | tokens                | incorrect       | tokens                | tokens                | tokens                | no address     | code expired   | is confirmed | status CONFIRMED | status CONFIRMED | no address  | done             | done
`,
  ENABLED: `
            | password, right       | password, wrong | password, admin       | SRP, right            | choice, PASSWORD             | ForgotPassword | ConfirmForgot… | ResendCode | ConfirmSignUp
nobody      | incorrect             | incorrect       | incorrect             | incorrect             | incorrect / SELECT_CHALLENGE | seems          | code mismatch  | seems      | code expired
unconfirmed | unconfirmed           | incorrect       | unconfirmed           | unconfirmed           | unconfirmed                  | seems          | code expired   | sent       | code mismatch
confirmed   | tokens                | incorrect       | tokens                | tokens                | tokens                       | sent           | code expired   | seems      | status CONFIRMED
disabled    | disabled              | disabled        | disabled              | disabled              | disabled                     | seems          | code mismatch  | seems      | disabled
locked      | locked                | locked          | locked                | locked                | locked                       | sent           | code expired   | seems      | status CONFIRMED
reset       | must reset            | must reset      | must reset            | must reset            | must reset                   | sent           | code mismatch  | seems      | status RESET
imported    | incorrect             | incorrect       | incorrect             | incorrect             | SELECT_CHALLENGE             | sent           | code mismatch  | seems      | status RESET
temporary   | NEW_PASSWORD_REQUIRED | incorrect       | NEW_PASSWORD_REQUIRED | NEW_PASSWORD_REQUIRED | NEW_PASSWORD_REQUIRED        | wrong state    | code expired   | seems      | status FORCE
expired     | expired               | incorrect       | expired               | expired               | expired                      | wrong state    | code expired   | seems      | status FORCE
external    | incorrect             | incorrect       | incorrect             | incorrect             | incorrect                    | wrong state    | code expired   | seems      | status EXTERNAL
unreachable | tokens                | incorrect       | tokens                | tokens                | tokens                       | seems          | code expired   | seems      | status CONFIRMED
`,
} as const;

describe.each(["LEGACY", "ENABLED"] as const)("PreventUserExistenceErrors %s", (existence) => {
  let site: Site;
  const cells = cellsOf(TABLES[existence]);

  beforeAll(async () => {
    site = await aChoicePool(
      emulator(),
      ["EMAIL_OTP"],
      { AutoVerifiedAttributes: ["email"] },
      { PreventUserExistenceErrors: existence, ExplicitAuthFlows: FLOWS },
    );
  });

  test.each(Object.keys(STATES))("%s", async (state) => {
    const expected: Record<string, string> = {};
    const answered: Record<string, string> = {};
    for (const cell of cells.filter(({ row }) => row === state)) {
      const username = `${state}-${cell.column.replace(/[^A-Za-z]/g, "")}`;
      await STATES[state]?.(emulator(), site, username);
      const answer = await OPERATIONS[cell.column]?.(site, username).catch(wordFor);
      expected[cell.column] = cell.expected;
      answered[cell.column] = cell.expected.split(" / ").includes(answer ?? "") ? cell.expected : `${answer}`;
    }
    expect(Object.keys(expected)).not.toEqual([]);
    expect(answered).toEqual(expected);
  });
});

describe("whoever holds an access token", () => {
  const model = serviceModel("cognito-idp");
  const operations = model.operationNames
    .flatMap((name) => model.operation(name) ?? [])
    .filter(({ input }) => input.memberNames.has("AccessToken"));

  /** What becomes of every operation that takes one. */
  async function answersTo(AccessToken: string): Promise<Record<string, string>> {
    const answers: Record<string, string> = {};
    for (const { name, input } of operations) {
      const call = { ...sampleStructure(input, false), AccessToken };
      answers[name] = await emulator()
        .app.call("cognito-idp", name, call)
        .then(() => "done", wordFor);
    }
    return answers;
  }

  const answering = (wordOf: (errors: readonly string[]) => string) =>
    Object.fromEntries(operations.map(({ name, errors }) => [name, wordOf([...errors])]));

  async function signedIn() {
    const { pool, client } = await aChoicePool(emulator(), [], {}, { ExplicitAuthFlows: FLOWS });
    await aConfirmedUser(emulator(), pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const { AccessToken } = await signIn(emulator(), pool, client, "ada");
    return { AccessToken, key: { UserPoolId: pool.Id, Username: "ada" } };
  }

  test("and has to reset the password can do nothing with it, and everything again once that is done", async () => {
    const { AccessToken, key } = await signedIn();
    await emulator().idp.send(new AdminResetUserPasswordCommand(key));
    const expected = answering((errors) =>
      errors.includes("PasswordResetRequiredException") ? "must reset" : "revoked",
    );
    expect(await answersTo(AccessToken)).toEqual(expected);
    expect(Object.values(expected).filter((word) => word === "must reset").length).toBeGreaterThan(20);
    await emulator().idp.send(new AdminSetUserPasswordCommand({ ...key, Password: OTHER, Permanent: true }));
    expect(await emulator().app.call("cognito-idp", "GetUser", { AccessToken })).toMatchObject({
      Username: "ada",
    });
  });

  test("and is disabled can do nothing with it", async () => {
    const { AccessToken, key } = await signedIn();
    await emulator().idp.send(new AdminDisableUserCommand(key));
    expect(await answersTo(AccessToken)).toEqual(answering(() => "disabled"));
  });

  test("and is deleted can do nothing with it", async () => {
    const { AccessToken, key } = await signedIn();
    await emulator().idp.send(new AdminDeleteUserCommand(key));
    const expected = answering((errors) =>
      errors.includes("UserNotFoundException") ? "unknown" : "revoked",
    );
    expect(await answersTo(AccessToken)).toEqual(expected);
  });
});

describe("whoever doesn't exist, to a client that hides it,", () => {
  const hiding = async () => {
    const flows = { ExplicitAuthFlows: FLOWS, PreventUserExistenceErrors: "ENABLED" as const };
    const ignoringCase = {
      AutoVerifiedAttributes: ["email" as const],
      UsernameConfiguration: { CaseSensitive: false },
    };
    const site = await aChoicePool(emulator(), ["EMAIL_OTP"], ignoringCase, flows);
    await aConfirmedUser(emulator(), site.pool, "real", { email: "r@e.example", email_verified: "true" });
    return site;
  };
  const NAMES = ["real", "nobody"];

  test("is locked as users are, by every way to give a password, and in whatever case", async () => {
    const site = await hiding();
    emulator().clock.freeze();
    const story: Record<string, string[]> = {};
    for (const name of NAMES) {
      const guess = (way: string, as = name) => OPERATIONS[way]?.(site, as).catch(wordFor);
      const answers = [];
      for (let i = 0; i < 3; i++) answers.push(await guess("password, wrong"));
      await guessWrongly(emulator(), site, name, 1);
      const srp = await srpClient(site.pool);
      const { ChallengeParameters } = await initiate(emulator(), site.client, "USER_SRP_AUTH", {
        ...{ USERNAME: name, SRP_A: srp.srpA },
      });
      const responses = await srp.answer(ChallengeParameters, "Wr0ng-one!");
      const proof = respond(emulator(), site.client, "PASSWORD_VERIFIER", undefined, responses);
      answers.push(await proof.catch(wordFor));
      answers.push(await guess("password, wrong", name.toUpperCase()));
      emulator().clock.advance({ seconds: 1 });
      answers.push(await guess("password, wrong"), await guess("password, wrong"));
      emulator().clock.advance({ seconds: 2 });
      answers.push(await guess("password, wrong"));
      story[name] = answers as string[];
    }
    emulator().clock.reset();
    expect(story.nobody).toEqual(story.real);
    expect(story.nobody?.slice(3)).toEqual(["incorrect", "locked", "incorrect", "locked", "incorrect"]);
  });

  test.each([
    ["ForgotPassword", 20],
    ["ConfirmForgot…", 20],
    ["ResendCode", 5],
    ["ConfirmSignUp", 15],
  ])("may use %s %d times an hour, as users", async (operation, times) => {
    const site = await hiding();
    for (const name of NAMES) {
      const use = () => OPERATIONS[operation]?.(site, name).catch(wordFor);
      for (let i = 0; i < times; i++) expect(await use()).not.toBe("limit");
      expect([name, await use()]).toEqual([name, "limit"]);
      expect(await OPERATIONS[operation]?.(site, `${name}2`).catch(wordFor)).not.toBe("limit");
      emulator().clock.advance({ hours: 1 });
      expect(await use()).not.toBe("limit");
    }
  });

  test("has one address, whatever asks for it, that can't be computed from outside", async () => {
    const { pool, client } = await hiding();
    const named = { ClientId: client.ClientId };
    const forgot = async (Username: string) =>
      (await emulator().idp.send(new ForgotPasswordCommand({ ...named, Username }))).CodeDeliveryDetails;
    const resent = async (Username: string) =>
      (await emulator().idp.send(new ResendConfirmationCodeCommand({ ...named, Username })))
        .CodeDeliveryDetails;
    for (const name of [...NAMES, "someone", "Some.Body"]) {
      const address = await forgot(name);
      expect(await forgot(name)).toEqual(address);
      expect(await forgot(name.toUpperCase())).toEqual(address);
      expect(await resent(name)).toEqual(address);
    }
    expect((await forgot("real"))?.Destination).toBe("r***@e***");
    expect((await forgot("Ada@Example.com"))?.Destination).toBe("a***@e***");

    const guessable = (name: string) => {
      const [first = 0, second = 0] = createHash("sha256").update(`${pool.Id}\n${name}`).digest();
      const letter = (byte: number) => String.fromCharCode(97 + (byte % 26));
      return `${letter(first)}***@${letter(second)}***`;
    };
    const names = Array.from({ length: 10 }, (_, n) => `someone${n}`);
    const shown = await Promise.all(names.map(async (name) => (await forgot(name))?.Destination));
    expect(shown).not.toEqual(names.map(guessable));
    expect(new Set(shown).size).toBeGreaterThan(5);
  });

  test("is asked for the same proof every time, in the form that users are", async () => {
    const { pool, client } = await hiding();
    const { srpA: SRP_A } = await srpClient(pool);
    const ask = (USERNAME: string) => initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME, SRP_A });
    const form = (values: Record<string, string> = {}) =>
      Object.fromEntries(Object.entries(values).map(([name, { length }]) => [name, length]));
    const [real, first, second] = [await ask("real"), await ask("nobody"), await ask("Nobody")];
    const { SALT, USER_ID_FOR_SRP, USERNAME } = first.ChallengeParameters ?? {};
    expect(second.ChallengeParameters).toMatchObject({ SALT, USER_ID_FOR_SRP, USERNAME });
    expect(USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const { SALT: salt, SECRET_BLOCK } = form(real.ChallengeParameters);
    expect(form(first.ChallengeParameters)).toMatchObject({ SALT: salt, SECRET_BLOCK });
    expect(Object.keys(first)).toEqual(Object.keys(real));
    expect(Object.keys(first.ChallengeParameters ?? {})).toEqual(Object.keys(real.ChallengeParameters ?? {}));
    // Proofs are found by the secret block, which is another one each time.
    expect(second.ChallengeParameters?.SECRET_BLOCK).not.toBe(first.ChallengeParameters?.SECRET_BLOCK);
  });

  test("is refused in the time that a wrong password takes", async () => {
    const site = await hiding();
    const guess = async (USERNAME: string): Promise<number> => {
      const AuthParameters = { USERNAME, PASSWORD: "Wr0ng-one!" };
      const input = { ClientId: site.client.ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters };
      const start = performance.now();
      await emulator()
        .app.call("cognito-idp", "InitiateAuth", input)
        .catch(() => undefined);
      return performance.now() - start;
    };
    const kinds = ["confirmed", "nobody", "imported"] as const;
    const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
    // Each name once: who is locked is refused at once, whoever it is.
    for (let i = 0; i < 25; i++)
      for (const kind of kinds) {
        await STATES[kind]?.(emulator(), site, `${kind}${i}`);
        times.get(kind)?.push(await guess(`${kind}${i}`));
      }
    const median = (kind: string) => (times.get(kind) ?? []).sort((a, b) => a - b)[12] ?? 0;
    // The check costs many times what is around it.
    for (const kind of ["nobody", "imported"]) {
      expect(median(kind) / median("confirmed")).toBeGreaterThan(0.4);
      expect(median(kind) / median("confirmed")).toBeLessThan(2.5);
    }
  });

  test("answers a challenge under any spelling of the name, as users may", async () => {
    const { pool, client } = await hiding();
    for (const name of NAMES) {
      const srp = await srpClient(pool);
      const asked = await initiate(emulator(), client, "USER_SRP_AUTH", { USERNAME: name, SRP_A: srp.srpA });
      const responses = await srp.answer(asked.ChallengeParameters, "Wr0ng-one!");
      const shouted = { ...responses, USERNAME: name.toUpperCase() };
      const answer = respond(emulator(), client, "PASSWORD_VERIFIER", undefined, shouted);
      expect([name, await answer.catch(wordFor)]).toEqual([name, "incorrect"]);
    }
  });

  test("is told nothing where a pool verifies no addresses, as nobody is", async () => {
    const { client } = await aChoicePool(
      emulator(),
      [],
      { AutoVerifiedAttributes: [] },
      { PreventUserExistenceErrors: "ENABLED", ExplicitAuthFlows: FLOWS },
    );
    await signUp(emulator(), client, "real");
    for (const Username of NAMES)
      await refusal(
        emulator().idp.send(new ResendConfirmationCodeCommand({ ClientId: client.ClientId, Username })),
        "NotAuthorizedException",
        "Cannot resend codes. Auto verification not turned on.",
      );
  });
});
