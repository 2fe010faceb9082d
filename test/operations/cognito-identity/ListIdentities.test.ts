// ListIdentities and DescribeIdentity: pages of a pool's identities, and one of them.
import {
  DescribeIdentityCommand,
  ListIdentitiesCommand,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, DEVELOPER, developerLogin, getId, nobody } from "./setup.js";

const emulator = useEmulator();

describe("ListIdentities", () => {
  it("pages through all identities of one pool", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    await getId(emulator(), await anIdentityPool(emulator()));
    const made = [];
    for (let count = 0; count < 5; count++) made.push(await getId(emulator(), IdentityPoolId));
    const pages = [];
    let NextToken: string | undefined;
    do {
      const page = await emulator().identity.send(
        new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 2, NextToken }),
      );
      expect(page.IdentityPoolId).toBe(IdentityPoolId);
      pages.push(page.Identities ?? []);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(
      pages
        .flat()
        .map((identity) => identity.IdentityId)
        .sort(),
    ).toEqual(made.sort());
  });

  it("hides disabled identities on demand", async () => {
    const IdentityPoolId = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const kept = await developerLogin(emulator(), IdentityPoolId, "ann");
    const disabled = await developerLogin(emulator(), IdentityPoolId, "bob");
    // A guest who turned out to be Ann is disabled as well.
    const merged = await getId(emulator(), IdentityPoolId);
    emulator().app.store.transaction(() => {
      const { identities, pools } = emulator().app.core.identityPools;
      const [source, destination] = [merged, kept.IdentityId].map((id) => identities.require(id).identity);
      return identities.merge(pools.find(IdentityPoolId), source!, destination!);
    });
    await emulator().identity.send(
      new UnlinkDeveloperIdentityCommand({
        IdentityPoolId,
        IdentityId: disabled.IdentityId,
        DeveloperProviderName: DEVELOPER,
        DeveloperUserIdentifier: "bob",
      }),
    );
    const list = async (HideDisabled?: boolean) => {
      const command = new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, HideDisabled });
      const { Identities } = await emulator().identity.send(command);
      return Identities?.map(({ IdentityId, Logins }) => [IdentityId, Logins]);
    };
    const keptEntry = [kept.IdentityId, [DEVELOPER]];
    expect(await list(true)).toEqual([keptEntry]);
    expect(new Set(await list())).toEqual(
      new Set([keptEntry, [disabled.IdentityId, undefined], [merged, undefined]]),
    );
    expect(await list(false)).toHaveLength(3);
  });

  it("refuses unknown pools, and tokens of the listing with another HideDisabled", async () => {
    const unknown = nobody();
    const list = (IdentityPoolId: string, more = {}) =>
      emulator().identity.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 1, ...more }));
    await refusal(list(unknown), "ResourceNotFoundException", `IdentityPool '${unknown}' not found.`);
    const pool = await anIdentityPool(emulator());
    await getId(emulator(), pool);
    await getId(emulator(), pool);
    const { NextToken } = await list(pool);
    await refusal(
      list(pool, { NextToken, HideDisabled: true }),
      "InvalidParameterException",
      "Invalid pagination token",
    );
  });
});

describe("DescribeIdentity", () => {
  it("shows logins and times", async () => {
    const IdentityPoolId = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const guest = await getId(emulator(), IdentityPoolId);
    const describe = (IdentityId: string) =>
      emulator().identity.send(new DescribeIdentityCommand({ IdentityId }));
    const before = await describe(guest);
    expect(before.Logins).toBeUndefined();
    expect(before.CreationDate?.getTime()).toBeCloseTo(emulator().clock.now(), -4);
    expect(before.LastModifiedDate).toEqual(before.CreationDate);

    emulator().clock.advance({ minutes: 5 });
    await developerLogin(emulator(), IdentityPoolId, "ann", { IdentityId: guest });
    const after = await describe(guest);
    expect(after).toMatchObject({ Logins: [DEVELOPER], CreationDate: before.CreationDate });
    expect(after.LastModifiedDate!.getTime()).toBeGreaterThanOrEqual(
      before.CreationDate!.getTime() + 300_000,
    );
  });

  it("needs an identity that exists", async () => {
    const IdentityId = nobody();
    await refusal(
      emulator().identity.send(new DescribeIdentityCommand({ IdentityId })),
      "ResourceNotFoundException",
      `Identity '${IdentityId}' not found.`,
    );
  });
});
