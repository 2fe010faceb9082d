// A service that gets tokens with its own secret, and the API that believes them: openid-client, oauth4webapi and
// aws-jwt-verify on the two sides of a machine-to-machine call.
import { CognitoJwtVerifier } from "aws-jwt-verify";
import * as oauth from "oauth4webapi";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../support/emulator.js";
import { aMachine, SCOPES } from "../support/machines.js";
import { aSite } from "./support.js";

const emulator = useEmulator({ issuer: "aws" });

async function aService() {
  const { pool, url } = await aSite(emulator());
  const machine = await aMachine(emulator(), pool, {
    ...{ ExplicitAuthFlows: [], AllowedOAuthFlowsUserPoolClient: true },
    AllowedOAuthFlows: ["client_credentials"],
  });
  const server: client.ServerMetadata = {
    ...{
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool.Id}`,
      token_endpoint: `${url}/oauth2/token`,
    },
  };
  return { pool, machine, server };
}

/** The API: it knows the pool, the clients it serves and the scope that it wants. */
async function anApi({ Id: userPoolId }: { Id: string }, clientId: string | null, scope?: string[]) {
  const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse: "access", clientId, scope });
  const keys = await fetch(`${emulator().url}/${userPoolId}/.well-known/jwks.json`);
  verifier.cacheJwks((await keys.json()) as Parameters<typeof verifier.cacheJwks>[0]);
  return verifier;
}

describe("a confidential client", () => {
  it.each([
    ["client_secret_basic", client.ClientSecretBasic()],
    ["client_secret_post", client.ClientSecretPost()],
  ])("gets tokens with %s that an API believes", async (_name, authentication) => {
    const { pool, machine, server } = await aService();
    const config = new client.Configuration(server, machine.ClientId, machine.ClientSecret, authentication);
    client.allowInsecureRequests(config);
    const all = await client.clientCredentialsGrant(config);
    expect(Object.keys(all)).toEqual(["access_token", "expires_in", "token_type"]);
    const verifier = await anApi(pool, machine.ClientId, ["solar/write"]);
    expect(await verifier.verify(all.access_token)).toMatchObject({
      ...{ sub: machine.ClientId, client_id: machine.ClientId, token_use: "access", scope: SCOPES.join(" ") },
      iss: server.issuer,
    });
    // A token for less opens less.
    const reading = await client.clientCredentialsGrant(config, { scope: "solar/read" });
    expect(await (await anApi(pool, null, ["solar/read"])).verify(reading.access_token)).toBeTruthy();
    await expect(verifier.verify(reading.access_token)).rejects.toThrow("Scope not allowed");
  });

  it("is known to its own pool's API only", async () => {
    const [mine, other] = [await aService(), await aService()];
    const app: oauth.Client = { client_id: mine.machine.ClientId };
    const insecure = { [oauth.allowInsecureRequests]: true };
    const grant = (server: client.ServerMetadata) =>
      oauth
        .clientCredentialsGrantRequest(
          ...([server, app, oauth.ClientSecretBasic(mine.machine.ClientSecret), {}, insecure] as const),
        )
        .then((response) => oauth.processClientCredentialsResponse(server, app, response));
    const { access_token } = await grant(mine.server);
    await expect((await anApi(other.pool, null)).verify(access_token)).rejects.toThrow();
    await expect((await anApi(mine.pool, other.machine.ClientId)).verify(access_token)).rejects.toThrow(
      "Client ID not allowed",
    );
    await expect(grant(other.server)).rejects.toMatchObject({ error: "invalid_client" });
  });

  it.each<[string, Record<string, string>, object]>([
    ["another scope", { scope: "solar/delete" }, { error: "invalid_scope" }],
    ["a person's scope", { scope: "openid" }, { error: "invalid_scope" }],
  ])("is told what is wrong with %s", async (_name, parameters, error) => {
    const { machine, server } = await aService();
    const config = new client.Configuration(server, machine.ClientId, machine.ClientSecret);
    client.allowInsecureRequests(config);
    await expect(client.clientCredentialsGrant(config, parameters)).rejects.toMatchObject({
      ...{ status: 400, ...error },
    });
  });
});
