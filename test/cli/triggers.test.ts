// `cognito-emulator triggers`, and functions that the command line and configuration files name.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, it } from "vitest";
import { commandConfig } from "../../src/config.js";
import { aFolder, command, run, start } from "./command.js";

/** Each user whose name begins with `g` is a guest. */
const GUESTS = `exports.handler = async (event) => {
  console.log("who is", event.userName);
  if (!event.userName.startsWith("g")) throw new Error("not on the list");
  return event;
};`;

async function signUp(url: string, ...usernames: string[]): Promise<void> {
  const client = new CognitoIdentityProviderClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "000000000000", secretAccessKey: "x" },
    maxAttempts: 1,
  });
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: "guests",
      LambdaConfig: { PreSignUp: "arn:aws:lambda:us-east-1:000000000000:function:guests" },
    }),
  );
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName: "web" }),
  );
  for (const Username of usernames)
    await client
      .send(new SignUpCommand({ ClientId: UserPoolClient?.ClientId, Username, Password: "Corr3ct-Horse!" }))
      .catch(() => {});
  client.destroy();
}

it("shows invocations, follows them, and replays one", async () => {
  const cwd = aFolder();
  writeFileSync(join(cwd, "guests.cjs"), GUESTS);
  const { url, says } = await start(["--trigger", "guests=./guests.cjs", "--ephemeral"], { cwd });
  expect(await run(["triggers", "--url", url])).toMatchObject({
    code: 0,
    stderr: "No function was invoked.\n",
  });

  const following = command(["triggers", "--follow", "--source", "PreSignUp", "--url", url]);
  await signUp(url, "gina", "eve");
  const [, id = ""] = await following.says(
    /PreSignUp_SignUp {2}guests {2}failed .*\n +id (\S+)\n +Error: not on the list\n/,
  );
  expect(following.stdout()).toMatch(
    /^\d\d:\d\d:\d\d {2}PreSignUp_SignUp {2}guests {2}answered {2}[\d.]+ ms\n +id /,
  );
  await says(/info {2}\[guests\] who is gina\n/);
  await says(/warn {2}\[guests\] PreSignUp_SignUp failed .*reason=Error: not on the list/);

  const shown = await run(["triggers", "--json", "--function", "guests", "--url", url]);
  const records = shown.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(records).toMatchObject([
    { outcome: "answered", event: { userName: "gina" }, logs: "who is gina\n" },
    { outcome: "failed", event: { userName: "eve" }, id },
  ]);

  writeFileSync(join(cwd, "guests.cjs"), GUESTS.replace('"g"', '"e"'));
  const replayed = await run(["triggers", "replay", id, "--json", "--url", url]);
  expect(JSON.parse(replayed.stdout)).toMatchObject({ replayOf: id, outcome: "answered" });
  expect(await run(["triggers", "replay", "unknown", "--url", url])).toMatchObject({
    code: 1,
    stderr: "cognito-emulator: no such invocation\n",
  });
});

it("finds modules beside the configuration file, and adds those of the command line", async () => {
  const folder = aFolder();
  mkdirSync(join(folder, "config"));
  const file = join(folder, "config", "emulator.yaml");
  writeFileSync(
    file,
    `triggers:
  guests: ./guests.cjs#handler
  mailer: { target: ../mailer.ts, environment: { FROM: me } }
  afar: http://localhost:8080/afar
`,
  );
  const config = await commandConfig(
    { config: file, triggers: ["guests=other.cjs"] as never },
    { COGNITO_EMULATOR_TRIGGER: "afar=https://example.test/f?x=1" },
  );
  expect(config.triggers).toEqual({
    guests: join(process.cwd(), "other.cjs"),
    mailer: { target: join(folder, "mailer.ts"), environment: { FROM: "me" } },
    afar: "https://example.test/f?x=1",
  });
});

it("tells what makes no sense about functions, and where", async () => {
  const file = join(aFolder(), "emulator.yaml");
  writeFileSync(
    file,
    "triggers: { mailer: { file: ./a.js } }\nlambdaEndpoint: nowhere\ntriggerAttempts: 1.5\n",
  );
  const telling = commandConfig(
    { config: file, triggers: ["a b=./x.js"] as never, triggerTimeoutSeconds: "0" as never },
    { COGNITO_EMULATOR_TRIGGER: "guests" },
  );
  await expect(telling).rejects.toMatchObject({
    problems: [
      '--trigger: expected a function\'s name or ARN, not "a b"',
      '--trigger-timeout: expected a number of seconds, at most 900, got "0"',
      "COGNITO_EMULATOR_TRIGGER: expected functions with their targets, such as pre-sign-up=./triggers/pre-sign-up.js#handler",
      `${file}: triggers: expected ./file.js#handler, an http(s) URL, or { target, environment } as the target of "mailer"`,
      `${file}: lambdaEndpoint: expected a URL such as http://localhost:4566, or aws, got "nowhere"`,
      `${file}: triggerAttempts: expected a whole number from 1 to 10, got 1.5`,
    ],
  });
});
