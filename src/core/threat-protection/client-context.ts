// Where a request comes from and what it was made with, as far as the app, its server or the connection tell.
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type { ContextDataType } from "../../model/cognito-idp.gen.js";
import type { Place } from "../../platform/threat-data/locations.js";
import type { ThreatData } from "../../platform/threat-data/threat-data.js";
import type { AuthEvent, Client } from "../../storage/records.js";
import type { Caller } from "../triggers/triggers.js";
import { deviceName } from "./device-name.js";
import { type DeviceFacts, decodeContext } from "./encoded-data.js";

export type ClientContext = Pick<
  AuthEvent,
  "ip" | "device" | "deviceName" | "timezone" | "city" | "country" | "latitude" | "longitude"
>;

/** A user agent as an app's server passes it on. */
const headerOf = (data: ContextDataType | undefined, name: string): string | undefined =>
  data?.HttpHeaders.find(({ headerName }) => headerName?.toLowerCase() === name)?.headerValue || undefined;

/**
 * A server's own address is not its user's: without ContextData none is known. Apps may say theirs where the client
 * propagates it (SDK, EnablePropagateAdditionalUserContextData).
 */
export function addressOf({ context, sourceIp }: Caller, client: Client | undefined): string | undefined {
  if (context?.kind === "server") return context.data?.IpAddress;
  const isPropagated = client?.settings.EnablePropagateAdditionalUserContextData === true;
  return (isPropagated && context?.data.IpAddress) || sourceIp;
}

export function clientContextOf(
  caller: Caller,
  client: Client | undefined,
  placeOf: ThreatData["placeOf"],
): ClientContext {
  const { context } = caller;
  const server = context?.kind === "server" ? context.data : undefined;
  const encoded = context?.data?.EncodedData;
  const facts = encoded ? decodeContext(encoded) : {};
  const ip = addressOf(caller, client);
  const agent =
    facts.UserAgent ??
    (context?.kind === "server"
      ? headerOf(server, "user-agent")
      : caller.browser || caller.userAgent || undefined);
  return {
    ip: ip?.slice(0, 100),
    device: deviceOf(facts, agent),
    deviceName: nameOf(facts, agent),
    timezone: facts.ClientTimezone,
    ...placed({ ...(ip && isIP(ip) ? placeOf(ip) : undefined), ...headerPlace(server) }),
  };
}

/** By its id, else its fingerprint, else the program: whatever tells it best from others. */
function deviceOf(facts: DeviceFacts, agent: string | undefined): string | undefined {
  const mark = facts.DeviceId ?? facts.DeviceFingerprint ?? agent;
  return mark && createHash("sha256").update(mark).digest("base64url");
}

/** Phones know their model, browsers don't. */
function nameOf(facts: DeviceFacts, agent: string | undefined): string | undefined {
  if (facts.DeviceName) return [facts.DeviceName, facts.Platform].filter(Boolean).join(", ");
  return agent && deviceName(agent);
}

/** What CloudFront adds to the requests that it passes on to a server. */
function headerPlace(data: ContextDataType | undefined): Place {
  const read = (name: string) => headerOf(data, `cloudfront-viewer-${name}`)?.slice(0, 100);
  const [latitude, longitude] = [Number(read("latitude")), Number(read("longitude"))];
  const country = read("country");
  const city = read("city");
  return {
    ...(country && { country }),
    ...(city && { city }),
    ...(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && { latitude, longitude }),
  };
}

let names: Intl.DisplayNames | undefined;

/** Made with the first country that has to be named: making it takes longer than most of the emulator's start. */
function nameOfCountry(code: string): string | undefined {
  names ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
  return names.of(code);
}

/** Countries by name, whether they were given so or by their code. */
function placed({ country, ...rest }: Place): Place {
  if (!country) return rest;
  return { ...rest, country: /^[a-z]{2}$/i.test(country) ? nameOfCountry(country.toUpperCase()) : country };
}
