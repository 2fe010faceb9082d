// The published documents: OpenID configuration and JWKS of each user pool, and of identity pools at the root.
import type { Express, Request, Response, Router } from "express";
import type { Pool } from "../core/oauth/oauth.js";
import type { SiteDeps } from "./deps.js";
import { siteByHost, siteByPath, siteIn } from "./login/domain-site.js";

export function mountDiscovery(site: Express, deps: Pick<SiteDeps, "core" | "config">): void {
  const { core } = deps;
  const { pools, tokens, identityPools, domains } = core;

  /** In the form in which the request came: by the domain's own name, or by the emulator's and a path. */
  function domainUrlOf(pool: Pool, request: Request): string | undefined {
    const site = siteByHost(request, deps);
    if (site?.pool.id === pool.id) return site.url;
    const [first] = domains.ofPool(pool);
    return first && siteByPath(request, first.domain, deps)?.url;
  }

  site.get("/:poolId/.well-known/jwks.json", async (request, response) => {
    const pool = pools.findAnywhere(request.params.poolId);
    if (pool) publish(response, await tokens.jwks(pool));
    else publish(response.status(404), { message: "User pool does not exist." });
  });
  site.get("/:poolId/.well-known/openid-configuration", (request, response) => {
    const pool = pools.findAnywhere(request.params.poolId);
    if (pool) publish(response, tokens.discovery(pool, domainUrlOf(pool, request)));
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

/** A pool's documents on its own domain: whether AWS has them there, sources disagree (assumed). */
export function mountDomainDiscovery(router: Router, { core }: Pick<SiteDeps, "core">): void {
  router.get("/.well-known/openid-configuration", (_request, response) => {
    const { pool, url } = siteIn(response);
    publish(response, core.tokens.discovery(pool, url));
  });
  router.get("/.well-known/jwks.json", async (_request, response) =>
    publish(response, await core.tokens.jwks(siteIn(response).pool)),
  );
}

/** Not to be cached, unlike the real ones: the keys of a fresh emulator are others. */
function publish(response: Response, document: object): void {
  response.set("access-control-allow-origin", "*").set("cache-control", "no-store").json(document);
}
