import {
  DescribeRiskConfigurationCommand,
  SetRiskConfigurationCommand,
  type SetRiskConfigurationCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { output } from "../support/accounts.js";
import { aClient, aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { actions, aProtectedPool, protectedBy } from "../support/threats.js";
import { refusesUnknownPool } from "../support/unknown.js";

const emulator = useEmulator();

type Settings = Omit<SetRiskConfigurationCommandInput, "UserPoolId">;

const set = (UserPoolId: string, settings: Settings = {}) =>
  emulator().idp.send(new SetRiskConfigurationCommand({ UserPoolId, ...settings }));

const describeRisks = (UserPoolId: string, ClientId?: string) =>
  emulator().idp.send(new DescribeRiskConfigurationCommand({ UserPoolId, ClientId }));

const SourceArn = "arn:aws:ses:us-east-1:123456789012:identity/security@example.com";

const everything: Settings = {
  AccountTakeoverRiskConfiguration: {
    NotifyConfiguration: {
      SourceArn,
      From: "security@example.com",
      ReplyTo: "help@example.com",
      BlockEmail: { Subject: "Blocked", HtmlBody: "<p>Blocked</p>", TextBody: "Blocked" },
      NoActionEmail: { Subject: "Allowed", TextBody: "Allowed" },
      MfaEmail: { Subject: "Challenged", HtmlBody: "<p>Challenged</p>" },
    },
    Actions: {
      LowAction: { Notify: false, EventAction: "NO_ACTION" },
      MediumAction: { Notify: true, EventAction: "MFA_IF_CONFIGURED" },
      HighAction: { Notify: true, EventAction: "BLOCK" },
    },
  },
  CompromisedCredentialsRiskConfiguration: {
    EventFilter: ["SIGN_IN", "SIGN_UP"],
    Actions: { EventAction: "BLOCK" },
  },
  RiskExceptionConfiguration: {
    BlockedIPRangeList: ["203.0.113.0/24", "2001:db8::/32"],
    SkippedIPRangeList: ["198.51.100.7/32"],
  },
};

describe("a configuration", () => {
  it("is answered and kept as it was given", async () => {
    const { pool } = await aProtectedPool(emulator());
    emulator().clock.freeze();
    const answer = output(await set(pool.Id, everything));
    const LastModifiedDate = new Date(emulator().clock.now());
    expect(answer).toEqual({
      RiskConfiguration: { UserPoolId: pool.Id, ...everything, LastModifiedDate },
    });
    expect(output(await describeRisks(pool.Id))).toEqual(answer);
  });

  it("is replaced whole", async () => {
    const { pool } = await aProtectedPool(emulator(), everything);
    await set(pool.Id, actions({ low: "BLOCK" }));
    const { RiskConfiguration } = await describeRisks(pool.Id);
    expect(RiskConfiguration).toMatchObject(actions({ low: "BLOCK" }));
    expect(RiskConfiguration?.CompromisedCredentialsRiskConfiguration).toBeUndefined();
    expect(RiskConfiguration?.RiskExceptionConfiguration).toBeUndefined();
  });

  it("goes back to the defaults without settings", async () => {
    const { pool } = await aProtectedPool(emulator(), everything);
    const fresh = { RiskConfiguration: { UserPoolId: pool.Id } };
    expect(output(await set(pool.Id))).toEqual(fresh);
    expect(output(await describeRisks(pool.Id))).toEqual(fresh);
  });

  it("of a client is apart from the pool's", async () => {
    const { pool, client } = await aProtectedPool(emulator(), everything);
    const other = await aClient(emulator(), pool);
    const own = { ClientId: client.ClientId, ...actions({ high: "NO_ACTION" }) };
    const answer = output(await set(pool.Id, own));
    expect(answer.RiskConfiguration).toMatchObject({ UserPoolId: pool.Id, ...own });
    expect(output(await describeRisks(pool.Id, client.ClientId))).toEqual(answer);
    expect((await describeRisks(pool.Id)).RiskConfiguration).toMatchObject(everything);
    const bare = { UserPoolId: pool.Id, ClientId: other.ClientId };
    expect(output(await describeRisks(pool.Id, other.ClientId))).toEqual({ RiskConfiguration: bare });
    await set(pool.Id, { ClientId: client.ClientId });
    expect((await describeRisks(pool.Id, client.ClientId)).RiskConfiguration).toEqual({
      ...bare,
      ClientId: client.ClientId,
    });
  });

  it("may be set in AUDIT, and where only custom authentication is watched", async () => {
    const audit = await aPool(emulator(), protectedBy("AUDIT"));
    await set(audit.Id, everything);
    const custom = await aPool(emulator(), {
      UserPoolTier: "PLUS",
      UserPoolAddOns: {
        AdvancedSecurityMode: "OFF",
        AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" },
      },
    });
    await set(custom.Id, everything);
  });
});

describe("is refused", () => {
  refusesUnknownPool((id) => set(id, everything));

  it("a client that does not exist, or of another pool", async () => {
    const { pool } = await aProtectedPool(emulator());
    const { client } = await aProtectedPool(emulator());
    await refusal(
      set(pool.Id, { ClientId: client.ClientId }),
      "ResourceNotFoundException",
      `User pool client ${client.ClientId} does not exist.`,
    );
  });

  it("a pool without threat protection", async () => {
    const pool = await aPool(emulator());
    await refusal(
      set(pool.Id, everything),
      "UserPoolAddOnNotEnabledException",
      "User pool add-ons not enabled",
    );
  });

  it("who shall be told without words to be told with", async () => {
    const { pool } = await aProtectedPool(emulator());
    const LowAction = { Notify: true, EventAction: "NO_ACTION" as const };
    await refusal(
      set(pool.Id, { AccountTakeoverRiskConfiguration: { Actions: { LowAction } } }),
      "InvalidParameterException",
      "NotifyConfiguration is required when an account takeover action notifies users.",
    );
  });

  it("an e-mail without a body", async () => {
    const { pool } = await aProtectedPool(emulator());
    const NotifyConfiguration = { SourceArn, BlockEmail: { Subject: "Blocked" } };
    await refusal(
      set(pool.Id, { AccountTakeoverRiskConfiguration: { Actions: {}, NotifyConfiguration } }),
      "InvalidParameterException",
      "BlockEmail requires an HtmlBody or a TextBody.",
    );
  });

  it.each([
    "203.0.113.5",
    "203.0.113.0/33",
    "2001:db8::/129",
    "example.com/8",
    "203.0.113/24",
    "1.2.3.4/x",
    "/8",
  ])("%s as a range of addresses", async (range) => {
    const { pool } = await aProtectedPool(emulator());
    for (const list of ["BlockedIPRangeList", "SkippedIPRangeList"])
      await refusal(
        set(pool.Id, { RiskExceptionConfiguration: { [list]: ["10.0.0.0/8", range] } }),
        "InvalidParameterException",
        `${list} contains an invalid CIDR range: ${range}`,
      );
  });
});
