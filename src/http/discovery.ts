// The published documents: OpenID configuration and JWKS of each user pool, and of identity pools at the root.
import type { Express, Response } from "express";
import type { SiteDeps } from "./deps.js";

export function mountDiscovery(site: Express, { core }: Pick<SiteDeps, "core">): void {
  const { pools, tokens, identityPools } = core;

  site.get("/:poolId/.well-known/jwks.json", async (request, response) => {
    const pool = pools.findAnywhere(request.params.poolId);
    if (pool) publish(response, await tokens.jwks(pool));
    else publish(response.status(404), { message: "User pool does not exist." });
  });
  site.get("/:poolId/.well-known/openid-configuration", (request, response) => {
    const pool = pools.findAnywhere(request.params.poolId);
    if (pool) publish(response, tokens.discovery(pool));
    else publish(response.status(404), { message: "User pool does not exist." });
  });

  // The real service's literal path, without an extension.
  site.get("/.well-known/jwks_uri", (_request, response) =>
    publish(response, identityPools.openIdTokens.jwks()),
  );
  site.get("/.well-known/openid-configuration", (_request, response) =>
    publish(response, identityPools.openIdTokens.discovery()),
  );
}

/** Not to be cached, unlike the real ones: the keys of a fresh emulator are others. */
function publish(response: Response, document: object): void {
  response.set("access-control-allow-origin", "*").set("cache-control", "no-store").json(document);
}
