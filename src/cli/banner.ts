// What a started emulator tells the person who started it.
import type { Config } from "../config.js";
import { openDeliveries } from "../platform/delivery/deliveries.js";
import type { SeedReport } from "../seed/report.js";
import { endpointVariables, formatVariables } from "./environment.js";

export interface BannerFacts {
  readonly version: string;
  readonly config: Config;
  /** Where it listens. */
  readonly url: string;
  /** What the fixtures brought; absent when none were loaded. */
  readonly seeded?: SeedReport | undefined;
}

type Row = readonly [label: string, ...values: string[]];

export function banner({ version, config, url, seeded }: BannerFacts): string {
  const { database, publicUrl } = config;
  const rows: Row[] = [["Listening", url]];
  if (publicUrl) rows.push(["Public URL", publicUrl]);
  rows.push(["State", database === ":memory:" ? "in memory, gone when this process ends" : database]);
  const targets = openDeliveries(config).map(({ name }) => name);
  if (targets.length > 0) rows.push(["Messages", ["inbox", ...targets].join(", ")]);
  rows.push(...seededRows(seeded));
  const loginPages = seeded?.userPools.flatMap(({ loginPage }) => loginPage ?? []) ?? [];

  const variables = formatVariables(endpointVariables(publicUrl ?? url), "sh");
  const lines = [
    `cognito-emulator ${version}`,
    ...table(rows),
    ...(loginPages.length > 0 ? ["", "  Sign in with a browser:"] : []),
    ...loginPages.map((path) => `    ${publicUrl ?? url}${path}`),
    "",
    "  Point the AWS SDKs and the AWS CLI here:",
    ...variables.map((line) => `    ${line}`),
  ];
  return `\n${lines.join("\n")}\n\n`;
}

function seededRows(seeded: SeedReport | undefined): Row[] {
  const rows: Row[] = [];
  for (const { id, name, clients, signIn } of seeded?.userPools ?? []) {
    rows.push([""], ["User pool", id, name]);
    for (const client of clients)
      rows.push(["  client", client.id, client.confidential ? `${client.name}, with a secret` : client.name]);
    if (signIn) rows.push(["  sign in as", signIn.username, `password ${signIn.password}`]);
  }
  for (const { id, name } of seeded?.identityPools ?? []) rows.push([""], ["Identity pool", id, name]);
  return rows;
}

/** Columns as wide as their widest value. */
function table(rows: readonly Row[]): string[] {
  const widths: number[] = [];
  for (const row of rows.filter((row) => row.length > 2))
    row.forEach((value, column) => {
      widths[column] = Math.max(widths[column] ?? 0, value.length);
    });
  widths[0] = Math.max(...rows.map(([label]) => label.length));
  return rows.map((row) =>
    `  ${row.map((value, column) => value.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
