// The pipeline: targets, authentication, scope, answers and refusals as they look on the wire.
import { describe, expect, it } from "vitest";
import type { Call } from "../../src/model/call.js";
import { fault } from "../../src/model/fault.js";
import { preflight } from "../../src/wire/dispatch.js";
import { AUTHORIZATION, harness, REQUEST_ID, refusal } from "./harness.js";

const pool = { UserPoolId: "us-east-1_abc" };
const corsHeaders = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
};

describe("answers", () => {
  it("have the service's headers and a JSON body", async () => {
    const { send } = harness({
      DescribeUserPool: () => ({ UserPool: { Name: "mine", CreationDate: 1_547_833_345_777 } }),
    });
    expect(await send("DescribeUserPool", pool)).toEqual({
      status: 200,
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "x-amzn-RequestId": REQUEST_ID,
        ...corsHeaders,
      },
      body: '{"UserPool":{"Name":"mine","CreationDate":1547833345.777}}',
    });
  });

  it("are {} for an empty output and nothing for none", async () => {
    const { send } = harness({ AdminEnableUser: () => ({}), AdminDeleteUser: () => ({}) });
    expect((await send("AdminEnableUser", { ...pool, Username: "ann" })).body).toBe("{}");
    expect((await send("AdminDeleteUser", { ...pool, Username: "ann" })).body).toBe("");
  });

  it("are the same for content type 1.0", async () => {
    const { send } = harness({ DescribeUserPool: () => ({}) });
    const answer = await send("DescribeUserPool", pool, { "content-type": "application/x-amz-json-1.0" });
    expect(answer.headers["Content-Type"]).toBe("application/x-amz-json-1.1");
  });

  it("to preflight requests allow what browser clients send", () => {
    const { status, headers } = preflight();
    expect(status).toBe(200);
    expect(headers["access-control-allow-origin"]).toBe("*");
    const allowed = headers["access-control-allow-headers"]!.split(",");
    for (const name of ["content-type", "x-amz-target", "x-amz-user-agent", "authorization", "cache-control"])
      expect(allowed).toContain(name);
  });
});

describe("refusals", () => {
  it("carry name and message in body and headers", async () => {
    const { send } = harness({
      DescribeUserPool: () => {
        throw fault("ResourceNotFoundException", "User pool us-east-1_abc does not exist.");
      },
    });
    expect(await send("DescribeUserPool", pool)).toEqual({
      status: 400,
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "x-amzn-RequestId": REQUEST_ID,
        ...corsHeaders,
        "x-amzn-ErrorType": "ResourceNotFoundException:",
        "x-amzn-ErrorMessage": "User pool us-east-1_abc does not exist.",
      },
      body: '{"__type":"ResourceNotFoundException","message":"User pool us-east-1_abc does not exist."}',
    });
  });

  it("carry modelled members", async () => {
    const { send } = harness({
      DescribeUserPool: async () => {
        throw fault("InvalidParameterException", "No.", { reasonCode: "WHY" });
      },
    });
    expect(JSON.parse((await send("DescribeUserPool", pool)).body)).toEqual({
      __type: "InvalidParameterException",
      message: "No.",
      reasonCode: "WHY",
    });
  });

  it("keep headers to one short line of ASCII", async () => {
    const { send } = harness({
      DescribeUserPool: () => {
        throw fault("InvalidParameterException", `a\r\nSet-Cookie: b\u2028é💛\u0000${"x".repeat(5000)}`);
      },
    });
    const answer = await send("DescribeUserPool", pool);
    expect(answer.headers["x-amzn-ErrorMessage"]).toMatch(/^a Set-Cookie: b\?\?\?\?x+$/);
    expect(answer.headers["x-amzn-ErrorMessage"]!.length).toBeLessThanOrEqual(1024);
    expect(refusal(answer).message).toHaveLength(5021);
  });

  it("tell nothing about a bug, but report it", async () => {
    const bug = new TypeError("secret detail");
    const { send, results } = harness({
      DescribeUserPool: () => {
        throw bug;
      },
    });
    const answer = await send("DescribeUserPool", pool);
    expect(refusal(answer)).toEqual({
      status: 500,
      name: "InternalErrorException",
      message: "An internal error occurred.",
    });
    expect(results).toMatchObject([
      { status: 500, error: bug, call: { operation: { name: "DescribeUserPool" } } },
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret");
  });

  it("name an operation that is not built yet", async () => {
    expect(refusal(await harness({}).send("ListTerms", pool))).toEqual({
      status: 501,
      name: "NotImplementedException",
      message: "cognito-emulator has not built ListTerms yet.",
    });
  });
});

describe("targets", () => {
  it.each([
    "AWSCognitoIdentityProviderService.PaintUserPool",
    "AWSCognitoIdentityProviderService.constructor",
    "AWSCognitoIdentityProviderService.",
    "AWSCognitoIdentityService.SignUp",
    "DynamoDB_20120810.ListTables",
    "nothing.at.all",
    "awscognitoidentityproviderservice.SignUp",
  ])("%s is unknown", async (target) => {
    const answer = await harness({}).send(target, "not even JSON");
    expect(answer.status).toBe(400);
    expect(answer.body).toBe('{"__type":"UnknownOperationException"}');
    expect(answer.headers["x-amzn-ErrorType"]).toBe("UnknownOperationException:");
    expect(answer.headers["x-amzn-ErrorMessage"]).toBeUndefined();
  });

  it("may not be missing", async () => {
    const answer = await harness({}).send("ListUsers", {}, { "x-amz-target": undefined });
    expect(answer.body).toBe('{"__type":"UnknownOperationException"}');
  });
});

describe("authentication", () => {
  const users = () =>
    harness({
      ListUsers: () => ({}),
      GetUser: () => ({ Username: "a", UserAttributes: [] }),
      GetClientToken: () => ({}),
    });

  it("is asked for where the service asks for it", async () => {
    const { send } = users();
    expect(refusal(await send("ListUsers", pool, { authorization: undefined }))).toEqual({
      status: 400,
      name: "MissingAuthenticationTokenException",
      message: "Missing Authentication Token",
    });
    expect((await send("ListUsers", pool)).status).toBe(200);
    expect((await send("GetUser", { AccessToken: "a" }, { authorization: undefined })).status).toBe(200);
    expect((await send("GetUser", { AccessToken: "a" }, { authorization: "Bearer x" })).status).toBe(200);
    for (const authorization of [undefined, AUTHORIZATION])
      expect(
        (await send("GetClientToken", { ClientId: "a", Secret: "s".repeat(24) }, { authorization })).status,
      ).toBe(200);
  });

  it.each([
    ["Bearer abc", "Authorization header requires an AWS Signature Version 4."],
    [
      "AWS4-HMAC-SHA256 nonsense",
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=x",
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term",
    ],
  ])("with %j is incomplete", async (authorization, message) => {
    expect(refusal(await users().send("ListUsers", pool, { authorization }))).toEqual({
      status: 400,
      name: "IncompleteSignatureException",
      message,
    });
  });

  it("comes after types and before constraints", async () => {
    const { send } = users();
    const name = async (body: unknown) =>
      refusal(await send("ListUsers", body, { authorization: undefined })).name;
    expect(await name({ UserPoolId: 7 })).toBe("SerializationException");
    expect(await name({ UserPoolId: "?" })).toBe("MissingAuthenticationTokenException");
  });

  it("does not let foreign pages administer pools", async () => {
    const { send } = harness(
      { ListUsers: () => ({}), GetUser: () => ({ Username: "a", UserAttributes: [] }) },
      { allowOrigin: (origin) => origin === "http://localhost:3000" },
    );
    expect((await send("ListUsers", pool, { origin: "http://localhost:3000" })).status).toBe(200);
    expect(refusal(await send("ListUsers", pool, { origin: "https://evil.example" }))).toMatchObject({
      status: 400,
      name: "AccessDeniedException",
    });
    expect((await send("GetUser", { AccessToken: "a" }, { origin: "https://evil.example" })).status).toBe(
      200,
    );
  });
});

describe("scope", () => {
  async function scopeOf(headers: Record<string, string | undefined>): Promise<unknown> {
    let call: Call | undefined;
    const { send } = harness({
      GetUser: (_: never, made: Call) => {
        call = made;
        return { Username: "a", UserAttributes: [] };
      },
    });
    await send("GetUser", { AccessToken: "a" }, headers);
    return { ...call!.scope, signed: call!.signed };
  }
  const credential = (text: string) => `AWS4-HMAC-SHA256 Credential=${text}, SignedHeaders=host, Signature=x`;

  it("comes from the signature", async () => {
    const authorization = credential("222222222222/20261120/eu-west-1/cognito-idp/aws4_request");
    expect(await scopeOf({ authorization })).toEqual({
      account: "222222222222",
      region: "eu-west-1",
      signed: true,
    });
  });

  it("keeps the configured account for other access keys", async () => {
    const authorization = credential("AKIDEXAMPLE/20261120/us-gov-west-1/cognito-idp/aws4_request");
    expect(await scopeOf({ authorization })).toEqual({
      account: "123456789012",
      region: "us-gov-west-1",
      signed: true,
    });
  });

  it("comes from a host name like the service's", async () => {
    const host = "cognito-idp.ap-southeast-2.localhost:9555";
    expect(await scopeOf({ authorization: undefined, host })).toEqual({
      account: "123456789012",
      region: "ap-southeast-2",
      signed: false,
    });
  });

  it.each([
    undefined,
    "Bearer x",
    credential("a/b/nowhere_land/cognito-idp/aws4_request"),
    credential("broken"),
  ])("is the configured one for %j", async (authorization) => {
    expect(await scopeOf({ authorization })).toMatchObject({ account: "123456789012", region: "us-east-1" });
  });
});

describe("call", () => {
  const scope = { account: "111111111111", region: "eu-north-1" };

  it("checks and runs like a request", async () => {
    let call: Call | undefined;
    const { call: run } = harness({
      DescribeUserPool: (_: never, made: Call) => {
        call = made;
        return { UserPool: { Name: "p" } };
      },
    });
    expect(await run("cognito-idp", "DescribeUserPool", pool, scope)).toEqual({ UserPool: { Name: "p" } });
    expect(call).toMatchObject({ scope, signed: true });
    await expect(run("cognito-idp", "DescribeUserPool", {}, scope)).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
    await expect(run("cognito-idp", "ListTerms", pool, scope)).rejects.toMatchObject({
      name: "NotImplementedException",
    });
    await expect(run("cognito-idp", "Nonsense", pool, scope)).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
  });

  it("takes bytes for a blob", async () => {
    const bytes = new Uint8Array([1, 2]);
    let seen: unknown;
    const { call: run } = harness({
      SetUICustomization: (input: { ImageFile: Uint8Array }) => {
        seen = input.ImageFile;
        return { UICustomization: {} };
      },
    });
    await run("cognito-idp", "SetUICustomization", { ...pool, ImageFile: bytes }, scope);
    expect(seen).toBe(bytes);
  });
});

it("reports every result", async () => {
  const { send, results } = harness({ ListUsers: () => ({}) });
  await send("ListUsers", pool);
  await send("ListUsers", {});
  await send("Nothing.Known", {});
  expect(results).toMatchObject([
    { target: "AWSCognitoIdentityProviderService.ListUsers", status: 200, error: undefined, input: pool },
    { status: 400, error: { name: "InvalidParameterException" }, call: { operation: { name: "ListUsers" } } },
    { target: "Nothing.Known", status: 400, call: undefined },
  ]);
  for (const { ms } of results) expect(ms).toBeGreaterThanOrEqual(0);
});
