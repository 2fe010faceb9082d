// Which web pages and which host names may reach what only the emulator's owner should reach.

/** What of the configuration says who is trusted. */
export interface TrustConfig {
  readonly host: string;
  readonly publicUrl?: string | undefined;
  /** Origins trusted beside the machine's own; `*` trusts all. */
  readonly allowedOrigins: readonly string[];
}

/** Pages served by this machine, by the public URL, or by an origin that the configuration names. */
export function isTrustedOrigin(origin: string, config: TrustConfig): boolean {
  if (config.allowedOrigins.includes("*") || config.allowedOrigins.includes(origin)) return true;
  const name = URL.canParse(origin) ? new URL(origin).hostname : undefined;
  return name !== undefined && (isLoopback(name) || isOwnName(name, config));
}

/**
 * Guards against DNS rebinding: a page of an attacker whose name resolves to this machine still sends that name.
 * An address can't be rebound, and a name without a dot can't be registered by anybody, so that the services of a
 * compose file may use theirs.
 */
export function isTrustedHost(hostHeader: string, config: TrustConfig): boolean {
  const url = `http://${hostHeader}`;
  if (!URL.canParse(url)) return false;
  const name = new URL(url).hostname;
  const isAddress = name.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(name);
  return isAddress || !name.includes(".") || isLoopback(name) || isOwnName(name, config);
}

const isLoopback = (name: string): boolean =>
  name === "localhost" ||
  name.endsWith(".localhost") ||
  name === "[::1]" ||
  /^127\.\d+\.\d+\.\d+$/.test(name);

function isOwnName(name: string, { host, publicUrl }: TrustConfig): boolean {
  return name === host || (publicUrl !== undefined && new URL(publicUrl).hostname === name);
}
