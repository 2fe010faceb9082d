// Strict mode: answers that break the model are loud, with the reason.
import { describe, expect, it } from "vitest";
import { fault } from "../../src/model/fault.js";
import { harness, refusal } from "./harness.js";

const pool = { UserPoolId: "us-east-1_abc" };

describe("strict mode", () => {
  async function complaint(output: unknown, operation = "DescribeUserPool"): Promise<string | undefined> {
    const { send } = harness({ [operation]: () => output as object });
    const answer = refusal(await send(operation, { ...pool, Username: "ann" }));
    expect(answer).toMatchObject({ status: 500, name: "InternalErrorException" });
    return answer.message;
  }

  it.each([
    [{ UserPool: { Nme: "x" } }, "UserPool.Nme is no member of UserPoolType"],
    [{ UserPool: "x" }, "UserPool should be a structure, but is a string"],
    [{ UserPool: null }, "UserPool should be a structure, but is null"],
    [
      { UserPool: { CreationDate: new Date() } },
      "UserPool.CreationDate should be a timestamp, but is a object",
    ],
    [
      { UserPool: { EstimatedNumberOfUsers: 1.5 } },
      "UserPool.EstimatedNumberOfUsers should be a integer, but is a number",
    ],
    [
      { UserPool: { AliasAttributes: ["email", 7] } },
      "UserPool.AliasAttributes[1] should be a string, but is a number",
    ],
    [{ UserPool: { UserPoolTags: { a: 1 } } }, "UserPool.UserPoolTags.a should be a string, but is a number"],
    [undefined, "it is undefined, not an object"],
    [
      { UserPool: { Id: "no id" } },
      String.raw`Value 'no id' at 'userPool.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`,
    ],
  ])("complains about %j", async (output, problem) => {
    expect(await complaint(output)).toBe(`The answer of DescribeUserPool breaks the model: ${problem}`);
  });

  it("complains about a missing member, and about output where there is none", async () => {
    expect(await complaint({}, "AdminGetUser")).toContain("Username is required but missing");
    expect(await complaint({ User: 1 }, "AdminDeleteUser")).toContain(
      "User is set, but AdminDeleteUser has no output",
    );
  });

  it("complains about errors that the operation does not have", async () => {
    const { send } = harness({
      DescribeUserPool: () => {
        throw fault("CodeMismatchException", "Invalid code");
      },
      ListUsers: () => {
        throw fault("ResourceNotFoundException", "Gone", { reasonCode: "X" });
      },
    });
    expect(refusal(await send("DescribeUserPool", pool)).message).toContain(
      "DescribeUserPool is not modelled to raise CodeMismatchException",
    );
    expect(refusal(await send("ListUsers", pool)).message).toContain(
      "ResourceNotFoundException has no member reasonCode",
    );
  });

  it("is silent when it is off", async () => {
    const { send } = harness(
      {
        DescribeUserPool: () => ({ UserPool: { Nme: "x", Name: "p" } }),
        ListUsers: () => {
          throw fault("CodeMismatchException", "Invalid code");
        },
      },
      { strict: false },
    );
    expect((await send("DescribeUserPool", pool)).body).toBe('{"UserPool":{"Name":"p"}}');
    expect(refusal(await send("ListUsers", pool)).name).toBe("CodeMismatchException");
  });
});
