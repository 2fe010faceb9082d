// Ranges of IP addresses in CIDR notation: reading them, and which addresses they hold.
import { isIPv4, isIPv6 } from "node:net";

export interface IpRange {
  readonly family: 4 | 6;
  /** The address as a number. */
  readonly base: bigint;
  /** How many leading bits belong to the range. */
  readonly prefix: number;
}

const bitsOf = { 4: 32, 6: 128 } as const;

/** The range that `text` writes; a single address is a range of one. Undefined for anything else. */
export function readRange(text: string): IpRange | undefined {
  const [address = "", length, ...more] = text.split("/");
  const parsed = readAddress(address);
  if (!parsed || more.length > 0) return undefined;
  const bits = bitsOf[parsed.family];
  if (length === undefined) return { ...parsed, prefix: bits };
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return undefined;
  return { ...parsed, prefix: Number(length) };
}

export function isInRange(address: string, { family, base, prefix }: IpRange): boolean {
  const parsed = readAddress(address);
  if (parsed?.family !== family) return false;
  const shift = BigInt(bitsOf[family] - prefix);
  return parsed.base >> shift === base >> shift;
}

/** IPv4 addresses may come in the dress of IPv6, as sockets show them. */
function readAddress(text: string): Pick<IpRange, "family" | "base"> | undefined {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(plain)) return { family: 4, base: bytes(plain.split(".").map(Number)) };
  if (!isIPv6(text) || text.includes("%")) return undefined;
  // The URL parser writes every form of an IPv6 address in one way: groups of hex digits, with :: at most once.
  const [head = "", tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split("::");
  const left = groups(head);
  const right = groups(tail ?? "");
  const middle = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return {
    family: 6,
    base: [...left, ...middle, ...right].reduce((sum, part) => (sum << 16n) | BigInt(part), 0n),
  };
}

const groups = (text: string): number[] =>
  text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));

const bytes = (parts: readonly number[]): bigint =>
  parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
