// Which user pool's domain a request is for: by its Host, or by the path /_domains/{name}.
import type { Request, Response } from "express";
import type { Pool } from "../../core/oauth/oauth.js";
import type { PoolDomain } from "../../core/pools/domains.js";
import type { SiteDeps } from "../deps.js";

/** A pool's domain as one request sees it. */
export interface DomainSite {
  readonly pool: Pool;
  readonly domain: PoolDomain;
  /** Managed login, not the classic pages. */
  readonly managed: boolean;
  /** Where the domain begins, with scheme and host, without a slash at the end. */
  readonly url: string;
  /** The path where it begins: empty, or /_domains/{name}. */
  readonly root: string;
}

type Deps = Pick<SiteDeps, "core" | "config">;

const SUFFIX =
  /^(?<prefix>[a-z0-9-]+)\.auth(?:\.(?<region>[a-z]{2}-[a-z-]+-\d))?\.(?:localhost|amazoncognito\.com)$/;

/** `{prefix}.auth.localhost`, also with a region before `localhost`, the service's own name, or a custom domain. */
export function siteByHost(request: Request, { core, config }: Deps): DomainSite | undefined {
  const host = hostOf(request);
  const { prefix, region } = SUFFIX.exec(host.name)?.groups ?? {};
  const found = prefix
    ? core.domains.serving(prefix, region ?? config.region)
    : host.name.split(".").length > 2
      ? core.domains.serving(host.name)
      : undefined;
  return found && siteOf(found, `${host.scheme}://${host.header}`, "");
}

/** Whether the Host has the form of a pool's domain, whether or not there is such a domain. */
export const namesDomain = (request: Request): boolean => SUFFIX.test(hostOf(request).name);

export function siteByPath(request: Request, name: string, { core, config }: Deps): DomainSite | undefined {
  const found = core.domains.serving(name, config.region);
  return (
    found && siteOf(found, `${originOf(request, { core, config })}/_domains/${name}`, `/_domains/${name}`)
  );
}

function siteOf(found: { pool: Pool; domain: PoolDomain }, url: string, root: string): DomainSite {
  return { ...found, managed: found.domain.settings.ManagedLoginVersion === 2, url, root };
}

/** The scheme and host by which the request reached the emulator. */
export function originOf(request: Request, { core, config }: Deps): string {
  const host = hostOf(request);
  // Behind a proxy, only the configuration knows the scheme.
  if (config.publicUrl !== undefined && new URL(config.publicUrl).host === host.header)
    return core.urls.base();
  return host.header === "" ? core.urls.base() : `${host.scheme}://${host.header}`;
}

/** A name or an address, and a port: nothing else may get from a Host into the addresses that documents name. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/;

function hostOf(request: Request) {
  const given = (request.headers.host ?? "").toLowerCase();
  const scheme = "encrypted" in request.socket && request.socket.encrypted ? "https" : "http";
  const address = `${scheme}://${given}`;
  const name = HOST.test(given) && URL.canParse(address) ? new URL(address).hostname : "";
  return { header: name === "" ? "" : given, name, scheme };
}

export function setSite(response: Response, site: DomainSite): void {
  response.locals.site = site;
}

export const siteIn = (response: Response): DomainSite => response.locals.site as DomainSite;
