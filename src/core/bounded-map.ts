// A map that holds the most recently used entries and lets go of the others.

/** The part of Map that a cache needs. */
export interface BoundedMap<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
}

/** Makes a map of at most `capacity` entries. */
export function createBoundedMap<K, V>(capacity: number): BoundedMap<K, V> {
  // A Map is iterated in the order of insertion: the first key is the one that was not used for the longest
  // time.
  const entries = new Map<K, V>();
  const put = (key: K, value: V) => {
    entries.delete(key);
    entries.set(key, value);
  };

  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      put(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= capacity) break;
        entries.delete(oldest);
      }
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
