// What CreateIdentityPool and UpdateIdentityPool accept, and the defaults that they fill in.
import type { CognitoIdentityProvider, CreateIdentityPoolInput } from "../../model/cognito-identity.gen.js";
import { fault } from "../../model/fault.js";
import type { IdentityPoolSettings } from "../../storage/identity-records.js";
import type { Store } from "../../storage/store.js";
import { type Providers, socialProviders, userPoolProvider } from "./providers.js";

type Input = Omit<CreateIdentityPoolInput, "IdentityPoolName">;

/** The settings as they are kept and shown: what has a default is always there. */
export function settingsOf(input: Input): IdentityPoolSettings {
  return {
    AllowUnauthenticatedIdentities: input.AllowUnauthenticatedIdentities,
    AllowClassicFlow: input.AllowClassicFlow ?? false,
    SupportedLoginProviders: input.SupportedLoginProviders,
    DeveloperProviderName: input.DeveloperProviderName,
    OpenIdConnectProviderARNs: input.OpenIdConnectProviderARNs,
    CognitoIdentityProviders: input.CognitoIdentityProviders?.map((provider) => ({
      ...provider,
      ServerSideTokenCheck: provider.ServerSideTokenCheck ?? false,
    })),
    SamlProviderARNs: input.SamlProviderARNs,
    IdentityPoolTags: input.IdentityPoolTags ?? {},
  };
}

/** The texts are assumed, but for the one about user pools. @throws InvalidParameterException */
export function checkSettings(store: Store, providers: Providers, input: Input): void {
  for (const provider of input.CognitoIdentityProviders ?? [])
    if (!namesClient(store, providers, provider)) throw invalid("Invalid Cognito Identity Provider");
  for (const name of Object.keys(input.SupportedLoginProviders ?? {}))
    if (!socialProviders.has(name)) throw invalid(`Invalid login provider: ${name}`);
  for (const arn of input.OpenIdConnectProviderARNs ?? []) requireProviderArn(arn, "oidc-provider");
  for (const arn of input.SamlProviderARNs ?? []) requireProviderArn(arn, "saml-provider");
}

function namesClient(
  store: Store,
  providers: Providers,
  { ProviderName, ClientId }: CognitoIdentityProvider,
): boolean {
  if (ProviderName === undefined || ClientId === undefined) return false;
  const client = store.clients.find(ClientId);
  const pool = client && store.pools.find(client.poolId);
  return pool !== undefined && providers.canonical(ProviderName) === userPoolProvider(pool);
}

function requireProviderArn(arn: string, kind: "oidc-provider" | "saml-provider"): void {
  const [, , service, , , resource = ""] = arn.split(":");
  if (service !== "iam" || !resource.startsWith(`${kind}/`)) throw invalid(`Invalid ARN: ${arn}`);
}

const invalid = (message: string) => fault("InvalidParameterException", message);
