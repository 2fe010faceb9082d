// TagResource, UntagResource and ListTagsForResource on identity pools.
import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, nobody } from "./setup.js";

const emulator = useEmulator();

const arnOf = (id: string, account = "000000000000", region = "us-east-1") =>
  `arn:aws:cognito-identity:${region}:${account}:identitypool/${id}`;
const tag = (ResourceArn: string, Tags: Record<string, string>) =>
  emulator().identity.send(new TagResourceCommand({ ResourceArn, Tags }));
const untag = (ResourceArn: string, TagKeys: string[]) =>
  emulator().identity.send(new UntagResourceCommand({ ResourceArn, TagKeys }));
const list = async (ResourceArn: string) =>
  (await emulator().identity.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;

describe("tags of identity pools", () => {
  it("are added, replaced, listed and removed", async () => {
    const arn = arnOf(await anIdentityPool(emulator(), { IdentityPoolTags: { team: "a" } }));
    await tag(arn, { team: "b", stage: "test" });
    expect(await list(arn)).toEqual({ team: "b", stage: "test" });
    await untag(arn, ["team", "never-there"]);
    expect(await list(arn)).toEqual({ stage: "test" });
  });

  it("follow the rules for tags", async () => {
    const arn = arnOf(await anIdentityPool(emulator()));
    await refusal(tag(arn, { "AWS:x": "" }), "InvalidParameterException", "Tag keys cannot start with aws:");
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, ""]));
    await tag(arn, tags(50));
    await refusal(
      tag(arn, { one: "more" }),
      "InvalidParameterException",
      "A resource cannot have more than 50 tags",
    );
    expect(Object.keys((await list(arn)) ?? {})).toHaveLength(50);
  });

  it("need the ARN of an identity pool that is there", async () => {
    const unknown = nobody();
    const pool = await anIdentityPool(emulator());
    const foreign = [arnOf(pool, "111122223333"), arnOf(pool, undefined, "eu-west-1")];
    for (const call of [list, (arn: string) => tag(arn, { a: "b" }), (arn: string) => untag(arn, ["a"])]) {
      await refusal(
        call(arnOf(unknown)),
        "ResourceNotFoundException",
        `IdentityPool '${unknown}' not found.`,
      );
      for (const arn of foreign)
        await refusal(call(arn), "ResourceNotFoundException", `IdentityPool '${pool}' not found.`);
      const notAPool = "arn:aws:iam::000000000000:role/other";
      await refusal(call(notAPool), "InvalidParameterException", `Invalid ARN: ${notAPool}`);
    }
  });
});
