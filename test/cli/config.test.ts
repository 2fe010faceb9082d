// Where a setting may come from, which source wins, and what is said about one that makes no sense.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandConfig, emulatorUrl, libraryConfig } from "../../src/config.js";
import { aFolder } from "./command.js";

describe("the library", () => {
  it("starts on a free port, in memory and silently", () => {
    expect(libraryConfig()).toEqual({
      host: "127.0.0.1",
      port: 0,
      database: ":memory:",
      region: "us-east-1",
      account: "000000000000",
      issuer: "local",
      tls: false,
      publicUrl: undefined,
      credentials: undefined,
      fixedCode: undefined,
      logLevel: "silent",
      logFormat: "text",
      allowedOrigins: [],
      seeds: [],
      smtp: undefined,
      sesEndpoint: undefined,
      snsEndpoint: undefined,
      webhook: undefined,
      mailDir: undefined,
      printMessages: false,
      triggers: {},
      lambdaEndpoint: undefined,
      triggerTimeoutSeconds: 5,
      triggerAttempts: 3,
    });
  });

  it("freezes what it was told", () => {
    const seeds = ["a.yaml"];
    const config = libraryConfig({ seeds });
    seeds.push("b.yaml");
    expect(config.seeds).toEqual(["a.yaml"]);
    expect(Object.isFrozen(config) && Object.isFrozen(config.seeds)).toBe(true);
  });

  it("is told of every option that makes no sense", () => {
    const options = { port: 70_000, issuer: "google", fixedCode: 123456, seeds: "a.yaml,b.yaml" };
    expect(() => libraryConfig(options as never)).toThrowError(
      [
        "port: expected a port number from 0 to 65535, got 70000",
        'issuer: expected local or aws, got "google"',
        "fixedCode: expected 4 to 10 digits (in quotes), got 123456",
      ].join("\n"),
    );
  });

  it("takes key pairs as a map or as an object", () => {
    const pairs = [["AKID", "se:cret"]] as const;
    expect(libraryConfig({ credentials: new Map(pairs) }).credentials).toEqual(new Map(pairs));
    expect(libraryConfig({ credentials: { AKID: "se:cret" } }).credentials).toEqual(new Map(pairs));
  });

  it.each([
    ["https://cognito.example.test/", "https://cognito.example.test"],
    ["http://localhost:9555/base/", "http://localhost:9555/base"],
  ])("takes %s as a public URL", (publicUrl, kept) => {
    expect(libraryConfig({ publicUrl }).publicUrl).toBe(kept);
  });

  it.each(["localhost:9555", "ftp://x", "http://x/?a=b", "http://user@x", "nonsense"])(
    "refuses %s as a public URL",
    (publicUrl) => {
      expect(() => libraryConfig({ publicUrl })).toThrow(/^publicUrl: expected a URL such as/);
    },
  );

  it.each([["*"], ["http://localhost:3000"], ["https://app.example.test"]])(
    "trusts the origin %s",
    (origin) => {
      expect(libraryConfig({ allowedOrigins: [origin] }).allowedOrigins).toEqual([origin]);
    },
  );

  it.each([["localhost:3000"], ["http://localhost:3000/"], ["http://*.example.test"], [""]])(
    "refuses the origin %j",
    (origin) => {
      expect(() => libraryConfig({ allowedOrigins: [origin] })).toThrow(/^allowedOrigins: expected origins/);
    },
  );
});

describe("the command", () => {
  it("listens on port 9555, keeps its state and talks", async () => {
    expect(await commandConfig({}, {})).toMatchObject({
      port: 9555,
      database: ".cognito-emulator/state.db",
      logLevel: "info",
    });
  });

  it("reads a variable for every option", async () => {
    const config = await commandConfig(
      {},
      {
        COGNITO_EMULATOR_HOST: "0.0.0.0",
        COGNITO_EMULATOR_PORT: "8080",
        COGNITO_EMULATOR_DB: "/data/state.db",
        COGNITO_EMULATOR_SEED: "a.yaml, b.yaml",
        COGNITO_EMULATOR_REGION: "eu-west-1",
        COGNITO_EMULATOR_ACCOUNT: "123456789012",
        COGNITO_EMULATOR_ISSUER: "aws",
        COGNITO_EMULATOR_PUBLIC_URL: "http://cognito:8080",
        COGNITO_EMULATOR_CODE: "123456",
        COGNITO_EMULATOR_VERIFY_SIGNATURES: "ONE:first,TWO:second",
        COGNITO_EMULATOR_ALLOW_ORIGIN: "http://a.test,http://b.test",
        COGNITO_EMULATOR_LOG_LEVEL: "debug",
        COGNITO_EMULATOR_LOG_FORMAT: "json",
        COGNITO_EMULATOR_SMTP: "smtp://mail:1025",
        COGNITO_EMULATOR_SES_ENDPOINT: "http://aws:4566",
        COGNITO_EMULATOR_SNS_ENDPOINT: "http://aws:4566",
        COGNITO_EMULATOR_WEBHOOK: "http://app:3000/messages?token=1",
        COGNITO_EMULATOR_MAIL_DIR: "/mail",
        COGNITO_EMULATOR_PRINT_MESSAGES: "true",
        COGNITO_EMULATOR_TRIGGER: "one=/one.js#main, two=http://localhost:3000/two?a=b",
        COGNITO_EMULATOR_LAMBDA_ENDPOINT: "aws",
        COGNITO_EMULATOR_TRIGGER_TIMEOUT: "0.5",
        COGNITO_EMULATOR_TRIGGER_ATTEMPTS: "1",
      },
    );
    expect(config).toEqual({
      host: "0.0.0.0",
      port: 8080,
      database: "/data/state.db",
      seeds: ["a.yaml", "b.yaml"],
      region: "eu-west-1",
      account: "123456789012",
      issuer: "aws",
      tls: false,
      publicUrl: "http://cognito:8080",
      fixedCode: "123456",
      credentials: new Map([
        ["ONE", "first"],
        ["TWO", "second"],
      ]),
      allowedOrigins: ["http://a.test", "http://b.test"],
      logLevel: "debug",
      logFormat: "json",
      smtp: "smtp://mail:1025",
      sesEndpoint: "http://aws:4566",
      snsEndpoint: "http://aws:4566",
      webhook: "http://app:3000/messages?token=1",
      mailDir: "/mail",
      printMessages: true,
      triggers: { one: "/one.js#main", two: "http://localhost:3000/two?a=b" },
      lambdaEndpoint: "aws",
      triggerTimeoutSeconds: 0.5,
      triggerAttempts: 1,
    });
  });

  it("prefers options to variables, variables to the file, the file to defaults", async () => {
    const file = join(aFolder(), "emulator.json");
    writeFileSync(
      file,
      JSON.stringify({ port: 1, region: "eu-west-1", account: "111111111111", issuer: "aws" }),
    );
    const variables = {
      COGNITO_EMULATOR_PORT: "2",
      COGNITO_EMULATOR_REGION: "eu-west-2",
      COGNITO_EMULATOR_CODE: "",
    };
    expect(await commandConfig({ config: file, port: 3 }, variables)).toMatchObject({
      port: 3,
      region: "eu-west-2",
      account: "111111111111",
      issuer: "aws",
      host: "127.0.0.1",
      fixedCode: undefined,
    });
  });

  it("finds the files that a configuration file names beside it", async () => {
    const folder = aFolder();
    const file = join(folder, "emulator.yaml");
    writeFileSync(
      file,
      "database: state/cognito.db\nseeds: [fixtures/a.yaml, /b.yaml]\n" +
        "compromisedPasswords: lists/mine.txt\nipLocations: places.yaml\n",
    );
    expect(await commandConfig({}, { COGNITO_EMULATOR_CONFIG: file })).toMatchObject({
      database: join(folder, "state", "cognito.db"),
      seeds: [join(folder, "fixtures", "a.yaml"), "/b.yaml"],
      compromisedPasswords: join(folder, "lists", "mine.txt"),
      ipLocations: join(folder, "places.yaml"),
    });
  });

  it("takes places of addresses from the configuration file itself, and says which make no sense", async () => {
    const file = join(aFolder(), "emulator.yaml");
    writeFileSync(file, "ipLocations: { 10.0.0.0/8: { country: DE } }\n");
    const { ipLocations } = await commandConfig({ config: file }, {});
    expect(ipLocations).toEqual({ "10.0.0.0/8": { country: "DE" } });
    writeFileSync(file, "ipLocations: { 10.0.0.0/80: { country: DE } }\n");
    await expect(commandConfig({ config: file }, {})).rejects.toMatchObject({
      problems: [
        `${file}: ipLocations: 10.0.0.0/80: expected an IP address or a range such as 203.0.113.0/24`,
      ],
    });
    writeFileSync(file, "ipLocations: [10.0.0.0/8]\n");
    await expect(commandConfig({ config: file }, {})).rejects.toMatchObject({
      problems: [`${file}: ipLocations: expected a file name, or ranges of addresses with their places`],
    });
  });

  it("tells which source is wrong, and never a secret", async () => {
    const file = join(aFolder(), "emulator.yaml");
    writeFileSync(file, "prot: 1\nfixedCode: 000000\ncredentials: hush\n");
    const telling = commandConfig(
      { config: file, port: "x" as never },
      { COGNITO_EMULATOR_ISSUER: "me", COGNITO_EMULATOR_VERIFY_SIGNATURES: "hush" },
    );
    await expect(telling).rejects.toMatchObject({
      name: "ConfigError",
      problems: [
        '--port: expected a port number from 0 to 65535, got "x"',
        'COGNITO_EMULATOR_ISSUER: expected local or aws, got "me"',
        "COGNITO_EMULATOR_VERIFY_SIGNATURES: expected pairs of an access key id and its secret key, KEYID:SECRET",
        expect.stringContaining(`${file}: prot: no such setting; there are host, port, database,`),
        `${file}: fixedCode: expected 4 to 10 digits (in quotes), got 0`,
        `${file}: credentials: expected pairs of an access key id and its secret key, KEYID:SECRET`,
      ],
    });
  });

  it.each([
    ["is missing", undefined, /^\S+emulator\.yaml: no such file$/],
    ["is a list", "- a", /^\S+emulator\.yaml: expected settings such as "port: 9555"$/],
    ["is broken", "a: [", /^\S+emulator\.yaml: .+/],
  ])("tells that a configuration file %s", async (_, text, message) => {
    const file = join(aFolder(), "emulator.yaml");
    if (text !== undefined) writeFileSync(file, text);
    await expect(commandConfig({ config: file }, {})).rejects.toThrow(message);
  });
});

it.each<[string | undefined, Record<string, string>, string]>([
  [undefined, {}, "http://127.0.0.1:9555"],
  [undefined, { COGNITO_EMULATOR_PORT: "8080" }, "http://127.0.0.1:8080"],
  [undefined, { COGNITO_EMULATOR_URL: "http://cognito:1/" }, "http://cognito:1"],
  ["http://here:2", { COGNITO_EMULATOR_URL: "http://cognito:1" }, "http://here:2"],
])("commands told %s with %j look at %s", (url, environment, found) => {
  expect(emulatorUrl(url, environment)).toBe(found);
});
