// Sign-in with other identity providers: its place in the flow, until it is built.
import type { Router } from "express";
import { notBuilt } from "../../core/not-built.js";
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { Provider } from "../pages/views.js";
import type { PageContext } from "./page-context.js";
import { queryString } from "./parameters.js";

const OWN = "COGNITO";

/** The provider that the request goes straight to; undefined for the pool's own login page. */
export function federatedProvider({ client, identityProvider, idpIdentifier }: AuthorizationRequest) {
  if (identityProvider !== undefined) return identityProvider === OWN ? undefined : identityProvider;
  if (idpIdentifier !== undefined) return idpIdentifier;
  // A client with one provider, which is not the pool itself, has no login page.
  const [only, ...others] = client.settings.SupportedIdentityProviders ?? [];
  return only !== OWN && others.length === 0 ? only : undefined;
}

/** Beside the pool itself. */
export const offeredProviders = (
  context: PageContext,
  { client }: AuthorizationRequest,
): readonly Provider[] =>
  (client.settings.SupportedIdentityProviders ?? [])
    .filter((name) => name !== OWN)
    .map((name) => ({
      name,
      href: `${context.path("/oauth2/authorize")}&identity_provider=${encodeURIComponent(name)}`,
    }));

/** Whether users of the pool itself may sign in. */
export const hasOwnUsers = ({ client }: AuthorizationRequest): boolean =>
  client.settings.SupportedIdentityProviders?.includes(OWN) ?? false;

export function showFederation(context: PageContext, request: AuthorizationRequest): void {
  const { identity_provider: _, idp_identifier: __, ...query } = context.query;
  context.show(
    {
      kind: "federation",
      provider: federatedProvider(request) ?? "another identity provider",
      back: `${context.site.root}/login${queryString(query)}`,
    },
    501,
  );
}

/** Where other providers answer, by whichever method. */
export function mountFederation(router: Router): void {
  router.all(["/oauth2/idpresponse", "/saml2/idpresponse", "/saml2/logout"], () => {
    throw notBuilt("federation, the sign-in with other identity providers,");
  });
}
