// UnlinkIdentity: a login leaves an identity.
import { DescribeIdentityCommand, UnlinkIdentityCommand } from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, aUserPool, getId, nobody, providerOf, trusting } from "./setup.js";
import { tokensOf } from "./tokens.js";

const emulator = useEmulator();

const unlink = (IdentityId: string, Logins: Record<string, string>, LoginsToRemove: string[]) =>
  emulator().identity.send(new UnlinkIdentityCommand({ IdentityId, Logins, LoginsToRemove }));

/** An identity with logins of two user pools. */
async function twoLogins() {
  const one = await aUserPool(emulator());
  const two = await aUserPool(emulator());
  const identityPool = await anIdentityPool(emulator(), trusting(one, two));
  const first = { [providerOf(one.pool)]: (await tokensOf(emulator(), one.pool, one.client, "ann")).idToken };
  const second = {
    [providerOf(two.pool)]: (await tokensOf(emulator(), two.pool, two.client, "ann")).idToken,
  };
  const IdentityId = await getId(emulator(), identityPool, { ...first, ...second });
  return { one, two, identityPool, first, second, IdentityId };
}

describe("UnlinkIdentity", () => {
  it("takes a login away, which then leads to a new identity", async () => {
    const { one, two, identityPool, first, second, IdentityId } = await twoLogins();
    await unlink(IdentityId, first, [providerOf(two.pool)]);
    const { Logins } = await emulator().identity.send(new DescribeIdentityCommand({ IdentityId }));
    expect(Logins).toEqual([providerOf(one.pool)]);
    expect(await getId(emulator(), identityPool, first)).toBe(IdentityId);
    expect(await getId(emulator(), identityPool, second)).not.toBe(IdentityId);
  });

  it("knows a user pool by its local name", async () => {
    const { two, identityPool, first, second, IdentityId } = await twoLogins();
    await unlink(IdentityId, first, [`localhost:${new URL(emulator().url).port}/${two.pool.Id}`]);
    expect(await getId(emulator(), identityPool, second)).not.toBe(IdentityId);
  });

  it("closes an identity that has no login left", async () => {
    const { one, two, identityPool, first, second, IdentityId } = await twoLogins();
    await unlink(IdentityId, first, [providerOf(one.pool), providerOf(two.pool)]);
    await refusal(
      unlink(IdentityId, second, []),
      "NotAuthorizedException",
      `Access to Identity '${IdentityId}' is forbidden.`,
    );
    expect(await getId(emulator(), identityPool, first)).not.toBe(IdentityId);
  });

  it("passes over providers that are not linked", async () => {
    const { first, IdentityId } = await twoLogins();
    await unlink(IdentityId, first, ["graph.facebook.com"]);
    const { Logins } = await emulator().identity.send(new DescribeIdentityCommand({ IdentityId }));
    expect(Logins).toHaveLength(2);
  });

  it("needs a valid login of the identity", async () => {
    const { one, identityPool, IdentityId } = await twoLogins();
    const provider = providerOf(one.pool);
    const bob = { [provider]: (await tokensOf(emulator(), one.pool, one.client, "bob")).idToken };
    await getId(emulator(), identityPool, bob);
    await refusal(
      unlink(IdentityId, bob, [provider]),
      "NotAuthorizedException",
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
    const guest = await getId(emulator(), identityPool);
    await refusal(
      unlink(guest, bob, [provider]),
      "NotAuthorizedException",
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
    await refusal(
      unlink(IdentityId, {}, [provider]),
      "NotAuthorizedException",
      `Access to Identity '${IdentityId}' is forbidden.`,
    );
    await refusal(
      unlink(IdentityId, { [provider]: "rubbish" }, [provider]),
      "NotAuthorizedException",
      "Invalid login token. Not a valid OpenId Connect identity token.",
    );
    const unknown = nobody();
    await refusal(
      unlink(unknown, bob, [provider]),
      "ResourceNotFoundException",
      `Identity '${unknown}' not found.`,
    );
  });
});
