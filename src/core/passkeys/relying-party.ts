// The domain that a pool's passkeys belong to, and the pages that may use them.
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

export type RelyingParties = ReturnType<typeof createRelyingParties>;

export function createRelyingParties({ domains }: Pick<Store, "domains">) {
  return {
    /** What is configured, else the custom domain, else the prefix domain (SDK, CustomDomainConfig). */
    find(pool: Pool): string | undefined {
      const configured = pool.mfa?.webAuthn?.RelyingPartyId;
      if (configured !== undefined) return configured;
      const own = domains.ofPool(pool.id);
      const custom = own.find(({ settings }) => settings.CustomDomainConfig !== undefined);
      if (custom) return custom.domain;
      const [prefix] = own;
      return prefix && `${prefix.domain}.auth.${pool.region}.amazoncognito.com`;
    },
  };
}

/**
 * A domain name without scheme, port and path. An address is none, and no domain that others register under; the list
 * of those is not consulted beyond its top level. The text is assumed.
 * @throws InvalidParameterException
 */
export function requireRelyingPartyId(id: string): void {
  const labels = id.split(".");
  const isName = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  const isAddress = /^\d+$/.test(labels.at(-1) ?? "");
  if (!isName || isAddress || (labels.length === 1 && id !== "localhost"))
    throw fault("InvalidParameterException", "The relying party ID must be a valid domain name.");
}

const PREFIX_DOMAIN = /^(?<prefix>[a-z0-9-]+)\.auth\.(?<region>[a-z0-9-]+)\.amazoncognito\.com$/;

/**
 * By which names browsers may know it: the pages of a prefix domain are served at names of this machine, by path at
 * its own, which is all that they let those pages ask for.
 */
export function namesOf(relyingParty: string): string[] {
  const { prefix, region } = PREFIX_DOMAIN.exec(relyingParty)?.groups ?? {};
  if (prefix === undefined) return [relyingParty];
  return [relyingParty, `${prefix}.auth.localhost`, `${prefix}.auth.${region}.localhost`, "localhost"];
}

/**
 * Whether a page (or app) of that origin may use passkeys of the relying party. Browsers see to it as well, but only
 * those that the user runs. This machine's own pages need no TLS; Android names apps by their signing keys.
 */
export function fitsOrigin(relyingParty: string, origin: string): boolean {
  if (/^android:apk-key-hash:[\w-]+$/.test(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, origin: canonical } = new URL(origin);
  if (canonical !== origin) return false;
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return false;
  return namesOf(relyingParty).some((name) => {
    // No page of a subdomain may speak for a top-level name, which localhost is one of.
    const hasSubdomains = name.includes(".");
    return hostname === name || (hasSubdomains && hostname.endsWith(`.${name}`));
  });
}
