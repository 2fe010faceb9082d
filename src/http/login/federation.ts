// Sign-in with other identity providers: its place in the flow, until it is built.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { PageContext } from "./page-context.js";

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
export const offeredProviders = ({ client }: AuthorizationRequest): readonly string[] =>
  (client.settings.SupportedIdentityProviders ?? []).filter((provider) => provider !== OWN);

export function showFederation(context: PageContext, request: AuthorizationRequest): void {
  const provider = federatedProvider(request) ?? "another identity provider";
  context.show(
    {
      kind: "federation",
      title: `Sign-in with ${provider} is not built yet`,
      text: [
        "cognito-emulator does not speak to other identity providers yet. On AWS, the browser would go there now.",
      ],
      links: [
        [
          "Back to the login page",
          context.path("/login").replace(/([?&])(identity_provider|idp_identifier)=[^&]*/g, "$1"),
        ],
      ],
    },
    501,
  );
}
