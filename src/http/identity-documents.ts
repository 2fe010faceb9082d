// The published documents of identity pools, at the emulator's root: OpenID configuration and JWKS.
import type { Express, Response } from "express";
import type { SiteDeps } from "./deps.js";

export function mountIdentityDocuments(site: Express, { core }: Pick<SiteDeps, "core">): void {
  const { openIdTokens } = core.identityPools;
  // The real service's literal path, without an extension.
  site.get("/.well-known/jwks_uri", (_request, response) => answer(response, openIdTokens.jwks()));
  site.get("/.well-known/openid-configuration", (_request, response) =>
    answer(response, openIdTokens.discovery()),
  );
}

/** Not to be cached, unlike the real ones: the keys of a fresh emulator are others. */
function answer(response: Response, content: object): void {
  response.set("access-control-allow-origin", "*").set("cache-control", "no-store").json(content);
}
