// CreateUserPoolClient: OAuth settings.
import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { aPool, type MadePool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { refusal } from "../support/refusal.js";

const emulator = useEmulator();
let pool: MadePool;
beforeAll(async () => {
  pool = await aPool(emulator());
  for (const Identifier of ["api", "https://api.example.com/v1"])
    await emulator().idp.send(
      new CreateResourceServerCommand({
        UserPoolId: pool.Id,
        Identifier,
        Name: "API",
        Scopes: [{ ScopeName: "read", ScopeDescription: "Read" }],
      }),
    );
});

type Input = Partial<CreateUserPoolClientCommandInput>;

const create = (input: Input) =>
  emulator().idp.send(
    new CreateUserPoolClientCommand({ UserPoolId: pool.Id, ClientName: "oauth", ...input }),
  );

const code: Input = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code"],
  AllowedOAuthScopes: ["openid"],
  CallbackURLs: ["https://example.com"],
};

const refused = (input: Input, message: string) =>
  refusal(create({ ...code, ...input }), "InvalidParameterException", message);

test("accepts scopes of the pool's resource servers, also where the identifier has slashes", async () => {
  const AllowedOAuthScopes = ["openid", "api/read", "https://api.example.com/v1/read"];
  const { UserPoolClient } = await create({ ...code, AllowedOAuthScopes });
  expect(UserPoolClient?.AllowedOAuthScopes).toEqual(AllowedOAuthScopes);
});

test("accepts client credentials for a client with a secret, without any redirect", async () => {
  const { UserPoolClient } = await create({
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["api/read"],
    GenerateSecret: true,
  });
  expect(UserPoolClient?.AllowedOAuthFlows).toEqual(["client_credentials"]);
});

test.each([
  "http://localhost",
  "http://localhost:3000/x",
  "http://127.0.0.1:8080",
  "http://[::1]:1/cb",
  "app://x",
])("accepts the redirect %s", async (url) => {
  const { UserPoolClient } = await create({ ...code, CallbackURLs: [url], LogoutURLs: [url] });
  expect(UserPoolClient?.CallbackURLs).toEqual([url]);
  expect(UserPoolClient?.LogoutURLs).toEqual([url]);
});

describe("refuses", () => {
  const required =
    "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.";

  test.each([{ AllowedOAuthFlows: [] }, { AllowedOAuthScopes: [] }])("%o for an OAuth client", (missing) =>
    refused(missing, required),
  );

  test.each(["CallbackURLs", "LogoutURLs"])("a bad redirect among the %s", async (list) => {
    const with_ = (url: string): Input => ({ [list]: ["https://example.com", url] });
    await refused(with_("http://example.com"), "http://example.com cannot use the HTTP protocol.");
    await refused(
      with_("http://localhost.example.com"),
      "http://localhost.example.com cannot use the HTTP protocol.",
    );
    await refused(with_("https://example.com/#top"), "https://example.com/#top cannot use fragment");
    await refused(with_("/relative"), "/relative is not an absolute URI.");
  });

  test("the code flow without a redirect", () =>
    refused(
      { CallbackURLs: undefined },
      "CallbackUrls can not be empty when code flow or implicit flow is selected",
    ));

  test("a default redirect that is not among the others", () =>
    refused(
      { DefaultRedirectURI: "https://other.example.com" },
      "The default redirect URI https://other.example.com is not in the callback URIs list.",
    ));

  test("an unknown identity provider", () =>
    refused(
      { SupportedIdentityProviders: ["COGNITO", "Google"] },
      `The provider Google does not exist for User Pool ${pool.Id}.`,
    ));

  test.each(["unknown", "api/write", "other/read"])("the unknown scope %s", (scope) =>
    refusal(
      create({ ...code, AllowedOAuthScopes: [scope] }),
      "ScopeDoesNotExistException",
      `Invalid scope requested: ${scope}`,
    ),
  );

  test("client credentials beside another flow, and without a secret", async () => {
    await refusal(
      create({ ...code, GenerateSecret: true, AllowedOAuthFlows: ["code", "client_credentials"] }),
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected along with code flow or implicit flow.",
    );
    await refusal(
      create({ ...code, AllowedOAuthFlows: ["client_credentials"] }),
      "InvalidOAuthFlowException",
      "client_credentials flow can not be selected if client does not have a client secret.",
    );
  });
});
