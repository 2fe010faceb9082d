// `cognito-emulator start`, as a process.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { aFolder, command, FIXTURES, run, start } from "./command.js";

const QUICKSTART = join(FIXTURES, "quickstart.yaml");
const clientOf = (endpoint: string) =>
  new CognitoIdentityProviderClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
const signIn = (url: string) =>
  clientOf(url).send(
    new InitiateAuthCommand({
      ClientId: "quickstartwebclient0000001",
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ada@example.com", PASSWORD: "Ada-Lovelace-1815" },
    }),
  );

/** One line, no stack: what a person gets who made a mistake. */
const refusal = (line: string | RegExp) => ({
  code: 1,
  stdout: "",
  stderr: typeof line === "string" ? `cognito-emulator: ${line}\n` : expect.stringMatching(line),
});

describe("a started emulator", () => {
  it("says where it is, what was seeded, who can sign in and what to copy", async () => {
    const { url, stdout } = await start(["--seed", QUICKSTART]);
    const shown = stdout().replaceAll(url, "URL");
    expect(shown).toMatch(/^\ncognito-emulator \d+\.\d+\.\d+\n/);
    expect(shown).toContain("Listening");
    expect(shown).toMatch(/State +\.cognito-emulator\/state\.db\n/);
    expect(shown).toMatch(/User pool +us-east-1_Quickstrt +quickstart\n/);
    expect(shown).toMatch(/client +quickstartwebclient0000001 +web\n/);
    expect(shown).toMatch(/client +quickstartserverclient0001 +server, with a secret\n/);
    expect(shown).toMatch(/sign in as +ada@example\.com +password Ada-Lovelace-1815\n/);
    const [page] = shown.match(/URL\/_domains\/quickstart\/login\?\S+/) ?? [];
    const login = await fetch(page?.replace("URL", url) ?? "");
    expect(await login.text()).toContain('name="password"');
    expect(shown).toMatch(/Identity pool +us-east-1:c0991701-e3a1-4000-8000-000000000001 +quickstart\n/);
    expect(shown).toContain("export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=URL\n");
    expect(shown).toContain("export AWS_ENDPOINT_URL_COGNITO_IDENTITY=URL\n");
    expect(shown).toContain("export AWS_ENDPOINT_URL_STS=URL\n");
    expect((await signIn(url)).AuthenticationResult?.TokenType).toBe("Bearer");
  });

  it("keeps its state in the folder, out of version control, until the next start", async () => {
    const cwd = aFolder();
    const first = await start(["--seed", QUICKSTART], { cwd });
    expect(existsSync(join(cwd, ".cognito-emulator", "state.db"))).toBe(true);
    expect(readFileSync(join(cwd, ".cognito-emulator", ".gitignore"), "utf8")).toBe("*\n");
    first.child.kill("SIGTERM");
    expect(await first.ended()).toBe(0);

    const second = await start([], { cwd });
    const pool = new DescribeUserPoolCommand({ UserPoolId: "us-east-1_Quickstrt" });
    expect((await clientOf(second.url).send(pool)).UserPool?.Name).toBe("quickstart");
  });

  it("keeps no state when it is ephemeral", async () => {
    const cwd = aFolder();
    const { stdout } = await start(["--ephemeral"], { cwd });
    expect(stdout()).toMatch(/State +in memory/);
    expect(existsSync(join(cwd, ".cognito-emulator"))).toBe(false);
  });

  it("keeps its state where it is told to", async () => {
    const cwd = aFolder();
    await start(["--db", "data/cognito.db"], { cwd });
    expect(existsSync(join(cwd, "data", "cognito.db"))).toBe(true);
    expect(existsSync(join(cwd, ".cognito-emulator"))).toBe(false);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends cleanly on %s", async (signal) => {
    const { child, ended, stderr } = await start(["--ephemeral"]);
    child.kill(signal);
    expect(await ended()).toBe(0);
    expect(stderr()).toBe("");
  });

  it("ends at once on the second signal", async () => {
    const { child, ended, url } = await start(["--ephemeral"]);
    // Keeps the emulator waiting for the end of a request.
    const waiting = fetch(`${url}/_emulator/messages/next?timeout=60`).catch(() => "cut off");
    await fetch(`${url}/_emulator/health`);
    child.kill("SIGTERM");
    child.kill("SIGINT");
    expect(await ended()).toBe(1);
    expect(await waiting).toBe("cut off");
  });

  it("takes its settings from options, then variables, then the configuration file", async () => {
    const cwd = aFolder();
    writeFileSync(
      join(cwd, "emulator.yaml"),
      `database: ":memory:"\nregion: eu-west-1\naccount: "111111111111"\nfixedCode: "424242"\n`,
    );
    const { url } = await start(["--config", "emulator.yaml", "--account", "333333333333"], {
      cwd,
      env: { COGNITO_EMULATOR_REGION: "eu-central-1", COGNITO_EMULATOR_ACCOUNT: "222222222222" },
    });
    const seeded = await fetch(`${url}/_emulator/seed`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ files: [{ name: "a.yaml", text: "userPools: [{ name: p }]" }] }),
    });
    const report = (await seeded.json()) as { userPools: { id: string; region: string }[] };
    expect(report.userPools[0]).toMatchObject({ region: "eu-central-1" });
    const pools = new CognitoIdentityProviderClient({
      endpoint: url,
      region: "eu-central-1",
      credentials: { accessKeyId: "333333333333", secretAccessKey: "x" },
    });
    expect((await pools.send(new ListUserPoolsCommand({ MaxResults: 5 }))).UserPools).toHaveLength(1);
  });
});

describe("what it logs", () => {
  it("is a line of text per request, without secrets", async () => {
    const { url, says, stdout } = await start(["--ephemeral", "--seed", QUICKSTART]);
    await signIn(url);
    const [line] = await says(/.*InitiateAuth.*\n/);
    expect(line).toMatch(/^\d\d:\d\d:\d\d info {2}InitiateAuth .*200 [\d.]+ ms\n$/);
    const pool = new DescribeUserPoolCommand({ UserPoolId: "us-east-1_Missing01" });
    await expect(clientOf(url).send(pool)).rejects.toThrow();
    await says(/DescribeUserPool pool=us-east-1_Missing01 400 ResourceNotFoundException [\d.]+ ms\n/);
    expect(stdout().split("InitiateAuth")[1]).not.toMatch(/Lovelace|eyJ/);
  });

  it("is JSON from the first line on when asked for", async () => {
    const { says, stdout } = command([
      "start",
      "--port",
      "0",
      "--ephemeral",
      "--log-format",
      "json",
      "--seed",
      QUICKSTART,
    ]);
    const [, url = ""] = await says(/"url":"([^"]+)".*"listening"/);
    await signIn(url);
    await says(/"operation":"InitiateAuth".*\n/);
    const lines = stdout()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ level: "info", msg: "listening", url });
    expect(lines.at(-1)).toMatchObject({
      level: "info",
      msg: "request",
      service: "cognito-idp",
      operation: "InitiateAuth",
      status: 200,
      ms: expect.any(Number),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(stdout()).not.toMatch(/Lovelace|eyJ/);
  });

  it("is nothing when it is to be silent", async () => {
    const cwd = aFolder();
    const port = await freePort();
    const { child, ended, stdout, stderr } = command(
      ["start", "--port", String(port), "--ephemeral", "--log-level", "silent"],
      { cwd },
    );
    await answers(`http://127.0.0.1:${port}`);
    child.kill("SIGTERM");
    expect(await ended()).toBe(0);
    expect(stdout() + stderr()).toBe("");
  });
});

describe("a mistake is told in one line", () => {
  it("a port that is in use", async () => {
    const { url } = await start(["--ephemeral"]);
    const port = new URL(url).port;
    expect(await run(["start", "--ephemeral", "--port", port])).toEqual(
      refusal(`port ${port} on 127.0.0.1 is in use; stop what listens there, or choose another with --port`),
    );
  });

  it("a state file that another process uses", async () => {
    const cwd = aFolder();
    await start([], { cwd });
    expect(await run(["start", "--port", "0"], { cwd })).toEqual(
      refusal(
        "the state file .cognito-emulator/state.db is in use by another process; stop it, or choose another file with --db",
      ),
    );
  });

  it("a state file of a newer version", async () => {
    const cwd = aFolder();
    const first = await start(["--db", "state.db"], { cwd });
    first.child.kill("SIGTERM");
    await first.ended();
    const file = new Sqlite(join(cwd, "state.db"));
    file.pragma("user_version = 999");
    file.close();
    expect(await run(["start", "--port", "0", "--db", "state.db"], { cwd })).toEqual(
      refusal(
        /^cognito-emulator: the state file state\.db was made by a newer version of cognito-emulator .*\n$/,
      ),
    );
  });

  it("a file that is no state file", async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, "notes.txt"), "x".repeat(5000));
    expect(await run(["start", "--port", "0", "--db", "notes.txt"], { cwd })).toEqual(
      refusal("notes.txt is not a state file of cognito-emulator"),
    );
  });

  it("a fixture that is not there", async () => {
    expect(await run(["start", "--port", "0", "--ephemeral", "--seed", "nowhere.yaml"])).toEqual(
      refusal("nowhere.yaml: no such file"),
    );
  });

  it("every problem of a fixture, a line each", async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, "bad.yaml"), "userPools:\n  - nam: x\n  - name: 5\n");
    expect(await run(["start", "--port", "0", "--ephemeral", "--seed", "bad.yaml"], { cwd })).toEqual({
      code: 1,
      stdout: "",
      stderr: [
        'cognito-emulator: bad.yaml:2:5: userPools[0]: there is no member "nam"; did you mean "name"?',
        'cognito-emulator: bad.yaml:2:5: userPools[0]: the member "name" is missing',
        "cognito-emulator: bad.yaml:3:11: userPools[1].name: expected a name (in quotes), got 5",
        "",
      ].join("\n"),
    });
  });

  it("options that make no sense, each by its name", async () => {
    const { code, stderr } = await run([
      "start",
      "--port",
      "http",
      "--account",
      "12",
      "--verify-signatures",
      "secret",
    ]);
    expect(code).toBe(1);
    expect(stderr.split("\n")).toEqual([
      'cognito-emulator: --port: expected a port number from 0 to 65535, got "http"',
      'cognito-emulator: --account: expected an account id of 12 digits (in quotes), got "12"',
      "cognito-emulator: --verify-signatures: expected pairs of an access key id and its secret key, KEYID:SECRET",
      "",
    ]);
  });

  it("options that contradict each other", async () => {
    const { code, stderr } = await run(["start", "--db", "x.db", "--ephemeral"]);
    expect(code).toBe(1);
    expect(stderr).toContain("'--ephemeral' cannot be used with option '--db <file>'");
  });

  it("an unknown option or command", async () => {
    expect(await run(["start", "--prot", "1"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("(Did you mean --port?)"),
    });
    expect(await run(["sart"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("(Did you mean start?)"),
    });
  });

  it("with its stack only when debugging", async () => {
    const args = ["start", "--port", "0", "--ephemeral", "--seed", "nowhere.yaml"];
    expect((await run([...args, "--log-level", "debug"])).stderr).toMatch(/FixtureError: nowhere.*\n +at /);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves at the first answer; refused connections are tried again at once. */
async function answers(url: string): Promise<void> {
  while (!(await fetch(`${url}/_emulator/health`).catch(() => undefined)));
}
