// Identity pools belong to an account and a region; operations that nobody signs reach them all the same.
import {
  CognitoIdentityClient,
  DeleteIdentitiesCommand,
  DescribeIdentityCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  GetIdentityPoolRolesCommand,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, getId } from "./setup.js";

const emulator = useEmulator();
let strangers: CognitoIdentityClient[];

beforeAll(() => {
  const { endpoint, region } = emulator().clientConfig;
  const of = (accessKeyId: string, where: string) =>
    new CognitoIdentityClient({
      endpoint,
      region: where,
      credentials: { accessKeyId, secretAccessKey: "any" },
    });
  strangers = [of("111122223333", region), of(emulator().clientConfig.credentials.accessKeyId, "eu-west-1")];
});
afterAll(() => {
  for (const stranger of strangers) stranger.destroy();
});

it("hides pools from other accounts and regions", async () => {
  const IdentityPoolId = await anIdentityPool(emulator());
  for (const stranger of strangers) {
    const message = `IdentityPool '${IdentityPoolId}' not found.`;
    const describe = new DescribeIdentityPoolCommand({ IdentityPoolId });
    await refusal(stranger.send(describe), "ResourceNotFoundException", message);
    const roles = new GetIdentityPoolRolesCommand({ IdentityPoolId });
    await refusal(stranger.send(roles), "ResourceNotFoundException", message);
    expect((await stranger.send(new ListIdentityPoolsCommand({ MaxResults: 60 }))).IdentityPools).toEqual([]);
  }
});

it("hides identities from other accounts and regions, and does not delete them for them", async () => {
  const IdentityId = await getId(emulator(), await anIdentityPool(emulator()));
  for (const stranger of strangers) {
    await refusal(
      stranger.send(new DescribeIdentityCommand({ IdentityId })),
      "ResourceNotFoundException",
      `Identity '${IdentityId}' not found.`,
    );
    const { UnprocessedIdentityIds } = await stranger.send(
      new DeleteIdentitiesCommand({ IdentityIdsToDelete: [IdentityId] }),
    );
    expect(UnprocessedIdentityIds).toEqual([{ IdentityId, ErrorCode: "AccessDenied" }]);
  }
  await emulator().identity.send(new DescribeIdentityCommand({ IdentityId }));
});

it("gives identities to callers of any region", async () => {
  const IdentityPoolId = await anIdentityPool(emulator());
  for (const stranger of strangers)
    expect((await stranger.send(new GetIdCommand({ IdentityPoolId }))).IdentityId).toMatch(/^us-east-1:/);
});
