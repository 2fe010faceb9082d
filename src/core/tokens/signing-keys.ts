// The two RSA keys of each user pool: made when first needed, kept in the state file, remembered ready for use.
import { createHash, createPublicKey } from "node:crypto";
import type { Clock } from "../../platform/clock.js";
import type { Keys } from "../../platform/keys.js";
import type { Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { createBoundedMap } from "../bounded-map.js";
import { poolNotFound } from "../pools/pools.js";
import { type SigningKey, signingKey } from "./signing-key.js";

/** ID tokens and access tokens of one sign-in are signed with different keys. */
export type KeyPurpose = "id" | "access";

export type PoolKeys = Readonly<Record<KeyPurpose, SigningKey>>;

export type SigningKeys = ReturnType<typeof createSigningKeys>;

const purposes: readonly KeyPurpose[] = ["id", "access"];

/** A pool's two keys take about 10 kB of memory. */
const REMEMBERED_POOLS = 500;

export function createSigningKeys({ store, clock, keys }: { store: Store; clock: Clock; keys: Keys }) {
  const ready = createBoundedMap<string, PoolKeys>(REMEMBERED_POOLS);
  const making = new Map<string, Promise<PoolKeys>>();

  function stored(pool: Pool): PoolKeys | undefined {
    const remembered = ready.get(pool.id);
    // A pool that was deleted and made anew under the same id has other keys.
    if (remembered && store.signingKeys.ownerOf(remembered.id.kid) === pool.id) return remembered;
    const records = store.signingKeys.ofOwner(pool.id);
    const ofPurpose = (purpose: KeyPurpose): SigningKey | undefined => {
      const record = records.find((candidate) => candidate.purpose === purpose);
      return record && signingKey(record.privateKey, { kid: record.kid });
    };
    const [id, access] = [ofPurpose("id"), ofPurpose("access")];
    if (!id || !access) return undefined;
    const loaded = { id, access };
    ready.set(pool.id, loaded);
    return loaded;
  }

  async function make(pool: Pool): Promise<PoolKeys> {
    const pairs = await Promise.all(purposes.map(() => keys.rsaKeyPair()));
    store.transaction(() => {
      // The pool may have gone while its keys were made; keys of no pool would never be removed.
      if (store.pools.find(pool.id)?.createdAt !== pool.createdAt) throw poolNotFound(pool.id);
      for (const [index, purpose] of purposes.entries()) {
        const privateKey = pairs[index]!.privateKeyPem;
        const kid = keyId(pool.id, purpose, privateKey);
        store.signingKeys.insert({ owner: pool.id, purpose, kid, privateKey, createdAt: clock.now() });
      }
    });
    const made = stored(pool);
    if (!made) throw new Error(`the signing keys of user pool ${pool.id} were not kept`);
    return made;
  }

  return {
    /** The pool's keys; callers that come while they are made share one making. */
    async of(pool: Pool): Promise<PoolKeys> {
      const known = stored(pool);
      if (known) return known;
      const name = `${pool.id} ${pool.createdAt}`;
      let promise = making.get(name);
      if (!promise) {
        promise = make(pool).finally(() => making.delete(name));
        making.set(name, promise);
      }
      return promise;
    },

    /** The key of that name with its pool and purpose, whether its pool was used since the start or not. */
    find(kid: string): { pool: Pool; purpose: KeyPurpose; key: SigningKey } | undefined {
      const owner = store.signingKeys.ownerOf(kid);
      const pool = owner === undefined ? undefined : store.pools.find(owner);
      const keysOfPool = pool && stored(pool);
      const purpose = purposes.find((candidate) => keysOfPool?.[candidate].kid === kid);
      return pool && keysOfPool && purpose ? { pool, purpose, key: keysOfPool[purpose] } : undefined;
    },
  };
}

/** Base64 of 32 bytes, as Cognito's; derived from the pool too, so that no two pools ever share a name. */
function keyId(poolId: string, purpose: KeyPurpose, privateKeyPem: string): string {
  const publicKey = createPublicKey(privateKeyPem).export({ type: "spki", format: "der" });
  return createHash("sha256").update(`${poolId} ${purpose} `).update(publicKey).digest("base64");
}
