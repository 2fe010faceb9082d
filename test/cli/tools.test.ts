// The commands that speak to a running emulator, and those that need none.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type ExplicitAuthFlowsType,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aFolder, command, FIXTURES, run, start } from "./command.js";

const QUICKSTART = join(FIXTURES, "quickstart.yaml");
const NOBODY = "http://127.0.0.1:9";

const signUp = (endpoint: string, Username: string) =>
  new CognitoIdentityProviderClient({ endpoint, region: "us-east-1" }).send(
    new SignUpCommand({ ClientId: "quickstartwebclient0000001", Username, Password: "Abcdef1!" }),
  );

describe("seed", () => {
  it("loads files into a running emulator and tells what changed", async () => {
    const { url } = await start(["--ephemeral"]);
    const first = await run(["seed", QUICKSTART, "--url", url]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^created user pool quickstart\ncreated domain quickstart\n/);
    const lines = first.stdout.trimEnd().split("\n");
    const count = lines.length - 1;
    expect(lines.at(-1)).toBe(`${count} created`);
    expect(await run(["seed", QUICKSTART, "--url", url])).toEqual({
      code: 0,
      stdout: `${count} unchanged\n`,
      stderr: "",
    });

    const cwd = aFolder();
    const changed = readFileSync(QUICKSTART, "utf8").replace("given_name: Ada", "given_name: Augusta");
    writeFileSync(join(cwd, "mine.yaml"), changed);
    expect(await run(["seed", "mine.yaml", "--url", url], { cwd })).toEqual({
      code: 0,
      stdout: `updated user ada@example.com\n1 updated, ${count - 1} unchanged\n`,
      stderr: "",
    });
  });

  it("tells every problem by file and line", async () => {
    const { url } = await start(["--ephemeral"]);
    const cwd = aFolder();
    writeFileSync(
      join(cwd, "bad.yaml"),
      "userPools:\n  - name: p\n    users: [{ username: a, password: abcdef }]\n",
    );
    expect(await run(["seed", "bad.yaml", "--url", url], { cwd })).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^cognito-emulator: bad\.yaml:3:13: userPools\[0\]\.users\[0\]: AdminCreateUser: InvalidPasswordException: .*\n$/,
      ),
    });
    expect(await run(["seed", "nowhere.yaml", "also-nowhere.yaml", "--url", url], { cwd })).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "cognito-emulator: nowhere.yaml: no such file\ncognito-emulator: also-nowhere.yaml: no such file\n",
    });
  });
});

describe("inbox", () => {
  it("shows what was sent", async () => {
    const { url } = await start(["--ephemeral", "--seed", QUICKSTART, "--code", "123456"]);
    expect(await run(["inbox", "--url", url])).toEqual({ code: 0, stdout: "", stderr: "No messages.\n" });
    await signUp(url, "one@example.com");
    await signUp(url, "two@example.com");

    const all = await run(["inbox", "--url", url]);
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toMatch(
      /^\d\d:\d\d:\d\d {2}EMAIL {2}one@example\.com {2}SignUp\n +code 123456\n +\S.*\n\d\d:\d\d:\d\d {2}EMAIL {2}two@example\.com/,
    );
    const one = await run(["inbox", "--url", url, "--to", "two@example.com", "--kind", "SignUp", "--json"]);
    expect(one.stdout.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(one.stdout)).toMatchObject({
      to: "two@example.com",
      kind: "SignUp",
      code: "123456",
      poolId: "us-east-1_Quickstrt",
    });
  });

  it("follows what is sent, and takes nothing away from others", async () => {
    const { url } = await start(["--ephemeral", "--seed", QUICKSTART]);
    await signUp(url, "one@example.com");
    const following = command(["inbox", "--follow", "--json", "--url", url]);
    await following.says(/one@example\.com/);
    await signUp(url, "two@example.com");
    await following.says(/two@example\.com/);
    const next = await fetch(`${url}/_emulator/messages/next?timeout=1`);
    expect(await next.json()).toMatchObject({ to: "one@example.com" });
  });
});

describe("risk", () => {
  it("decides about a user's next sign-in", async () => {
    const { url } = await start(["--ephemeral"]);
    const idp = new CognitoIdentityProviderClient({
      endpoint: url,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const { UserPool } = await idp.send(
      new CreateUserPoolCommand({
        PoolName: "careful",
        UserPoolTier: "PLUS",
        UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
      }),
    );
    const UserPoolId = UserPool?.Id ?? "";
    const ExplicitAuthFlows: ExplicitAuthFlowsType[] = ["ALLOW_USER_PASSWORD_AUTH"];
    const { UserPoolClient } = await idp.send(
      new CreateUserPoolClientCommand({ UserPoolId, ClientName: "app", ExplicitAuthFlows }),
    );
    const user = { UserPoolId, Username: "ada" };
    await idp.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
    const PASSWORD = "Corr3ct-Horse!";
    await idp.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));

    const about = ["--pool", UserPoolId, "--user", "ada", "--url", url];
    expect(await run(["risk", ...about, "--decision", "BLOCK"])).toEqual({ code: 0, stdout: "", stderr: "" });
    const AuthParameters = { USERNAME: "ada", PASSWORD };
    const ClientId = UserPoolClient?.ClientId;
    const signIn = new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
    await expect(idp.send(signIn)).rejects.toThrow("Unable to login because of security reasons.");
    expect(await run(["risk", ...about])).toEqual({
      code: 1,
      stdout: "",
      stderr: "cognito-emulator: expected a level, a decision, or compromised\n",
    });
    idp.destroy();
  });

  it("tells of lists that make no sense before it starts", async () => {
    const cwd = aFolder();
    writeFileSync(join(cwd, "passwords.txt"), "good-one\nnot good\n");
    writeFileSync(join(cwd, "places.yaml"), "\n10.0.0.0/8: Berlin\n");
    const first = await run(["start", "--ephemeral", "--compromised-passwords", "passwords.txt"], { cwd });
    expect(first).toMatchObject({
      code: 1,
      stderr:
        "cognito-emulator: passwords.txt:2: expected one password on each line, none has white space in it\n",
    });
    const second = await run(["start", "--ephemeral", "--ip-locations", "places.yaml"], { cwd });
    expect(second.stderr).toMatch(/^cognito-emulator: places\.yaml:2: 10\.0\.0\.0\/8: expected a place/);
  });
});

describe("env", () => {
  it("prints what a shell needs", async () => {
    expect(await run(["env"])).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=http://127.0.0.1:9555",
        "export AWS_ENDPOINT_URL_COGNITO_IDENTITY=http://127.0.0.1:9555",
        "export AWS_ENDPOINT_URL_STS=http://127.0.0.1:9555",
        "export AWS_REGION=us-east-1",
        "export AWS_DEFAULT_REGION=us-east-1",
        "export AWS_ACCESS_KEY_ID=local",
        "export AWS_SECRET_ACCESS_KEY=local",
        "",
      ].join("\n"),
    });
  });

  it.each([
    ["fish", "set -gx AWS_REGION eu-west-1"],
    ["powershell", "$Env:AWS_REGION = 'eu-west-1'"],
    ["dotenv", "AWS_REGION=eu-west-1"],
  ])("speaks %s", async (format, line) => {
    const { stdout } = await run([
      "env",
      "--format",
      format,
      "--region",
      "eu-west-1",
      "--url",
      "http://cognito:80/",
    ]);
    expect(stdout.split("\n")).toContain(line);
    expect(stdout).toMatch(/AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER\W+http:\/\/cognito\b/);
  });

  it("keeps shells from taking a value for a command", async () => {
    const { stdout } = await run(["env", "--url", "http://x/$(id)'"]);
    expect(stdout.split("\n")[0]).toBe(
      "export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER='http://x/$(id)'\\'''",
    );
    expect(await run(["env", "--region", "a;id"])).toEqual({
      code: 1,
      stdout: "",
      stderr: 'cognito-emulator: --region: expected a region such as us-east-1, got "a;id"\n',
    });
  });
});

it.each([["seed", QUICKSTART], ["inbox"], ["inbox", "--follow"]])(
  "%s tells when there is no emulator",
  async (...args) => {
    expect(await run([...args, "--url", NOBODY])).toEqual({
      code: 1,
      stdout: "",
      stderr: `cognito-emulator: no emulator answers at ${NOBODY}; start one with "cognito-emulator start", or name another with --url\n`,
    });
  },
);

it("explains itself", async () => {
  const { version } = JSON.parse(readFileSync(join(FIXTURES, "..", "package.json"), "utf8"));
  expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  const help = await run(["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  for (const name of ["start", "seed", "inbox", "env"]) {
    expect(help.stdout).toContain(`  ${name} `);
    expect(await run([name, "--help"])).toMatchObject({ code: 0, stderr: "" });
  }
});
