// Shortcuts for tests of machine-to-machine authorization.
import {
  CreateResourceServerCommand,
  GetClientTokenCommand,
  type GetClientTokenCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ClientInput } from "./accounts.js";
import { aClient, type MadeClient } from "./builders.js";
import type { TestEmulator } from "./emulator.js";

/** The scopes of the resource server `solar` that `aMachine` makes. */
export const SCOPES = ["solar/read", "solar/write"];

/** A pool gets the resource server `solar` and a client that may get tokens for it. */
export async function aMachine(
  emulator: TestEmulator,
  pool: { Id: string },
  input: ClientInput = {},
): Promise<MadeClient & { ClientSecret: string }> {
  await emulator.idp.send(
    new CreateResourceServerCommand({
      UserPoolId: pool.Id,
      Identifier: "solar",
      Name: "Solar system",
      Scopes: [
        { ScopeName: "read", ScopeDescription: "look" },
        { ScopeName: "write", ScopeDescription: "touch" },
      ],
    }),
  );
  const client = await aClient(emulator, pool, {
    GenerateSecret: true,
    ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH" as never],
    AllowedOAuthScopes: SCOPES,
    ...input,
  });
  return client as MadeClient & { ClientSecret: string };
}

export const clientToken = (
  { idp }: TestEmulator,
  { ClientId, ClientSecret }: { ClientId: string; ClientSecret?: string },
  more: Partial<GetClientTokenCommandInput> = {},
) => idp.send(new GetClientTokenCommand({ ClientId, Secret: ClientSecret, ...more }));
