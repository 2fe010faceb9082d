// Where IP addresses are, as the user says: ranges with countries, cities and coordinates.
import { type IpRange, isInRange, readRange } from "../ip-ranges.js";
import { DataFileError, readDataFile } from "./data-file.js";

/** What is known of a place; coordinates come in pairs. */
export interface Place {
  /** A name, or an ISO 3166 code of two letters. */
  readonly country?: string | undefined;
  readonly city?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** Places by address, or by range in CIDR notation. */
export type IpLocations = Readonly<Record<string, Place>>;

const EXAMPLE = "203.0.113.0/24: { country: DE, city: Berlin, latitude: 52.52, longitude: 13.4 }";
const MEMBERS: readonly string[] = ["country", "city", "latitude", "longitude"];

/** What is wrong with one entry. */
export function locationProblem(range: string, place: unknown): string | undefined {
  if (!readRange(range)) return `${range}: expected an IP address or a range such as 203.0.113.0/24`;
  if (typeof place !== "object" || place === null || Array.isArray(place))
    return `${range}: expected a place, as in ${EXAMPLE}`;
  const unknown = Object.keys(place).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return `${range}: ${unknown}: a place has ${MEMBERS.join(", ")}`;
  const { country, city, latitude, longitude } = place as Record<string, unknown>;
  for (const [name, value] of Object.entries({ country, city }))
    if (value !== undefined && (typeof value !== "string" || value === ""))
      return `${range}: ${name}: expected a text`;
  if (latitude === undefined && longitude === undefined) return undefined;
  const isWithin = (value: unknown, most: number) => typeof value === "number" && Math.abs(value) <= most;
  return isWithin(latitude, 90) && isWithin(longitude, 180)
    ? undefined
    : `${range}: expected latitude from -90 to 90 and longitude from -180 to 180, both or none`;
}

/** YAML, of which JSON is a part. @throws DataFileError that names file and line */
export async function readLocations(file: string): Promise<IpLocations> {
  const text = await readDataFile(file);
  const { isMap, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  const [broken] = document.errors;
  if (broken) throw new DataFileError(`${at(broken.pos[0])}: ${broken.message.split("\n")[0]}`);
  if (document.contents === null) return {};
  if (!isMap(document.contents))
    throw new DataFileError(`${file}:1: expected ranges with places, as in ${EXAMPLE}`);
  const locations: Record<string, Place> = {};
  for (const { key, value } of document.contents.items) {
    const offset = key.range?.[0] ?? 0;
    const name = String(key);
    const place = (value as { toJS?(of: typeof document): unknown } | null)?.toJS?.(document) ?? null;
    const problem = locationProblem(name, place);
    if (problem) throw new DataFileError(`${at(offset)}: ${problem}`);
    locations[name] = place as Place;
  }
  return locations;
}

/** Looks places up; of several ranges that hold an address the narrowest counts. */
export function createAtlas(locations: IpLocations): (address: string) => Place | undefined {
  const entries = Object.entries(locations)
    .flatMap(([text, place]): { range: IpRange; place: Place }[] => {
      const range = readRange(text);
      return range ? [{ range, place }] : [];
    })
    .sort((a, b) => b.range.prefix - a.range.prefix);
  return (address) => entries.find(({ range }) => isInRange(address, range))?.place;
}
