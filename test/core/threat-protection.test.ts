// The parts of threat protection that need no emulator: ranges of addresses, places, names of devices.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { deviceName } from "../../src/core/threat-protection/device-name.js";
import { isInRange, readRange } from "../../src/platform/ip-ranges.js";
import { createAtlas, readLocations } from "../../src/platform/threat-data/locations.js";
import { openThreatData } from "../../src/platform/threat-data/threat-data.js";
import { refusal } from "../support/refusal.js";

describe("ranges of addresses", () => {
  const holds = (range: string, address: string) => {
    const read = readRange(range);
    if (!read) throw new Error(`${range} can't be read`);
    return isInRange(address, read);
  };

  it.each([
    ["10.0.0.0/8", "10.255.255.255", true],
    ["10.0.0.0/8", "11.0.0.0", false],
    ["0.0.0.0/0", "255.255.255.255", true],
    ["0.0.0.0/0", "::1", false],
    ["192.0.2.7/32", "192.0.2.7", true],
    ["192.0.2.7", "192.0.2.8", false],
    // The bits after the prefix do not matter.
    ["192.0.2.99/24", "192.0.2.1", true],
    ["192.0.2.0/24", "::ffff:192.0.2.9", true],
    ["::/0", "2001:db8::1", true],
    ["2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true],
    ["2001:db8::/32", "2001:db9::", false],
    ["2001:db8:0:0:0:0:0:1/128", "2001:db8::1", true],
    ["fe80::1:2:3:4/64", "fe80::", true],
  ])("%s and %s: %s", (range, address, expected) => {
    expect(holds(range, address)).toBe(expected);
  });

  it.each([
    "",
    "10.0.0.0/33",
    "::/129",
    "10.0.0.0/8/8",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "1.2.3",
    "fe80::1%eth0",
    "host",
  ])("%s is none", (text) => {
    expect(readRange(text)).toBeUndefined();
  });
});

test("of several ranges the narrowest tells the place", () => {
  const placeOf = createAtlas({
    "10.0.0.0/8": { country: "wide" },
    "10.1.1.1": { country: "exact" },
    "10.1.0.0/16": { country: "narrow" },
  });
  expect(
    ["10.2.0.0", "10.1.2.3", "10.1.1.1", "11.0.0.0"].map((address) => placeOf(address)?.country),
  ).toEqual(["wide", "narrow", "exact", undefined]);
});

describe("a file of places", () => {
  async function fileOf(text: string, name = "places.yaml"): Promise<string> {
    const file = join(await mkdtemp(join(tmpdir(), "places-")), name);
    await writeFile(file, text);
    return file;
  }

  it.each([
    [
      "YAML",
      "# Offices\n203.0.113.0/24: { country: DE, city: Berlin, latitude: 52.5, longitude: 13.4 }\n2001:db8::/32: { country: FR }\n",
    ],
    [
      "JSON",
      '{"203.0.113.0/24": {"country": "DE", "city": "Berlin", "latitude": 52.5, "longitude": 13.4}, "2001:db8::/32": {"country": "FR"}}',
    ],
  ])("may be %s", async (_, text) => {
    const { placeOf } = await openThreatData({ ipLocations: await fileOf(text) });
    expect(placeOf("203.0.113.9")).toEqual({
      country: "DE",
      city: "Berlin",
      latitude: 52.5,
      longitude: 13.4,
    });
    expect(placeOf("2001:db8::9")).toEqual({ country: "FR" });
  });

  it("may be empty", async () => {
    expect(await readLocations(await fileOf(""))).toEqual({});
  });

  it.each([
    [
      "10.0.0.0/8: { country: DE }\n10.0.0.0/99: { country: DE }\n",
      2,
      "10.0.0.0/99: expected an IP address or a range such as 203.0.113.0/24",
    ],
    [
      "\n10.0.0.0/8: Berlin\n",
      2,
      "10.0.0.0/8: expected a place, as in 203.0.113.0/24: { country: DE, city: Berlin, latitude: 52.52, longitude: 13.4 }",
    ],
    ["10.0.0.0/8: { town: Berlin }\n", 1, "10.0.0.0/8: town: a place has country, city, latitude, longitude"],
    ["10.0.0.0/8: { country: 5 }\n", 1, "10.0.0.0/8: country: expected a text"],
    [
      "10.0.0.0/8: { latitude: 5 }\n",
      1,
      "10.0.0.0/8: expected latitude from -90 to 90 and longitude from -180 to 180, both or none",
    ],
    [
      "10.0.0.0/8: { latitude: 91, longitude: 0 }\n",
      1,
      "10.0.0.0/8: expected latitude from -90 to 90 and longitude from -180 to 180, both or none",
    ],
    [
      "- 10.0.0.0/8\n",
      1,
      "expected ranges with places, as in 203.0.113.0/24: { country: DE, city: Berlin, latitude: 52.52, longitude: 13.4 }",
    ],
  ])("says what is wrong, and where: %j", async (text, line, message) => {
    const file = await fileOf(text);
    await refusal(readLocations(file), "DataFileError", `${file}:${line}: ${message}`);
  });

  it("says where it can't be read at all", async () => {
    const file = await fileOf("10.0.0.0/8: { country: DE\n");
    await expect(readLocations(file)).rejects.toThrow(`${file}:`);
  });
});

test("the shipped passwords are loaded once, and known to the letter", async () => {
  const { isCompromised } = await openThreatData({});
  const known = ["123456", "password", "Password1!", "P@ssw0rd", "Qwerty123!", "Welcome1!"];
  expect(await Promise.all(known.map(isCompromised))).toEqual(known.map(() => true));
  const unknown = ["", "Corr3ct-Horse!", "PASSWORD1?", "password1!!x"];
  expect(await Promise.all(unknown.map(isCompromised))).toEqual(unknown.map(() => false));
});

test.each([
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
    "Safari 17, Mac OS X 10",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Firefox 127, Windows 10",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "Edge 126, Windows 10",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Chrome 126, Android 14",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Safari 17, iOS 17",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36",
    "Chrome 125, Linux",
  ],
  ["curl/8.5.0", "Other, Other"],
])("%s", (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
