// Which sign-in flows a client may have together.
import type { ExplicitAuthFlowsType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Client } from "../../storage/records.js";

const legacyFlows: readonly string[] = ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"];

const invalid = (message: string) => fault("InvalidParameterException", message);

/** @throws InvalidParameterException */
export function requireAuthFlows(
  flows: readonly ExplicitAuthFlowsType[] = [],
  { hasSecret, rotates }: { hasSecret: boolean; rotates: boolean },
): void {
  const legacy = flows.filter((flow) => legacyFlows.includes(flow));
  if (legacy.length > 0 && legacy.length < flows.length)
    throw invalid("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.");
  if (rotates && flows.includes("ALLOW_REFRESH_TOKEN_AUTH"))
    throw invalid(
      "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.",
    );
  // These rules are documented (SDK, GetClientToken), the texts assumed.
  if (!flows.includes("ALLOW_CLIENT_TOKEN_AUTH")) return;
  if (flows.length > 1) throw invalid("ALLOW_CLIENT_TOKEN_AUTH cannot be combined with other auth flows.");
  if (!hasSecret) throw invalid("ALLOW_CLIENT_TOKEN_AUTH requires a client secret.");
}

/** Whether the client may get tokens for itself by GetClientToken. */
export const allowsClientToken = ({ settings }: Client): boolean =>
  settings.ExplicitAuthFlows?.includes("ALLOW_CLIENT_TOKEN_AUTH") === true;
