// Request bodies: which are read, what handlers see of them, and how the others are refused.
import { describe, expect, it } from "vitest";
import { MAX_BODY_BYTES } from "../../src/wire/dispatch.js";
import { harness, refusal } from "./harness.js";

const pool = { UserPoolId: "us-east-1_abc" };

describe("bodies", () => {
  const { send } = harness({ CreateUserPool: () => ({}), UpdateManagedLoginBranding: () => ({}) });

  it.each(["", "null", "{", '"text"', "7", '{"PoolName":"p",}', "\u0000"])(
    "%j has no message",
    async (body) => {
      const answer = await send("CreateUserPool", body);
      expect(answer.status).toBe(400);
      expect(answer.body).toBe('{"__type":"SerializationException"}');
    },
  );

  it("may not be a list", async () => {
    expect(refusal(await send("CreateUserPool", [])).message).toBe("Start of list found where not expected");
  });

  it.each([
    [{ PoolName: 7 }, "NUMBER_VALUE can not be converted to a String"],
    [{ PoolName: false }, "FALSE_VALUE can not be converted to a String"],
    [{ PoolName: {} }, "Start of structure or map found where not expected."],
    [{ Policies: "x" }, "Expected null"],
    [{ UserPoolTags: "x" }, "Expected map or null"],
    [{ AutoVerifiedAttributes: "email" }, "Expected list or null"],
    [{ AutoVerifiedAttributes: [1] }, "NUMBER_VALUE can not be converted to a String"],
    [
      { AdminCreateUserConfig: { UnusedAccountValidityDays: "7" } },
      "STRING_VALUE can not be converted to an Integer",
    ],
    [
      { AdminCreateUserConfig: { AllowAdminCreateUserOnly: 1 } },
      "NUMBER_VALUE can not be converted to a Boolean",
    ],
  ])("%j is of the wrong type, whatever else is missing", async (body, message) => {
    expect(refusal(await send("CreateUserPool", body))).toEqual({
      status: 400,
      name: "SerializationException",
      message,
    });
  });

  it("are refused over one megabyte, or two with images", async () => {
    const padded = (size: number, members: string) => `{${members}"x":"`.padEnd(size - 2, "x").concat('"}');
    expect((await send("CreateUserPool", padded(1024 * 1024, '"PoolName":"p",'))).status).toBe(200);
    expect(refusal(await send("CreateUserPool", padded(1024 * 1024 + 1, "")))).toMatchObject({
      status: 413,
      name: "RequestEntityTooLargeException",
    });
    expect((await send("UpdateManagedLoginBranding", padded(MAX_BODY_BYTES, ""))).status).toBe(200);
    expect((await send("UpdateManagedLoginBranding", padded(MAX_BODY_BYTES + 1, ""))).status).toBe(413);
  });

  it("reach the handler without unknown and null members, with numbers cut and words read", async () => {
    let seen: unknown;
    const { send } = harness({
      CreateUserPool: (input: never) => {
        seen = input;
        return {};
      },
    });
    await send("CreateUserPool", {
      PoolName: "p",
      Nonsense: { deep: [1] },
      EmailVerificationSubject: null,
      AutoVerifiedAttributes: ["email", null],
      AdminCreateUserConfig: { UnusedAccountValidityDays: 7.9, AllowAdminCreateUserOnly: "True" },
    });
    expect(seen).toEqual({
      PoolName: "p",
      AutoVerifiedAttributes: ["email"],
      AdminCreateUserConfig: { UnusedAccountValidityDays: 7, AllowAdminCreateUserOnly: true },
    });
  });

  it("cannot reach prototypes", async () => {
    let seen: { UserPoolTags: Record<string, unknown> } | undefined;
    const { send } = harness({
      CreateUserPool: (input: never) => {
        seen = input;
        return {};
      },
    });
    const body =
      '{"__proto__":{"PoolName":"polluted"},"PoolName":"p","UserPoolTags":{"__proto__":"a","constructor":"b"}}';
    expect((await send("CreateUserPool", body)).status).toBe(200);
    expect(Object.entries(seen!.UserPoolTags)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
    expect(seen!.UserPoolTags.toString).toBeUndefined();
    expect(({} as Record<string, unknown>).PoolName).toBeUndefined();
  });

  it("may not be nested without end", async () => {
    const depth = 200_000;
    const nested = "[".repeat(depth) + "]".repeat(depth);
    expect((await send("CreateUserPool", `{"PoolName":"p","Unknown":${nested}}`)).status).toBe(200);
    expect((await send("UpdateManagedLoginBranding", `{"Settings":${nested}}`)).body).toBe(
      '{"__type":"SerializationException"}',
    );
    expect((await send("CreateUserPool", `{"PoolName":${nested}}`)).status).toBe(400);
  });

  it("carry blobs in base64", async () => {
    const seen: Uint8Array[] = [];
    const { send } = harness({
      SetUICustomization: (input: { ImageFile: Uint8Array }) => {
        seen.push(input.ImageFile);
        return { UICustomization: {} };
      },
    });
    await send("SetUICustomization", { ...pool, ImageFile: "AAEC/w==" });
    expect(seen).toEqual([new Uint8Array([0, 1, 2, 255])]);
    expect(refusal(await send("SetUICustomization", { ...pool, ImageFile: "AAE" })).message).toBe(
      "STRING_VALUE can not be converted to a Blob",
    );
  });
});
