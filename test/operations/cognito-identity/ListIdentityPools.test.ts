// ListIdentityPools: pages, and tokens that fit no other listing.
import {
  CognitoIdentityClient,
  ListIdentityPoolsCommand,
  paginateListIdentityPools,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool } from "./setup.js";

const emulator = useEmulator();

describe("ListIdentityPools", () => {
  it("pages through all pools, each once", async () => {
    const made = [];
    for (let count = 0; count < 5; count++) made.push(await anIdentityPool(emulator()));
    const pages = [];
    const { identity: client } = emulator();
    for await (const page of paginateListIdentityPools({ client }, { MaxResults: 2 }))
      pages.push(page.IdentityPools ?? []);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(
      pages
        .flat()
        .map((pool) => pool.IdentityPoolId)
        .sort(),
    ).toEqual(made.sort());
    expect(pages[0]?.[0]).toEqual({ IdentityPoolId: expect.any(String), IdentityPoolName: "test" });
  });

  it("refuses tokens of other listings, of other accounts and of long ago", async () => {
    const { NextToken } = await emulator().identity.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
    expect(NextToken).toBeTypeOf("string");
    const { endpoint, region } = emulator().clientConfig;
    const stranger = new CognitoIdentityClient({
      endpoint,
      region,
      credentials: { accessKeyId: "111122223333", secretAccessKey: "any" },
    });
    const listed = (client: CognitoIdentityClient, token?: string) =>
      client.send(new ListIdentityPoolsCommand({ MaxResults: 1, NextToken: token }));
    const refused = (answer: Promise<unknown>) =>
      refusal(answer, "InvalidParameterException", "Invalid pagination token");
    await refused(listed(stranger, NextToken));
    await refused(listed(emulator().identity, "made-up"));
    stranger.destroy();
    emulator().clock.advance({ minutes: 61 });
    await refused(listed(emulator().identity, NextToken));
  });

  it("needs MaxResults from 1 to 60", async () => {
    const list = (MaxResults: number) =>
      emulator().identity.send(new ListIdentityPoolsCommand({ MaxResults }));
    await refusal(
      list(0),
      "ValidationException",
      "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    await refusal(
      list(61),
      "ValidationException",
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });
});
