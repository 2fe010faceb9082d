// EncodedData: what AWS's data collection libraries tell of the user's device.
//
// Base64 of `{"payload": "...", "signature": "...", "version": "JS20171115"}`, where the payload is JSON again, with
// `contextData`, `username`, `userPoolId` and `timestamp`. The key of the signature is the client id, which everybody
// knows: it proves nothing and is not checked. What can't be read tells nothing (both assumed).

/** DeviceId, DeviceFingerprint, UserAgent, ClientTimezone, DeviceName, Platform ... as the library names them. */
export type DeviceFacts = Readonly<Record<string, string>>;

/** Enough for every fact, little enough to be looked through. */
const LONGEST_FACT = 1000;

export function decodeContext(encoded: string): DeviceFacts {
  const envelope = parse(Buffer.from(encoded, "base64").toString("utf8"));
  const payload = typeof envelope.payload === "string" ? parse(envelope.payload) : members(envelope.payload);
  const facts = Object.entries(members(payload.contextData)).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value.slice(0, LONGEST_FACT)]] : [],
  );
  return Object.fromEntries(facts);
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    return members(JSON.parse(json));
  } catch {
    return {};
  }
}

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
