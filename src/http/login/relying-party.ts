// Passkeys of a prefix domain belong to a name of AWS's that no page of this machine may ask for.
import type { PageContext } from "./page-context.js";

/** Without the relying party's name where the page has another: browsers then take the page's own. */
export function withOwnName<K extends string, T extends { readonly [Name in K]?: unknown }>(
  { site }: PageContext,
  options: T,
  member: K,
): T | Omit<T, K> {
  const { hostname } = new URL(site.url);
  const name = String(options[member] ?? hostname);
  if (hostname === name || hostname.endsWith(`.${name}`)) return options;
  const { [member]: _, ...others } = options;
  return others;
}

/** Why no browser lets this page use passkeys; undefined where they do. */
export function passkeyProblem({ site }: PageContext): string | undefined {
  const { protocol, hostname } = new URL(site.url);
  const isAddress = hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
  if (isAddress) return "Passkeys need a host name: open this page at localhost.";
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  return protocol === "https:" || isLocal ? undefined : "Passkeys need HTTPS or localhost.";
}
