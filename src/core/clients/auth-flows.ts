// Which sign-in flows a client may have together.
import type { ExplicitAuthFlowsType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";

const legacyFlows: readonly string[] = ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"];

const invalid = (message: string) => fault("InvalidParameterException", message);

/** The rules are documented (SDK, ExplicitAuthFlows; GetClientToken). @throws InvalidParameterException */
export function requireAuthFlows(flows: readonly ExplicitAuthFlowsType[] = [], hasSecret: boolean): void {
  const legacy = flows.filter((flow) => legacyFlows.includes(flow));
  if (legacy.length > 0 && legacy.length < flows.length)
    throw invalid(
      "You cannot set ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH, ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH or ALLOW_REFRESH_TOKEN_AUTH together with the legacy ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY or USER_PASSWORD_AUTH.",
    );
  if (!flows.includes("ALLOW_CLIENT_TOKEN_AUTH")) return;
  if (flows.length > 1) throw invalid("ALLOW_CLIENT_TOKEN_AUTH cannot be combined with other auth flows.");
  if (!hasSecret) throw invalid("ALLOW_CLIENT_TOKEN_AUTH requires a client secret.");
}
