// TagResource, UntagResource and ListTagsForResource: the tags of user pools.
import {
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();

const tag = (ResourceArn: string, Tags: Record<string, string>) =>
  emulator().idp.send(new TagResourceCommand({ ResourceArn, Tags }));
const untag = (ResourceArn: string, ...TagKeys: string[]) =>
  emulator().idp.send(new UntagResourceCommand({ ResourceArn, TagKeys }));
const list = (ResourceArn: string) => emulator().idp.send(new ListTagsForResourceCommand({ ResourceArn }));
const tagsOf = async (arn: string) => (await list(arn)).Tags;

test("a pool without tags has an empty list", async () => {
  const pool = await aPool(emulator());
  expect(await tagsOf(pool.Arn)).toEqual({});
});

test("tags are added, replaced and removed", async () => {
  const pool = await aPool(emulator(), { UserPoolTags: { a: "1", b: "2" } });
  const { $metadata: tagged, ...tagAnswer } = await tag(pool.Arn, { b: "3", c: "" });
  expect(tagAnswer).toEqual({});
  expect(await tagsOf(pool.Arn)).toEqual({ a: "1", b: "3", c: "" });
  const { $metadata: untagged, ...untagAnswer } = await untag(pool.Arn, "a", "unknown");
  expect(untagAnswer).toEqual({});
  expect(await tagsOf(pool.Arn)).toEqual({ b: "3", c: "" });

  const { UserPool } = await emulator().idp.send(new DescribeUserPoolCommand({ UserPoolId: pool.Id }));
  expect(UserPool?.UserPoolTags).toEqual({ b: "3", c: "" });
});

describe("refuses", () => {
  const calls = {
    TagResource: (arn: string) => tag(arn, { a: "1" }),
    UntagResource: (arn: string) => untag(arn, "a"),
    ListTagsForResource: list,
  };

  test.each(Object.entries(calls))("%s of what is not there", async (_, call) => {
    const unknown = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Unknown00";
    await refusal(
      call(unknown),
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown00 does not exist.",
    );
    const pool = await aPool(emulator());
    const foreign = pool.Arn.replace(/:\d{12}:/, ":999999999999:");
    await refusal(call(foreign), "ResourceNotFoundException", `User pool ${pool.Id} does not exist.`);
    const bucket = "arn:aws:s3:us-east-1:000000000000:bucket/x";
    await refusal(call(bucket), "InvalidParameterException", `Invalid resource ARN: ${bucket}`);
  });

  test("tags of the service's own", async () => {
    const pool = await aPool(emulator());
    await refusal(
      tag(pool.Arn, { "AWS:x": "1" }),
      "InvalidParameterException",
      "Tag keys cannot start with aws:",
    );
  });

  test("the 51st tag", async () => {
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`t${i}`, ""]));
    const pool = await aPool(emulator(), { UserPoolTags: fifty });
    await tag(pool.Arn, { t0: "replaced" });
    await refusal(
      tag(pool.Arn, { more: "" }),
      "InvalidParameterException",
      "A resource cannot have more than 50 tags",
    );
    expect(await tagsOf(pool.Arn)).toEqual({ ...fifty, t0: "replaced" });
  });
});
