// The wording of constraint violations, compared with texts that the real service sent.
import { describe, expect, it } from "vitest";
import { harness, refusal } from "./harness.js";

const signUp = { ClientId: "abc123", Username: "ann", Password: "Passw0rd!" };

async function messageOf(operation: string, body: unknown): Promise<string | undefined> {
  const answer = refusal(await harness({ [operation]: () => ({}) }).send(operation, body));
  expect(answer).toMatchObject({ status: 400, name: "InvalidParameterException" });
  return answer.message;
}

describe("user pools", () => {
  it("quotes value, path and pattern", async () => {
    expect(await messageOf("AdminConfirmSignUp", { UserPoolId: "my-pool", Username: "ann" })).toBe(
      String.raw`1 validation error detected: Value 'my-pool' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`,
    );
  });

  it("shows a client id although the model calls it sensitive", async () => {
    expect(await messageOf("SignUp", { ...signUp, ClientId: "ap-northeast-1_xxxxxxxxx" })).toBe(
      String.raw`1 validation error detected: Value 'ap-northeast-1_xxxxxxxxx' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+`,
    );
  });

  it("hides user names, passwords and attribute values", async () => {
    expect(
      await messageOf("SignUp", {
        ClientId: "abc123",
        Username: "secret name",
        Password: " ",
        UserAttributes: [{ Name: "email", Value: "x".repeat(2049) }],
      }),
    ).toBe(
      String.raw`3 validation errors detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+; Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$; Value at 'userAttributes.1.member.value' failed to satisfy constraint: Member must have length less than or equal to 2048`,
    );
  });

  it("reports one member twice", async () => {
    expect(await messageOf("SignUp", { ...signUp, Username: "" })).toBe(
      String.raw`2 validation errors detected: Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`,
    );
  });

  it("lists the values of an enum in the service's order", async () => {
    expect(await messageOf("CreateUserPool", { PoolName: "p", MfaConfiguration: "false" })).toBe(
      "1 validation error detected: Value 'false' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OPTIONAL, OFF, ON]",
    );
  });

  it("counts list elements from one", async () => {
    expect(
      await messageOf("CreateUserPool", { PoolName: "p", Schema: [{ Name: "phone_number_verified" }] }),
    ).toBe(
      "1 validation error detected: Value 'phone_number_verified' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    );
  });

  it("reports simple list elements together, with all their rules", async () => {
    expect(
      await messageOf("CreateUserPoolClient", {
        UserPoolId: "us-east-1_abc",
        ClientName: "web",
        CallbackURLs: ["https://a.example", "not a url"],
      }),
    ).toBe(
      String.raw`1 validation error detected: Value '[https://a.example, not a url]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]`,
    );
  });

  it("names what is missing", async () => {
    expect(await messageOf("InitiateAuth", { AuthFlow: null })).toBe(
      "2 validation errors detected: Value null at 'authFlow' failed to satisfy constraint: Member must not be null; Value null at 'clientId' failed to satisfy constraint: Member must not be null",
    );
  });

  it.each(["ListUserPools", "ListResourceServers"])(
    "takes a missing integer for 0 in %s",
    async (operation) => {
      const body = operation === "ListUserPools" ? {} : { UserPoolId: "us-east-1_abc" };
      expect(await messageOf(operation, body)).toBe(
        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
      );
    },
  );

  it("checks an integer that does not fit 32 bits against its range", async () => {
    expect(await messageOf("ListUserPools", { MaxResults: 99_999_999_999 })).toMatch(
      /^1 validation error detected: Value '2147483647' at 'maxResults' .* less than or equal to 60$/,
    );
  });

  it("reports map values without saying which", async () => {
    expect(
      await messageOf("TagResource", {
        ResourceArn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc",
        Tags: { stage: "x".repeat(257) },
      }),
    ).toBe(
      `1 validation error detected: Value '{stage=${"x".repeat(257)}}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]`,
    );
  });

  it("counts characters, not UTF-16 units", async () => {
    const { send } = harness({ SignUp: () => ({ UserConfirmed: false, UserSub: "a" }) });
    expect((await send("SignUp", { ...signUp, Username: "💛".repeat(128) })).status).toBe(200);
    expect(await messageOf("SignUp", { ...signUp, Username: "💛".repeat(129) })).toBe(
      "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128",
    );
  });

  it("does not run a pattern over a text that is far too long", async () => {
    expect(await messageOf("SignUp", { ...signUp, Password: `${" ".repeat(900_000)}` })).toBe(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 256",
    );
  });
});

describe("identity pools", () => {
  it("answer ValidationException", async () => {
    const answer = await harness({}).send("GetId", { IdentityPoolId: "nonsense" });
    expect(answer.headers["x-amzn-ErrorType"]).toBe("ValidationException:");
    expect(refusal(answer)).toEqual({
      status: 400,
      name: "ValidationException",
      message: String.raw`1 validation error detected: Value 'nonsense' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
    });
  });

  it("hide logins", async () => {
    const answer = await harness({}).send("GetId", {
      IdentityPoolId: "us-east-1:0",
      Logins: { provider: "" },
    });
    expect(refusal(answer).message).toBe(
      "1 validation error detected: Value at 'logins' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 50000, Member must have length greater than or equal to 1]",
    );
  });

  it("name the entry of a map of structures", async () => {
    const answer = await harness({}).send("SetIdentityPoolRoles", {
      IdentityPoolId: "us-east-1:0",
      Roles: {},
      RoleMappings: { "idp.example": { Type: "Dice" } },
    });
    expect(refusal(answer).message).toBe(
      "1 validation error detected: Value 'Dice' at 'roleMappings.idp.example.member.type' failed to satisfy constraint: Member must satisfy enum value set: [Token, Rules]",
    );
  });
});
