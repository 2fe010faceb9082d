// Pools whose applications register clients of their own, and what such an application sends.
import type { DcrConfigurationType } from "@aws-sdk/client-cognito-identity-provider";
import type { TestEmulator } from "../support/emulator.js";
import { aMachine } from "../support/machines.js";
import { aSite, CALLBACK, type Site, token } from "./support.js";

export const OPEN = { OpenDcrEnabled: true };
export const APP = { redirect_uris: [CALLBACK], client_name: "my agent" };

export const dcrSite = (emulator: TestEmulator, DcrConfiguration?: DcrConfigurationType) =>
  aSite(emulator, { pool: { DcrConfiguration } });

export async function register(site: Pick<Site, "url">, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${site.url}/oauth2/register`, {
    ...{ method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) },
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

/** The header of a machine that may register others. */
export async function initialToken(emulator: TestEmulator, site: Site): Promise<Record<string, string>> {
  const machine = await aMachine(emulator, site.pool, {
    ...{ ExplicitAuthFlows: [], AllowedOAuthFlowsUserPoolClient: true },
    ...{
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["aws.cognito/dcr/register", "solar/read"],
    },
  });
  const { body } = await token(site, {
    ...{ grant_type: "client_credentials", scope: "aws.cognito/dcr/register" },
    ...{ client_id: machine.ClientId, client_secret: machine.ClientSecret },
  });
  return { authorization: `Bearer ${body.access_token}` };
}
