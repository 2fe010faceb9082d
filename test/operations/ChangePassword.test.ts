// ChangePassword through the official SDK.
import { ChangePasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { refusesBadTokens } from "../support/access-tokens.js";
import { aPoolAndClient, atOnce, output, type PoolInput } from "../support/accounts.js";
import { aConfirmedUser, PASSWORD, signIn } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const NEW = "An0ther-Password!";
const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;
const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."] as const;

const change = (AccessToken: string, PreviousPassword: string | undefined, ProposedPassword = NEW) =>
  emulator().idp.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));

/** A pool, a signed-in user `ada` and the access token. */
async function signedIn(pool?: PoolInput) {
  const made = await aPoolAndClient(emulator(), pool);
  await aConfirmedUser(emulator(), made.pool, "ada");
  const { AccessToken } = await signIn(emulator(), made.pool, made.client, "ada");
  return { ...made, AccessToken };
}

describe("ChangePassword accepts", () => {
  it("the right previous password", async () => {
    const { AccessToken } = await signedIn();
    expect(output(await change(AccessToken, PASSWORD))).toEqual({});
  });

  it("the present password again where no history is kept", async () => {
    const { AccessToken } = await signedIn();
    expect(output(await change(AccessToken, PASSWORD, PASSWORD))).toEqual({});
  });

  it("one of two changes at once: the other's previous password is no longer right", async () => {
    const { pool, client, AccessToken } = await signedIn();
    const proposals = ["First-Pr0posal!", "Second-Pr0posal!"];
    const inputs = proposals.map((proposal) => ({ PreviousPassword: PASSWORD, ProposedPassword: proposal }));
    const outcomes = await atOnce(emulator(), AccessToken, "ChangePassword", inputs);
    expect([...outcomes].sort()).toEqual(["fulfilled", "rejected"]);
    const winner = proposals[outcomes.indexOf("fulfilled")];
    expect(await signIn(emulator(), pool, client, "ada", winner)).toHaveProperty("AccessToken");
  });
});

describe("ChangePassword refuses", () => {
  it("a wrong or missing previous password", async () => {
    const { AccessToken } = await signedIn();
    await refusal(change(AccessToken, "Wr0ng-Password!"), ...INCORRECT);
    await refusal(change(AccessToken, undefined), ...INCORRECT);
  });

  it.each([
    ["short", "Password not long enough"],
    ["lower-case-1", "Password must have uppercase characters"],
    ["UPPER-CASE-1", "Password must have lowercase characters"],
    ["No-Numbers-Here", "Password must have numeric characters"],
    ["NoSymbols123", "Password must have symbol characters"],
  ])("the password %s", async (password, rule) => {
    const { AccessToken } = await signedIn();
    await refusal(
      change(AccessToken, PASSWORD, password),
      "InvalidPasswordException",
      `Password does not conform to policy: ${rule}`,
    );
  });

  it("a password among the last ones", async () => {
    const { AccessToken } = await signedIn({
      Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } },
    });
    const used = ["PasswordHistoryPolicyViolationException", "Password has previously been used"] as const;
    await refusal(change(AccessToken, PASSWORD, PASSWORD), ...used);
    await change(AccessToken, PASSWORD, NEW);
    await refusal(change(AccessToken, NEW, PASSWORD), ...used);
    await change(AccessToken, NEW, `${NEW}2`);
    expect(output(await change(AccessToken, `${NEW}2`, PASSWORD))).toEqual({});
  });

  it("more than 5 calls in an hour, the right password too", async () => {
    const { pool, client, AccessToken } = await signedIn();
    for (let miss = 0; miss < 5; miss++) await refusal(change(AccessToken, "Wr0ng-Password!"), ...INCORRECT);
    await refusal(change(AccessToken, PASSWORD), ...LIMIT);
    emulator().clock.advance({ hours: 1 });
    const fresh = await signIn(emulator(), pool, client, "ada");
    expect(output(await change(fresh.AccessToken, PASSWORD))).toEqual({});
  });

  it("bad access tokens", () => refusesBadTokens(emulator(), (token) => change(token, PASSWORD)));
});

it("ChangePassword remembers the new password instead of the old one, and leaves the tokens valid", async () => {
  const { pool, client, AccessToken } = await signedIn();
  await change(AccessToken, PASSWORD);
  await refusal(signIn(emulator(), pool, client, "ada"), ...INCORRECT);
  expect(await signIn(emulator(), pool, client, "ada", NEW)).toHaveProperty("AccessToken");
  expect(output(await change(AccessToken, NEW, PASSWORD))).toEqual({});
});

it("ChangePassword notifies nobody", async () => {
  const { pool, AccessToken } = await signedIn();
  await change(AccessToken, PASSWORD);
  expect(emulator().inbox.list({ poolId: pool.Id })).toEqual([]);
});
