// Which flows a client may begin with, by its ExplicitAuthFlows, and how a refusal is worded.
import type { AuthFlowType, ExplicitAuthFlowsType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Client } from "../../storage/records.js";
import { rotates } from "../tokens/issuing.js";

type Kind = "password" | "admin" | "srp" | "custom" | "choice" | "refresh";

interface Gate {
  readonly kind: Kind;
  readonly refusal: string;
}

const admin: Gate = { kind: "admin", refusal: "Auth flow not enabled for this client" };
const refresh: Gate = { kind: "refresh", refusal: "REFRESH_TOKEN_AUTH flow not enabled for this client" };

const gates: Readonly<Record<AuthFlowType, Gate>> = {
  USER_PASSWORD_AUTH: {
    kind: "password",
    refusal: "USER_PASSWORD_AUTH flow not enabled for this client",
  },
  ADMIN_USER_PASSWORD_AUTH: admin,
  ADMIN_NO_SRP_AUTH: admin,
  USER_SRP_AUTH: { kind: "srp", refusal: "USER_SRP_AUTH is not enabled for the client." },
  CUSTOM_AUTH: { kind: "custom", refusal: "CUSTOM_AUTH is not enabled for the client." },
  // The text is assumed.
  USER_AUTH: { kind: "choice", refusal: "USER_AUTH flow not enabled for this client" },
  REFRESH_TOKEN_AUTH: refresh,
  REFRESH_TOKEN: refresh,
};

const allowed: Readonly<Record<Kind, ExplicitAuthFlowsType>> = {
  password: "ALLOW_USER_PASSWORD_AUTH",
  admin: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  srp: "ALLOW_USER_SRP_AUTH",
  custom: "ALLOW_CUSTOM_AUTH",
  choice: "ALLOW_USER_AUTH",
  refresh: "ALLOW_REFRESH_TOKEN_AUTH",
};

/** What clients without a list may do, and those whose list has the names from before 2019. */
const always: readonly Kind[] = ["srp", "custom", "refresh"];

const legacy: Partial<Record<Kind, ExplicitAuthFlowsType>> = {
  password: "USER_PASSWORD_AUTH",
  admin: "ADMIN_NO_SRP_AUTH",
};

function isAllowed(client: Client, kind: Kind): boolean {
  const flows = client.settings.ExplicitAuthFlows ?? [];
  if (flows.some((flow) => flow.startsWith("ALLOW_"))) return flows.includes(allowed[kind]);
  if (flows.includes("CUSTOM_AUTH_FLOW_ONLY")) return kind === "custom" || kind === "refresh";
  const name = legacy[kind];
  return always.includes(kind) || (name !== undefined && flows.includes(name));
}

/** Whether the client's users may sign in by choice, and so without a password. */
export const allowsChoice = (client: Client): boolean => isAllowed(client, "choice");

/** @throws InvalidParameterException */
export function requireFlow(client: Client, flow: AuthFlowType, byAdmin: boolean): void {
  const { kind, refusal } = gates[flow];
  const invalid = (message: string) => fault("InvalidParameterException", message);
  if (kind === "admin" && !byAdmin) throw invalid("Initiate Auth method not supported");
  if (!isAllowed(client, kind)) throw invalid(refusal);
  // With rotation only GetTokensFromRefreshToken refreshes (SDK, RefreshTokenRotationType); the text is assumed.
  if (kind === "refresh" && rotates(client)) throw invalid(refusal);
}
