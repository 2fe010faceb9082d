// Guessing passwords gets slower: five failures are free, then the lock doubles, up to a quarter of an hour.
import { beforeEach, describe, expect, test } from "vitest";
import { TRIGGERS, WAYS } from "../robustness/questions.js";
import {
  aClient,
  aConfirmedUser,
  aPool,
  type MadeClient,
  type MadePool,
  PASSWORD,
} from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator({ triggers: TRIGGERS });

const LOCKED = ["NotAuthorizedException", "Password attempts exceeded"] as const;

let pool: MadePool;
let client: MadeClient;

beforeEach(async () => {
  pool = await aPool(emulator());
  client = await aClient(emulator(), pool);
  await aConfirmedUser(emulator(), pool, "alice");
  emulator().clock.freeze();
});

const guess = () =>
  refusal(
    passwordAuth(emulator(), client, "alice", "Wr0ng-one!"),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );

const signIn = () => passwordAuth(emulator(), client, "alice");

const succeeds = () => expect(signIn()).resolves.toHaveProperty("AuthenticationResult");

async function guessTimes(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await guess();
}

test("four failures cost nothing", async () => {
  await guessTimes(4);
  await succeeds();
});

/** Waits for each lock's end, trying once just before it, and fails again until there were `total` failures. */
async function failOnUntil(total: number, locksInSeconds: readonly number[]): Promise<void> {
  expect(locksInSeconds).toHaveLength(total - 5);
  for (const seconds of locksInSeconds) {
    await refusal(signIn(), ...LOCKED);
    emulator().clock.advance(seconds * 1000 - 1);
    await refusal(signIn(), ...LOCKED);
    emulator().clock.advance(1);
    await guess();
  }
}

test("the fifth locks for a second, each further one twice as long, up to a quarter of an hour", async () => {
  await guessTimes(5);
  await failOnUntil(17, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test("the right password opens after the lock", async () => {
  await guessTimes(5);
  await failOnUntil(8, [1, 2, 4]);
  emulator().clock.advance({ seconds: 8 });
  await succeeds();
  await guessTimes(4);
  await succeeds();
});

test("a sign-in starts the count anew", async () => {
  await guessTimes(4);
  await succeeds();
  await guessTimes(4);
  await succeeds();
});

test("so does a quarter of an hour without any try", async () => {
  await guessTimes(5);
  emulator().clock.advance({ minutes: 15 });
  await guessTimes(4);
  await succeeds();
});

test("a shorter rest does not", async () => {
  await guessTimes(4);
  emulator().clock.advance({ minutes: 15, seconds: -1 });
  await guess();
  await refusal(signIn(), ...LOCKED);
});

test("tries against a lock are no rest", async () => {
  await guessTimes(5);
  await failOnUntil(15, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
  emulator().clock.advance({ minutes: 10 });
  await refusal(signIn(), ...LOCKED);
  emulator().clock.advance({ minutes: 14 });
  await guess();
  await refusal(signIn(), ...LOCKED);
});

test("the lock is the user's: other users sign in, and SRP is refused as the password is", async () => {
  await aConfirmedUser(emulator(), pool, "bob");
  await guessTimes(5);
  await expect(passwordAuth(emulator(), client, "bob")).resolves.toHaveProperty("AuthenticationResult");

  const helper = await srpClient(pool);
  const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
    USERNAME: "alice",
    SRP_A: helper.srpA,
  });
  const right = await helper.answer(question.ChallengeParameters, PASSWORD);
  await refusal(respond(emulator(), client, "PASSWORD_VERIFIER", undefined, right), ...LOCKED);
});

test("failed proofs by SRP count as well", async () => {
  const helper = await srpClient(pool);
  for (let i = 0; i < 5; i++) {
    const question = await initiate(emulator(), client, "USER_SRP_AUTH", {
      USERNAME: "alice",
      SRP_A: helper.srpA,
    });
    const wrong = {
      USERNAME: "alice",
      PASSWORD_CLAIM_SECRET_BLOCK: question.ChallengeParameters?.SECRET_BLOCK ?? "",
      PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64"),
      TIMESTAMP: "Tue May 7 00:09:40 UTC 2025",
    };
    await refusal(
      respond(emulator(), client, "PASSWORD_VERIFIER", undefined, wrong),
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  }
  await refusal(signIn(), ...LOCKED);
});

describe("wrong answers", () => {
  const wrongly: Record<string, Record<string, string>> = {
    PASSWORD_VERIFIER: { PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64") },
    DEVICE_PASSWORD_VERIFIER: { PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString("base64") },
    PASSWORD: { PASSWORD: "Wr0ng-one!" },
    SELECT_CHALLENGE: { PASSWORD: "Wr0ng-one!" },
    SMS_MFA: { SMS_MFA_CODE: "000000" },
    EMAIL_OTP: { EMAIL_OTP_CODE: "000000" },
    SMS_OTP: { SMS_OTP_CODE: "000000" },
    SOFTWARE_TOKEN_MFA: { SOFTWARE_TOKEN_MFA_CODE: "000000" },
    CUSTOM_CHALLENGE: { ANSWER: "neither" },
  };

  /** First factors that are codes may be tried as often as their session lives; functions judge their own challenges. */
  test.each([
    ["PASSWORD_VERIFIER of USER_SRP_AUTH", "locks"],
    ["PASSWORD_VERIFIER of USER_AUTH", "locks"],
    ["PASSWORD_VERIFIER of CUSTOM_AUTH", "locks"],
    ["DEVICE_PASSWORD_VERIFIER", "locks"],
    ["PASSWORD of USER_AUTH", "locks"],
    ["SELECT_CHALLENGE", "locks"],
    ["SMS_MFA", "locks"],
    ["EMAIL_OTP as second factor", "locks"],
    ["SOFTWARE_TOKEN_MFA", "locks"],
    ["SMS_MFA of CUSTOM_AUTH", "locks"],
    ["SOFTWARE_TOKEN_MFA of CUSTOM_AUTH", "locks"],
    ["EMAIL_OTP of USER_AUTH", "does not"],
    ["SMS_OTP of USER_AUTH", "does not"],
    ["CUSTOM_CHALLENGE", "does not"],
  ])("to %s: %s", async (name, locks) => {
    const way = WAYS[name];
    if (!way) throw new Error(name);
    const site = await way.site(emulator());
    const ask = await way.user(emulator(), site, "ada");
    for (let i = 0; i < 5; i++) {
      const { challenge, session, responses } = await ask();
      await respond(emulator(), site.client, challenge, session, {
        ...{ ...responses, ...wrongly[challenge] },
      }).catch((error: Error) => expect(error.message).not.toBe(LOCKED[1]));
    }
    const password = passwordAuth(emulator(), site.client, "ada");
    if (locks === "locks") await refusal(password, ...LOCKED);
    else expect((await password).AuthenticationResult).toBeDefined();
  });
});
