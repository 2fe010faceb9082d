// InboundFederation: what an external provider told of a user, before it becomes the user's profile.
import type { Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";

type Claims = Readonly<Record<string, string>>;

export interface InboundFederation {
  /** How a user of that provider is called; documented as `<provider>_<id there>`. */
  readonly userName: string;
  readonly providerName: string;
  /** SAML, OIDC, Google, Facebook ... */
  readonly providerType: string;
  /** What the provider sent: of OIDC and social providers the first three, of SAML providers the last one. */
  readonly attributes: {
    readonly tokenResponse?: Claims | undefined;
    readonly idToken?: Claims | undefined;
    readonly userInfo?: Claims | undefined;
    readonly samlResponse?: Claims | undefined;
  };
}

export const inboundFederation =
  (fire: Fire) =>
  /**
   * The claims to map instead of all that the provider sent, none of which remains otherwise; undefined to keep them
   * as they are.
   */
  async (occasion: Occasion, federation: InboundFederation): Promise<Claims | undefined> => {
    const { userName, providerName, providerType, attributes } = federation;
    const answer = await fire("InboundFederation", occasion, () => ({
      source: "InboundFederation_ExternalProvider",
      userName,
      request: { providerName, providerType, attributes },
      response: { userAttributesToMap: {} },
    }));
    const mapped = answer?.textMap("userAttributesToMap") ?? {};
    return Object.keys(mapped).length > 0 ? mapped : undefined;
  };
