// The operations on a developer's own users: lookup, merge and unlink.
import {
  LookupDeveloperIdentityCommand,
  type LookupDeveloperIdentityCommandInput,
  MergeDeveloperIdentitiesCommand,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import {
  anIdentityPool,
  aUserPool,
  DEVELOPER,
  developerLogin,
  getId,
  nobody,
  providerOf,
  trusting,
} from "./setup.js";
import { tokensOf } from "./tokens.js";

const emulator = useEmulator();

const developerPool = () => anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
const lookup = async (input: LookupDeveloperIdentityCommandInput) => {
  const { $metadata, ...found } = await emulator().identity.send(new LookupDeveloperIdentityCommand(input));
  return found;
};
const merge = async (IdentityPoolId: string, source: string, destination: string, provider = DEVELOPER) =>
  (
    await emulator().identity.send(
      new MergeDeveloperIdentitiesCommand({
        IdentityPoolId,
        SourceUserIdentifier: source,
        DestinationUserIdentifier: destination,
        DeveloperProviderName: provider,
      }),
    )
  ).IdentityId;
const unlink = (IdentityPoolId: string, IdentityId: string, user: string, provider = DEVELOPER) =>
  emulator().identity.send(
    new UnlinkDeveloperIdentityCommand({
      IdentityPoolId,
      IdentityId,
      DeveloperProviderName: provider,
      DeveloperUserIdentifier: user,
    }),
  );

const userNotFound = (user: string) => `Developer user identifier '${user}' not found.`;
const otherProvider = "This identity pool does not support the specified developer provider.";

describe("LookupDeveloperIdentity", () => {
  it("finds the identity of a user and the users of an identity", async () => {
    const IdentityPoolId = await developerPool();
    const { IdentityId } = await developerLogin(emulator(), IdentityPoolId, "ann");
    const found = { IdentityId, DeveloperUserIdentifierList: ["ann"] };
    expect(await lookup({ IdentityPoolId, DeveloperUserIdentifier: "ann" })).toEqual(found);
    expect(await lookup({ IdentityPoolId, IdentityId })).toEqual(found);
    expect(await lookup({ IdentityPoolId, IdentityId, DeveloperUserIdentifier: "ann" })).toEqual(found);
    const guest = await getId(emulator(), IdentityPoolId);
    expect(await lookup({ IdentityPoolId, IdentityId: guest })).toEqual({
      IdentityId: guest,
      DeveloperUserIdentifierList: [],
    });
  });

  it("pages through the users of an identity", async () => {
    const IdentityPoolId = await developerPool();
    const { IdentityId } = await developerLogin(emulator(), IdentityPoolId, "user-0");
    for (const user of ["user-1", "user-2"]) {
      await developerLogin(emulator(), IdentityPoolId, user);
      await merge(IdentityPoolId, user, "user-0");
    }
    const first = await lookup({ IdentityPoolId, IdentityId, MaxResults: 2 });
    expect(first.DeveloperUserIdentifierList).toEqual(["user-0", "user-1"]);
    const rest = await lookup({ IdentityPoolId, IdentityId, MaxResults: 2, NextToken: first.NextToken });
    expect(rest).toEqual({ IdentityId, DeveloperUserIdentifierList: ["user-2"] });
    await refusal(
      lookup({ IdentityPoolId, IdentityId, NextToken: "made-up" }),
      "InvalidParameterException",
      "Invalid pagination token",
    );
  });

  it("refuses what does not belong together, or is not there", async () => {
    const IdentityPoolId = await developerPool();
    const { IdentityId } = await developerLogin(emulator(), IdentityPoolId, "ann");
    await developerLogin(emulator(), IdentityPoolId, "bob");
    await refusal(
      lookup({ IdentityPoolId, IdentityId, DeveloperUserIdentifier: "bob" }),
      "ResourceConflictException",
      "The provided developer user identifier does not match the identity id.",
    );
    await refusal(
      lookup({ IdentityPoolId }),
      "InvalidParameterException",
      "Either IdentityId or DeveloperUserIdentifier must be provided.",
    );
    await refusal(
      lookup({ IdentityPoolId, DeveloperUserIdentifier: "carl" }),
      "ResourceNotFoundException",
      userNotFound("carl"),
    );
    const unknown = nobody();
    await refusal(
      lookup({ IdentityPoolId, IdentityId: unknown }),
      "ResourceNotFoundException",
      `Identity '${unknown}' not found.`,
    );
    await refusal(
      lookup({ IdentityPoolId: unknown, IdentityId }),
      "ResourceNotFoundException",
      `IdentityPool '${unknown}' not found.`,
    );
    await refusal(
      lookup({ IdentityPoolId: await anIdentityPool(emulator()), DeveloperUserIdentifier: "ann" }),
      "InvalidParameterException",
      otherProvider,
    );
  });
});

describe("MergeDeveloperIdentities", () => {
  it("gives the source the destination's identity, and disables the source's own", async () => {
    const pool = await developerPool();
    const source = await developerLogin(emulator(), pool, "ann");
    const destination = await developerLogin(emulator(), pool, "bob");
    expect(await merge(pool, "ann", "bob")).toBe(destination.IdentityId);
    expect((await developerLogin(emulator(), pool, "ann")).IdentityId).toBe(destination.IdentityId);
    await refusal(
      developerLogin(emulator(), pool, "carl", { IdentityId: source.IdentityId }),
      "NotAuthorizedException",
      `Access to Identity '${source.IdentityId}' is forbidden.`,
    );
    expect(await merge(pool, "ann", "bob")).toBe(destination.IdentityId);
  });

  it("refuses to pass 20 logins, and changes nothing then", async () => {
    const pool = await developerPool();
    await developerLogin(emulator(), pool, "user-1");
    for (let count = 2; count <= 20; count++) {
      await developerLogin(emulator(), pool, `user-${count}`);
      await merge(pool, `user-${count}`, "user-1");
    }
    const extra = await developerLogin(emulator(), pool, "user-21");
    await refusal(
      merge(pool, "user-21", "user-1"),
      "ResourceConflictException",
      "An identity can have at most 20 linked logins.",
    );
    expect((await developerLogin(emulator(), pool, "user-21")).IdentityId).toBe(extra.IdentityId);
  });

  it("refuses two different users of one public provider", async () => {
    const { pool, client } = await aUserPool(emulator());
    const identityPool = await anIdentityPool(emulator(), {
      ...trusting({ pool, client }),
      DeveloperProviderName: DEVELOPER,
    });
    for (const user of ["ann", "bob"]) {
      const Logins = { [providerOf(pool)]: (await tokensOf(emulator(), pool, client, user)).idToken };
      await developerLogin(emulator(), identityPool, user, { Logins });
    }
    await refusal(
      merge(identityPool, "ann", "bob"),
      "ResourceConflictException",
      `Login for ${providerOf(pool)} is already linked to another account.`,
    );
  });

  it("needs the pool's provider and users that are there", async () => {
    const pool = await developerPool();
    await developerLogin(emulator(), pool, "ann");
    await refusal(merge(pool, "ann", "ann", "other.example"), "InvalidParameterException", otherProvider);
    for (const [source, destination] of [
      ["ann", "carl"],
      ["carl", "ann"],
    ] as const)
      await refusal(merge(pool, source, destination), "ResourceNotFoundException", userNotFound("carl"));
    const unknown = nobody();
    await refusal(
      merge(unknown, "ann", "bob"),
      "ResourceNotFoundException",
      `IdentityPool '${unknown}' not found.`,
    );
  });
});

describe("UnlinkDeveloperIdentity", () => {
  it("makes the user a new one when seen next", async () => {
    const pool = await developerPool();
    const { IdentityId } = await developerLogin(emulator(), pool, "ann");
    await developerLogin(emulator(), pool, "bob");
    await merge(pool, "bob", "ann");
    await unlink(pool, IdentityId, "bob");
    expect((await developerLogin(emulator(), pool, "bob")).IdentityId).not.toBe(IdentityId);
    expect((await developerLogin(emulator(), pool, "ann")).IdentityId).toBe(IdentityId);
  });

  it("leaves an identity without logins closed to everybody", async () => {
    const pool = await developerPool();
    const { IdentityId } = await developerLogin(emulator(), pool, "ann");
    await unlink(pool, IdentityId, "ann");
    await refusal(
      developerLogin(emulator(), pool, "ann", { IdentityId }),
      "NotAuthorizedException",
      `Access to Identity '${IdentityId}' is forbidden.`,
    );
  });

  it("needs pool, provider, identity and user to belong together", async () => {
    const pool = await developerPool();
    const ann = await developerLogin(emulator(), pool, "ann");
    const bob = await developerLogin(emulator(), pool, "bob");
    const unknown = nobody();
    const notFound = "ResourceNotFoundException";
    await refusal(unlink(unknown, ann.IdentityId, "ann"), notFound, `IdentityPool '${unknown}' not found.`);
    await refusal(unlink(pool, unknown, "ann"), notFound, `Identity '${unknown}' not found.`);
    await refusal(unlink(pool, bob.IdentityId, "ann"), notFound, userNotFound("ann"));
    await refusal(
      unlink(pool, ann.IdentityId, "ann", "other.example"),
      "InvalidParameterException",
      otherProvider,
    );
  });
});
