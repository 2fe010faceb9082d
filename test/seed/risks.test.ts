// Risk configurations in fixtures: set once, set again when the file changes, refused where there is no threat protection.
import { DescribeRiskConfigurationCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { load, problemsOf } from "./harness.js";

const emulator = useEmulator();

const fixture = (id: string, action: string, addOns = "ENFORCED") => `
userPools:
  - name: ${id}
    id: us-east-1_${id}
    UserPoolTier: PLUS
    UserPoolAddOns: { AdvancedSecurityMode: "${addOns}" }
    risks:
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: ${action} } }
      RiskExceptionConfiguration: { BlockedIPRangeList: [203.0.113.0/24] }
`;

const shown = async (id: string) => {
  const UserPoolId = `us-east-1_${id}`;
  const { RiskConfiguration } = await emulator().idp.send(
    new DescribeRiskConfigurationCommand({ UserPoolId }),
  );
  return RiskConfiguration;
};

it("a pool's is set, kept and changed", async () => {
  const first = await load(emulator(), fixture("careful", "BLOCK"));
  expect(first.writes).toEqual(["CreateUserPool", "SetRiskConfiguration"]);
  expect(await shown("careful")).toMatchObject({
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "BLOCK" } },
    RiskExceptionConfiguration: { BlockedIPRangeList: ["203.0.113.0/24"] },
  });
  expect((await load(emulator(), fixture("careful", "BLOCK"))).writes).toEqual([]);
  expect((await load(emulator(), fixture("careful", "NO_ACTION"))).writes).toEqual(["SetRiskConfiguration"]);
  expect(await shown("careful")).toMatchObject({
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "NO_ACTION" } },
  });
});

it("a pool without threat protection can have none", async () => {
  const [problem] = await problemsOf(emulator(), fixture("careless", "BLOCK", "OFF"));
  expect(problem).toContain("UserPoolAddOnNotEnabledException: User pool add-ons not enabled");
});
