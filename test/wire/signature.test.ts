// Signature verification, with the official SDK as the one who signs.
import {
  CognitoIdentityProviderClient,
  ListUsersCommand,
  type ListUsersCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { type Harness, harness, NOW, refusal } from "./harness.js";

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

interface Sent {
  headers: Record<string, string>;
  body: string;
}

/** What the SDK would send for ListUsers, signed at a given time. */
async function signed(at: number, credentials = keys): Promise<Sent> {
  let sent: Sent | undefined;
  const client = new CognitoIdentityProviderClient({
    region: "us-east-1",
    endpoint: "http://localhost:9555",
    credentials,
    systemClockOffset: at - Date.now(),
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: { headers: Sent["headers"]; body: Uint8Array }) => {
        sent = { headers: request.headers, body: Buffer.from(request.body).toString("utf8") };
        throw new Error("captured");
      },
    },
  });
  const command = new ListUsersCommand({ UserPoolId: "us-east-1_abc", Filter: 'email = "ü@example.com"' });
  await expect(client.send(command) as Promise<ListUsersCommandOutput>).rejects.toThrow("captured");
  return sent!;
}

function verifying(): Harness {
  return harness(
    { ListUsers: () => ({}), ForgotPassword: () => ({}) },
    { credentials: new Map([[keys.accessKeyId, keys.secretAccessKey]]) },
  );
}

async function answerTo(
  sent: Sent,
): Promise<{ status: number; name?: string; message?: string | undefined }> {
  const headers = Object.fromEntries(
    Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const answer = await verifying().send("ListUsers", sent.body, headers);
  return answer.status === 200 ? { status: 200 } : refusal(answer);
}

const mismatch =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

describe("with configured credentials", () => {
  it("a right signature is accepted", async () => {
    expect(await answerTo(await signed(NOW))).toEqual({ status: 200 });
    expect(await answerTo(await signed(NOW - 290_000))).toEqual({ status: 200 });
  });

  it("another secret is refused", async () => {
    expect(await answerTo(await signed(NOW, { ...keys, secretAccessKey: "other" }))).toEqual({
      status: 400,
      name: "InvalidSignatureException",
      message: mismatch,
    });
  });

  it("an unknown key is refused", async () => {
    expect(await answerTo(await signed(NOW, { ...keys, accessKeyId: "AKIDUNKNOWN" }))).toEqual({
      status: 400,
      name: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
    });
  });

  it("a changed body or header is refused", async () => {
    const sent = await signed(NOW);
    expect(await answerTo({ ...sent, body: sent.body.replace("_abc", "_xyz") })).toMatchObject({
      message: mismatch,
    });
    expect(await answerTo({ ...sent, headers: { ...sent.headers, host: "elsewhere" } })).toMatchObject({
      message: mismatch,
    });
  });

  it("a signature that does not cover the host is refused", async () => {
    const sent = await signed(NOW);
    const authorization = sent.headers.authorization!.replace(
      /SignedHeaders=[^,]*/,
      "SignedHeaders=x-amz-date",
    );
    expect(await answerTo({ ...sent, headers: { ...sent.headers, authorization } })).toMatchObject({
      message: mismatch,
    });
  });

  it("an old or early signature is refused", async () => {
    const past = await signed(NOW - 301_000);
    expect(await answerTo(past)).toEqual({
      status: 400,
      name: "InvalidSignatureException",
      message: `Signature expired: ${past.headers["x-amz-date"]} is now earlier than 20261120T092500Z (20261120T093000Z - 5 min.)`,
    });
    const future = await signed(NOW + 310_000);
    expect(await answerTo(future)).toMatchObject({
      message: `Signature not yet current: ${future.headers["x-amz-date"]} is still later than 20261120T093500Z (20261120T093000Z + 5 min.)`,
    });
  });

  it.each([
    ["without a date", { "x-amz-date": "yesterday" }, "IncompleteSignatureException"],
    ["of another service", {}, "InvalidSignatureException"],
  ])("a signature %s is refused", async (_, headers, name) => {
    const sent = await signed(NOW);
    const authorization = sent.headers.authorization!.replace("/cognito-idp/", "/dynamodb/");
    expect(
      await answerTo({ ...sent, headers: { ...sent.headers, authorization, ...headers } }),
    ).toMatchObject({ name });
  });

  it("header names from the caller are only names", async () => {
    const sent = await signed(NOW);
    const authorization = sent.headers.authorization!.replace(
      /SignedHeaders=/,
      "SignedHeaders=__proto__;constructor;",
    );
    expect(await answerTo({ ...sent, headers: { ...sent.headers, authorization } })).toMatchObject({
      message: mismatch,
    });
  });

  it("operations without credentials are not asked for any", async () => {
    const answer = await verifying().send("ForgotPassword", { ClientId: "abc", Username: "ann" });
    expect(answer.status).toBe(200);
  });
});
