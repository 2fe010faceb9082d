import { DescribeRiskConfigurationCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { output } from "../support/accounts.js";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { aProtectedPool } from "../support/threats.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

const show = (UserPoolId: string, ClientId?: string) =>
  emulator().idp.send(new DescribeRiskConfigurationCommand({ UserPoolId, ClientId }));

it("a fresh pool has none", async () => {
  const { pool } = await aProtectedPool(emulator());
  expect(output(await show(pool.Id))).toEqual({ RiskConfiguration: { UserPoolId: pool.Id } });
});

describe("is refused", () => {
  refusesUnknownPool((id) => show(id));

  it("a client that does not exist", async () => {
    const { pool } = await aProtectedPool(emulator());
    await refusal(
      show(pool.Id, "nothere"),
      "ResourceNotFoundException",
      "User pool client nothere does not exist.",
    );
  });

  it("a pool without threat protection", async () => {
    const pool = await aPool(emulator());
    await refusal(show(pool.Id), "UserPoolAddOnNotEnabledException", "User pool add-ons not enabled");
  });
});
