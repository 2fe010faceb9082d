// The edges of the socket: what is no AWS call, what is not built, and who may reach the emulator's own endpoints.
import { CreateUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { useEmulator } from "./support/emulator.js";
import { refusal } from "./support/refusal.js";

const emulator = useEmulator();

it("answers an operation that is not built with a 501 that names it", async () => {
  const call = emulator().idp.send(
    new CreateUserImportJobCommand({
      UserPoolId: "us-east-1_AbCdEfGhI",
      JobName: "job",
      CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs",
    }),
  );
  await refusal(call, "NotImplementedException", "cognito-emulator has not built CreateUserImportJob yet.");
});

it("tells its health", async () => {
  const response = await fetch(`${emulator().url}/_emulator/health`);
  expect(await response.json()).toEqual({ status: "ok" });
});

it("refuses its own endpoints to pages of other sites", async () => {
  const response = await fetch(`${emulator().url}/_emulator/messages`, {
    headers: { origin: "https://evil.example" },
  });
  expect(response.status).toBe(403);
});

it("answers a browser's preflight request", async () => {
  const response = await fetch(emulator().url, { method: "OPTIONS" });
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});
