// What people call a device, from its user agent: `Chrome 126, Windows 10`.

/** In this order: most browsers also claim to be the ones below them. */
const browsers: readonly (readonly [name: string, version: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /\b(?:OPR|Opera)\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /\b(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
];

const systems: readonly (readonly [name: string, version: RegExp])[] = [
  ["Windows", /\bWindows NT (\d+)/],
  ["iOS", /\b(?:iPhone )?OS (\d+)_\d+.* like Mac OS X/],
  ["Android", /\bAndroid (\d+)/],
  ["Mac OS X", /\bMac OS X (\d+)/],
  ["Chrome OS", /\bCrOS\b()/],
  ["Linux", /\bLinux\b()/],
];

/** How the service names what it doesn't recognize is assumed. */
export function deviceName(userAgent: string): string {
  const agent = userAgent.slice(0, 500);
  return `${match(browsers, agent)}, ${match(systems, agent)}`;
}

function match(known: readonly (readonly [string, RegExp])[], agent: string): string {
  for (const [name, pattern] of known) {
    const [found, version] = pattern.exec(agent) ?? [];
    if (found !== undefined) return version ? `${name} ${version}` : name;
  }
  return UNRECOGNIZED;
}

const UNRECOGNIZED = "Other";

/** Whether a name says nothing. */
export const isUnknownDevice = (name: string): boolean => name === `${UNRECOGNIZED}, ${UNRECOGNIZED}`;
