// /oauth2/register: applications that register app clients of their own.
import {
  AddUserPoolClientSecretCommand,
  type DcrConfigurationType,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { aConfirmedUser } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";
import { APP, dcrSite, initialToken as initialTokenOf, OPEN, register } from "./registering.js";
import { aBrowser, answerIn, CALLBACK, type Site, signInOn, token } from "./support.js";

const emulator = useEmulator();

const aDcrSite = (dcr?: DcrConfigurationType) => dcrSite(emulator(), dcr);
const initialToken = (site: Site) => initialTokenOf(emulator(), site);

describe("open registration", () => {
  it("makes a client that signs users in", async () => {
    const site = await aDcrSite({ ...OPEN, AllowedScopes: ["aws.cognito.signin.user.admin"] });
    const { status, body } = await register(site, {
      ...APP,
      token_endpoint_auth_method: "none",
      scope: "openid email",
    });
    expect([status, body]).toEqual([
      201,
      {
        ...{
          ...APP,
          client_id: expect.any(String),
          client_id_issued_at: expect.any(Number),
          scope: "openid email",
        },
        ...{
          grant_types: ["authorization_code"],
          response_types: ["code"],
          token_endpoint_auth_method: "none",
        },
      },
    ]);
    await aConfirmedUser(emulator(), site.pool, "ada");
    const client_id = String(body.client_id);
    const { code } = answerIn(await signInOn(aBrowser(emulator()), site, { client_id }));
    const form = { grant_type: "authorization_code", client_id, redirect_uri: CALLBACK, code };
    expect((await token(site, form)).body).toMatchObject({ id_token: expect.any(String) });
  });

  it("is what openid-client does", async () => {
    const site = await aDcrSite(OPEN);
    const issuer = new URL(`${emulator().url}/${site.pool.Id}`);
    const config = await client.dynamicClientRegistration(issuer, APP, undefined, {
      execute: [client.allowInsecureRequests],
    });
    expect(config.clientMetadata()).toMatchObject({
      client_secret: expect.any(String),
      client_secret_expires_at: 0,
    });
  });

  it("marks its clients, which get no other secrets and keep the mark", async () => {
    const site = await aDcrSite(OPEN);
    const { body } = await register(site, APP);
    const named = { UserPoolId: site.pool.Id, ClientId: String(body.client_id) };
    const { UserPoolClient } = await emulator().idp.send(new DescribeUserPoolClientCommand(named));
    expect(UserPoolClient).toMatchObject({
      ...{ ClientType: "DCR", ClientName: "my agent", ClientSecret: body.client_secret },
      ...{ AllowedOAuthFlows: ["code"], AllowedOAuthScopes: ["openid", "email", "phone", "profile"] },
    });
    const updated = await emulator().idp.send(
      new UpdateUserPoolClientCommand({ ...named, ClientName: "other" }),
    );
    expect(updated.UserPoolClient).toMatchObject({ ClientType: "DCR", ClientName: "other" });
    await refusal(
      emulator().idp.send(new AddUserPoolClientSecretCommand(named)),
      "InvalidParameterException",
      "Client secret operations are not supported for dynamically registered clients.",
    );
    for (const [ClientType, id] of [
      ["DCR", named.ClientId],
      ["REGULAR", site.client.ClientId],
    ] as const) {
      const list = await emulator().idp.send(
        new ListUserPoolClientsCommand({ UserPoolId: site.pool.Id, MaxResults: 60, ClientType }),
      );
      expect(list.UserPoolClients?.map(({ ClientId }) => ClientId)).toEqual([id]);
    }
  });
});

describe("authenticated registration", () => {
  it("makes clients for machines, too", async () => {
    const site = await aDcrSite({ AllowedScopes: ["solar/read"] });
    const authorization = await initialToken(site);
    const { status, body } = await register(site, { grant_types: ["client_credentials"] }, authorization);
    expect([status, body]).toMatchObject([
      201,
      { scope: "solar/read", redirect_uris: [], response_types: [] },
    ]);
    const answer = await token(site, {
      ...{ grant_type: "client_credentials", client_id: body.client_id, client_secret: body.client_secret },
    });
    expect(answer.status).toBe(200);
  });

  it("takes no other token", async () => {
    const site = await aDcrSite({});
    const refused = { error: "invalid_token", error_description: "The initial access token is not valid." };
    for (const authorization of ["Bearer x.y.z", "Basic eA==", "Bearer"])
      expect(await register(site, APP, { authorization })).toEqual({ status: 401, body: refused });
    const good = await initialToken(site);
    const other = await aDcrSite({});
    expect(await register(other, APP, good)).toEqual({ status: 401, body: refused });
    emulator().clock.advance({ hours: 1 });
    expect(await register(site, APP, good)).toEqual({ status: 401, body: refused });
    expect(await register(site, APP)).toEqual({
      ...{
        status: 401,
        body: { error: "invalid_token", error_description: "An initial access token is required." },
      },
    });
  });
});

describe("registrations that are refused", () => {
  it.each([undefined, { EnableStatus: "Disabled", OpenDcrEnabled: true } as const])(
    "where it is off: %j",
    async (dcr) => {
      const site = await aDcrSite(dcr);
      expect(await register(site, APP)).toEqual({
        status: 400,
        body: { error: "invalid_request", error_description: "Dynamic client registration is not enabled." },
      });
      const document = await fetch(`${emulator().url}/${site.pool.Id}/.well-known/openid-configuration`);
      expect(await document.json()).not.toHaveProperty("registration_endpoint");
    },
  );

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "invalid_client_metadata"],
    ["a list", [], "invalid_client_metadata"],
    ["no redirect_uris", {}, "invalid_redirect_uri"],
    ["plain HTTP", { redirect_uris: ["http://app.example.com/"] }, "invalid_redirect_uri"],
    ["a fragment", { redirect_uris: ["https://app.example.com/#a"] }, "invalid_redirect_uri"],
    ["an address that is no text", { redirect_uris: [1] }, "invalid_client_metadata"],
    ["another grant", { ...APP, grant_types: ["password"] }, "invalid_client_metadata"],
    [
      "two grants",
      { ...APP, grant_types: ["authorization_code", "client_credentials"] },
      "invalid_client_metadata",
    ],
    ["a machine", { grant_types: ["client_credentials"] }, "invalid_client_metadata"],
    ["the implicit flow", { ...APP, response_types: ["token"] }, "invalid_client_metadata"],
    [
      "a key of its own",
      { ...APP, token_endpoint_auth_method: "private_key_jwt" },
      "invalid_client_metadata",
    ],
    ["a scope that isn't allowed", { ...APP, scope: "solar/read" }, "invalid_client_metadata"],
    [
      "the right to register others",
      { ...APP, scope: "aws.cognito/dcr/register" },
      "invalid_client_metadata",
    ],
    ["a name that isn't valid", { ...APP, client_name: "<b>" }, "invalid_client_metadata"],
  ])("%s", async (_name, body, error) => {
    const site = await aDcrSite({ ...OPEN, AllowedScopes: ["aws.cognito/dcr/register"] });
    const answer = await register(site, body);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  it("all, with empty lists of grants", async () => {
    const site = await aDcrSite({ ...OPEN, OpenDcrGrantTypes: [], AuthenticatedGrantTypes: [] });
    expect((await register(site, APP)).body.error).toBe("invalid_client_metadata");
    expect((await register(site, APP, await initialToken(site))).body.error).toBe("invalid_client_metadata");
  });
});
