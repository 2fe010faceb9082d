// ListUserPools: pages, and which pools a caller sees.
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

/** Clients of a region that no other test uses. */
const inRegion = (region: string) =>
  new CognitoIdentityProviderClient({ ...emulator().clientConfig, region });

async function listAll(
  idp: CognitoIdentityProviderClient,
  MaxResults: number,
): Promise<(string | undefined)[][]> {
  const pages: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await idp.send(new ListUserPoolsCommand({ MaxResults, NextToken }));
    pages.push((page.UserPools ?? []).map(({ Id }) => Id));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return pages;
}

test("shows an empty region as an empty list", async () => {
  const { UserPools, NextToken } = await inRegion("eu-south-1").send(
    new ListUserPoolsCommand({ MaxResults: 60 }),
  );
  expect(UserPools).toEqual([]);
  expect(NextToken).toBeUndefined();
});

test("shows name, triggers and dates of a pool", async () => {
  const idp = inRegion("eu-west-3");
  const PreSignUp = "arn:aws:lambda:eu-west-3:123456789012:function:f";
  const { UserPool } = await idp.send(
    new CreateUserPoolCommand({ PoolName: "listed", LambdaConfig: { PreSignUp } }),
  );
  const { UserPools } = await idp.send(new ListUserPoolsCommand({ MaxResults: 1 }));
  expect(UserPools).toEqual([
    {
      Id: UserPool?.Id,
      Name: "listed",
      LambdaConfig: { PreSignUp },
      CreationDate: UserPool?.CreationDate,
      LastModifiedDate: UserPool?.LastModifiedDate,
    },
  ]);
});

test("pages through all pools, each once", async () => {
  const idp = inRegion("sa-east-1");
  const ids: (string | undefined)[] = [];
  for (const PoolName of ["a", "b", "c", "d", "e"])
    ids.push((await idp.send(new CreateUserPoolCommand({ PoolName }))).UserPool?.Id);
  const pages = await listAll(idp, 2);
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(pages.flat().sort()).toEqual(ids.sort());
});

test("goes on where it was when pools vanish between pages", async () => {
  const idp = inRegion("ca-central-1");
  for (const PoolName of ["a", "b", "c"]) await idp.send(new CreateUserPoolCommand({ PoolName }));
  const [first = [], second = []] = await listAll(idp, 2);
  const { NextToken } = await idp.send(new ListUserPoolsCommand({ MaxResults: 2 }));
  for (const UserPoolId of first) await idp.send(new DeleteUserPoolCommand({ UserPoolId }));
  const rest = await idp.send(new ListUserPoolsCommand({ MaxResults: 2, NextToken }));
  expect(rest.UserPools?.map(({ Id }) => Id)).toEqual(second);
});

test("refuses a token of another listing, and one that nobody issued", async () => {
  const message = "Invalid pagination token given.";
  await aPool(emulator());
  await aPool(emulator());
  const { NextToken } = await emulator().idp.send(new ListUserPoolsCommand({ MaxResults: 1 }));
  expect(NextToken).toBeDefined();
  const elsewhere = inRegion("eu-north-1").send(new ListUserPoolsCommand({ MaxResults: 1, NextToken }));
  await refusal(elsewhere, "InvalidParameterException", message);
  const made = emulator().idp.send(new ListUserPoolsCommand({ MaxResults: 1, NextToken: "abc" }));
  await refusal(made, "InvalidParameterException", message);
});

test("refuses more than 60 results, and none", async () => {
  const list = (MaxResults: number) => emulator().idp.send(new ListUserPoolsCommand({ MaxResults }));
  await refusal(
    list(61),
    "InvalidParameterException",
    "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
  );
  await refusal(
    list(0),
    "InvalidParameterException",
    "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
});
