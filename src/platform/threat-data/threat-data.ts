// What threat protection knows from outside: passwords that are compromised, and where addresses are.
import { createAtlas, type IpLocations, type Place, readLocations } from "./locations.js";
import { readPasswords, readShippedPasswords } from "./passwords.js";

export interface ThreatData {
  isCompromised(password: string): Promise<boolean>;
  /** Undefined where nobody said. */
  placeOf(address: string): Place | undefined;
}

export interface ThreatDataSources {
  /** A file that takes the place of the list that is shipped. */
  readonly compromisedPasswords?: string | undefined;
  readonly ipLocations?: string | IpLocations | undefined;
}

/** Files that are named are read at once; the list that is shipped with its first use. @throws DataFileError */
export async function openThreatData({
  compromisedPasswords,
  ipLocations = {},
}: ThreatDataSources): Promise<ThreatData> {
  const own = compromisedPasswords === undefined ? undefined : await readPasswords(compromisedPasswords);
  const locations = typeof ipLocations === "string" ? await readLocations(ipLocations) : ipLocations;
  let shipped: Promise<ReadonlySet<string>> | undefined;
  return {
    async isCompromised(password) {
      if (own) return own.has(password);
      shipped ??= readShippedPasswords();
      return (await shipped).has(password);
    },
    placeOf: createAtlas(locations),
  };
}

/** Of an emulator that was told nothing. */
export const shippedThreatData = (): ThreatData => {
  let data: Promise<ThreatData> | undefined;
  return {
    async isCompromised(password) {
      data ??= openThreatData({});
      return (await data).isCompromised(password);
    },
    placeOf: () => undefined,
  };
};
