// Every URL that the emulator tells the world, from one place.
import type { Pool } from "../storage/records.js";

export type Urls = ReturnType<typeof createUrls>;

/**
 * @param options.issuer "local": tokens name this emulator as issuer; "aws": the real service's issuer strings.
 * @param options.publicUrl where clients reach the emulator, when that is not where it listens
 */
export function createUrls(options: { issuer: "local" | "aws"; publicUrl?: string | undefined }) {
  let base = options.publicUrl?.replace(/\/+$/, "");

  const self = (): string => {
    if (base === undefined) throw new Error("the emulator's URL is known only once it listens");
    return base;
  };
  /** Where the emulator itself serves a pool's documents. */
  const poolUrl = (poolId: string): string => `${self()}/${poolId}`;
  /** Where a domain is for clients that can't resolve its own name. */
  const domainUrl = (name: string): string => `${base ?? ""}/_domains/${name}`;

  return {
    base: self,
    /** Fixtures are loaded before the emulator listens. */
    isKnown: (): boolean => base !== undefined,
    /** The server listens at `url`; a public URL given in the configuration stays. */
    listeningAt(url: string): void {
      base ??= url;
    },
    poolUrl,
    domainUrl,
    /**
     * The link that confirms a new account when it is opened, on the pool's domain where it has one. In what fixtures
     * send, it may lack the host.
     */
    confirmUser(link: {
      clientId: string;
      username: string;
      code: string;
      domain?: string | undefined;
    }): string {
      const { clientId, username, code, domain } = link;
      const query = new URLSearchParams({
        client_id: clientId,
        user_name: username,
        confirmation_code: code,
      });
      return `${domain === undefined ? (base ?? "") : domainUrl(domain)}/confirmUser?${query}`;
    },
    /** The link by which the reader of a notification says whether a sign-in was theirs; its path is assumed. */
    eventFeedback(feedback: {
      poolId: string;
      username: string;
      eventId: string;
      token: string;
      value: "Valid" | "Invalid";
    }): string {
      const query = new URLSearchParams({
        user_pool_id: feedback.poolId,
        user_name: feedback.username,
        event_id: feedback.eventId,
        feedback_token: feedback.token,
        feedback_value: feedback.value,
      });
      return `${base ?? ""}/eventFeedback?${query}`;
    },
    /** The `iss` of the pool's tokens (SDK, IssuerConfigurationType: ORIGINAL and UPDATED forms). */
    issuer(pool: Pool): string {
      if (options.issuer === "local") return poolUrl(pool.id);
      const host =
        pool.settings.IssuerConfiguration?.Type === "UPDATED" ? "issuer-cognito-idp" : "cognito-idp";
      return `https://${host}.${pool.region}.amazonaws.com/${pool.id}`;
    },
    /** The `iss` of OpenID tokens of identity pools. */
    identityIssuer(): string {
      return options.issuer === "local" ? self() : "https://cognito-identity.amazonaws.com";
    },
  };
}
