// A certificate of one's own for local names: nobody trusts it who was not told to.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";
import { bits, integer, octets, oid, sequence, set, tagged, time, tlv, utf8, yes } from "./der.js";

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** No longer: Apple's systems refuse certificates that last longer. */
const LIFETIME_MS = 825 * DAY_MS;
/** One that ends sooner is replaced at the next start. */
const LEAST_LEFT_MS = 30 * DAY_MS;

const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
const NAME = "cognito-emulator";

/**
 * @param names host names and addresses, wildcards among them
 * @param serial 16 random bytes
 */
export function selfSigned(names: readonly string[], serial: Buffer, now: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const subject = sequence(set(sequence(oid("2.5.4.3"), utf8(NAME))));
  const content = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), serial])),
    ECDSA_WITH_SHA256,
    subject,
    sequence(time(now - DAY_MS), time(now + LIFETIME_MS)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(3, sequence(...extensions(names))),
  );
  const der = sequence(content, ECDSA_WITH_SHA256, bits(sign("sha256", content, privateKey)));
  return { cert: pem(der), key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

/** It stands for itself: its own authority, and a server. */
function extensions(names: readonly string[]): readonly Buffer[] {
  const digitalSignatureAndKeyCertSign = Buffer.from([0b1000_0100]);
  return [
    extension("2.5.29.19", sequence(yes()), true),
    extension("2.5.29.15", bits(digitalSignatureAndKeyCertSign, 2), true),
    extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"))),
    extension("2.5.29.17", sequence(...names.map(generalName))),
  ];
}

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value));

const DNS = 0x82;
const IP = 0x87;

function generalName(name: string): Buffer {
  const bare = name.replace(/^\[(.*)\]$/, "$1");
  if (isIPv4(bare)) return tlv(IP, Buffer.from(bare.split(".").map(Number)));
  if (isIPv6(bare)) return tlv(IP, ipv6(bare));
  return tlv(DNS, Buffer.from(name));
}

function ipv6(address: string): Buffer {
  const [head = "", tail] = address.split("::");
  const groups = (text: string) =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const all =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}/g, "$&\n").trimEnd()}\n-----END CERTIFICATE-----\n`;

/** Whether a kept certificate still serves: its key belongs to it, it names all of `names` and lasts long enough. */
export function stillServes({ cert, key }: Certificate, names: readonly string[], now: number): boolean {
  try {
    const known = new X509Certificate(cert);
    const isPair = known.publicKey.equals(createPublicKey(createPrivateKey(key)));
    const said = known.subjectAltName ?? "";
    const namesAll = names.every((name) => said.includes(isIPv6(name) ? "IP Address" : name));
    return isPair && namesAll && Date.parse(known.validTo) > now + LEAST_LEFT_MS;
  } catch {
    return false;
  }
}
