// OpenID tokens of identities: issuing, verifying, and the documents that publish their keys.
import type { Clock } from "../../platform/clock.js";
import type { Keys } from "../../platform/keys.js";
import type { Identity, IdentityPool } from "../../storage/identity-records.js";
import type { Store } from "../../storage/store.js";
import type { Tags } from "../pools/tags.js";
import { signJwt, verifyJwt } from "../tokens/jwt.js";
import { type SigningKey, signingKey } from "../tokens/signing-key.js";
import type { Urls } from "../urls.js";

/** What an OpenID token says. */
export interface OpenIdClaims {
  readonly identityId: string;
  readonly poolId: string;
  readonly authenticated: boolean;
  readonly tags: Tags;
  /** Epoch seconds. */
  readonly expiresAtSeconds: number;
}

/** Lifetime of what GetOpenIdToken answers. */
export const OPEN_ID_TOKEN_SECONDS = 600;
/** Lifetime of what GetOpenIdTokenForDeveloperIdentity answers, unless it is told another. */
export const DEVELOPER_TOKEN_SECONDS = 900;

const TAGS_CLAIM = "https://aws.amazon.com/tags";
const OWNER_PREFIX = "identity:";
const PURPOSE = "openid";

export type OpenIdTokens = ReturnType<typeof createOpenIdTokens>;

export function createOpenIdTokens(deps: { store: Store; clock: Clock; keys: Keys; urls: Urls }) {
  const { store, clock, keys, urls } = deps;
  // Reading a key costs more than signing with it. Kept by its text: after a reset another key has the same name.
  const read = new Map<string, SigningKey>();
  const making = new Map<string, Promise<void>>();

  function ready(kid: string, privateKey: string): SigningKey {
    const name = `${kid} ${privateKey}`;
    const known = read.get(name);
    if (known !== undefined) return known;
    const key = signingKey(privateKey, { alg: "RS512", kid });
    read.set(name, key);
    return key;
  }

  /** Made when first needed; a second caller waits for the first one's. */
  async function keyOf(region: string): Promise<SigningKey> {
    const owner = `${OWNER_PREFIX}${region}`;
    for (;;) {
      const [stored] = store.signingKeys.ofOwner(owner);
      if (stored !== undefined) return ready(stored.kid, stored.privateKey);
      const made = making.get(region) ?? make(owner, region).finally(() => making.delete(region));
      making.set(region, made);
      await made;
    }
  }

  async function make(owner: string, region: string): Promise<void> {
    const { privateKeyPem } = await keys.rsaKeyPair();
    const key = { owner, purpose: PURPOSE, kid: `${region}-1`, privateKey: privateKeyPem };
    store.signingKeys.insert({ ...key, createdAt: clock.now() });
  }

  const published = (): SigningKey[] =>
    store.signingKeys.ofOwners(OWNER_PREFIX).map(({ kid, privateKey }) => ready(kid, privateKey));

  return {
    /** @param amr see amrOf */
    async issue(
      pool: IdentityPool,
      identity: Identity,
      { amr, tags, lifetimeSeconds }: { amr: readonly string[]; tags: Tags; lifetimeSeconds: number },
    ): Promise<string> {
      const now = Math.floor(clock.now() / 1000);
      const principalTags = Object.fromEntries(Object.entries(tags).map(([tag, value]) => [tag, [value]]));
      return signJwt(await keyOf(pool.region), {
        sub: identity.id,
        aud: pool.id,
        amr,
        ...(Object.keys(tags).length > 0 ? { [TAGS_CLAIM]: { principal_tags: principalTags } } : {}),
        iss: urls.identityIssuer(),
        exp: now + lifetimeSeconds,
        iat: now,
      });
    },

    /** What a token of this emulator says, expired or not; undefined for any other token. */
    async verify(token: string): Promise<OpenIdClaims | undefined> {
      const keys = published();
      const findKey = (kid: string) => keys.find((key) => key.kid === kid);
      const verified = await verifyJwt(token, findKey, { algorithm: "RS512" });
      if (!verified.ok) return undefined;
      const { sub, aud, amr, exp, [TAGS_CLAIM]: tags } = verified.payload;
      return {
        identityId: String(sub),
        poolId: String(aud),
        authenticated: Array.isArray(amr) && amr[0] === "authenticated",
        tags: tagsOf(tags),
        expiresAtSeconds: Number(exp),
      };
    },

    /** The public keys of every region, as `/.well-known/jwks_uri` serves them. */
    jwks: () => ({ keys: published().map(({ publicJwk }) => publicJwk) }),

    /** What `/.well-known/openid-configuration` serves at the emulator's root. */
    discovery: () => ({
      issuer: urls.identityIssuer(),
      jwks_uri: `${urls.base()}/.well-known/jwks_uri`,
      // The members beside issuer and keys are assumed.
      response_types_supported: ["token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS512"],
    }),
  };
}

function tagsOf(claim: unknown): Tags {
  const { principal_tags: tags = {} } = (claim ?? {}) as { principal_tags?: Record<string, string[]> };
  return Object.fromEntries(Object.entries(tags).map(([tag, [value = ""]]) => [tag, value]));
}
