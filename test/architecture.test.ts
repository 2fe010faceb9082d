// The layers: which folder may import which. Reads the import statements of every source file.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "src");

/** What each layer may import of the others; itself is always allowed. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  platform: [],
  wire: ["model"],
  storage: ["model"],
  core: ["model", "platform", "storage"],
  "services/cognito-idp": ["core", "model", "services", "storage"],
  "services/cognito-identity": ["core", "model", "services", "storage"],
  "services/sts": ["core", "model", "platform"],
  "services/kms": ["core", "model", "storage"],
  services: ["core", "model", "storage"],
  seed: ["model"],
  http: ["config.ts", "core", "model", "platform", "seed", "services/kms", "services/sts", "wire"],
  "config.ts": ["config-settings.ts", "config-values.ts", "platform"],
  "config-settings.ts": ["config.ts", "config-values.ts", "platform"],
  "config-values.ts": ["platform"],
  "app.ts": [
    "config.ts",
    "core",
    "http",
    "model",
    "platform",
    "seed",
    "services",
    "services/cognito-idp",
    "services/cognito-identity",
    "storage",
    "wire",
  ],
  "emulator.ts": ["app.ts", "config.ts", "core", "platform", "seed"],
  "index.ts": ["config.ts", "core", "emulator.ts", "http", "platform", "seed", "storage"],
  cli: ["config.ts", "config-settings.ts", "emulator.ts", "index.ts", "platform", "seed"],
};

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

const layerOf = (file: string): string => {
  const [first = "", second = ""] = file.split("/");
  return first === "services" && !second.endsWith(".ts") ? `${first}/${second}` : first;
};

const importsOf = (file: string): { target: string; typeOnly: boolean }[] =>
  [
    ...readFileSync(join(ROOT, file), "utf8").matchAll(
      /(import|export)( type)?[^;'"]*?from "([^"]+)"|import\("([^"]+)"\)/g,
    ),
  ].map(([, , typeOnly, from, dynamic]) => ({
    target: from ?? dynamic ?? "",
    typeOnly: typeOnly !== undefined,
  }));

it("lets imports go down only", () => {
  const upward = files.flatMap((file) => {
    const layer = layerOf(file);
    return importsOf(file)
      .filter(({ target }) => target.startsWith("."))
      .map(({ target }) => relative(ROOT, join(ROOT, dirname(file), target)).replace(/\.js$/, ".ts"))
      .filter((target) => layerOf(target) !== layer && !ALLOWED[layer]?.includes(layerOf(target)))
      .map((target) => `${file} -> ${target}`);
  });
  expect(upward).toEqual([]);
});

it("keeps run-time access to SQLite and Express in their own layers", () => {
  const owners: Readonly<Record<string, string>> = { "better-sqlite3": "storage", express: "http" };
  const strays = files.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => target in owners && owners[target] !== layerOf(file))
      .map(({ target }) => `${file} -> ${target}`),
  );
  expect(strays).toEqual([]);
});

it("lets services take only types and constants of storage", () => {
  const strays = files
    .filter((file) => file.startsWith("services/"))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => target.includes("/storage/") && !typeOnly)
        .map(({ target }) => `${file} -> ${target}`),
    );
  expect(strays).toEqual([]);
});

it("keeps time, randomness and the environment behind their ports", () => {
  const homes: readonly (readonly [RegExp, readonly string[]])[] = [
    [/\bDate\.now\b|\bnew Date\(\)/, ["platform/clock.ts"]],
    [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\brandomInt\b/, ["platform/entropy.ts"]],
    [/\bprocess\.env\b/, ["config.ts"]],
  ];
  const strays = files.flatMap((file) => {
    const code = readFileSync(join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    return homes
      .filter(([use, home]) => use.test(code) && !home.includes(file))
      .map(([use]) => `${file}: ${use}`);
  });
  expect(strays).toEqual([]);
});

it("keeps the login pages free of circles", () => {
  const used = new Map(
    files
      .filter((file) => file.startsWith("http/login/"))
      .map((file) => [
        file,
        importsOf(file)
          .filter(({ typeOnly, target }) => !typeOnly && target.startsWith("./"))
          .map(({ target }) => join(dirname(file), target).replace(/\.js$/, ".ts")),
      ]),
  );
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (used.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      return reaches(next, to, seen.add(next));
    });
  expect([...used.keys()].filter((file) => reaches(file, file))).toEqual([]);
});
