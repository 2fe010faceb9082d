// The command line: every command with its options. What a command does is imported when it runs.
import { createRequire } from "node:module";
import { Command, Option } from "commander";
import { commandDefaults, type EmulatorOptions } from "../config.js";
import { longFlag, type Setting, settings } from "../config-settings.js";
import type { EnvironmentFormat } from "./environment.js";
import { exitWith } from "./failure.js";
import type { InboxFlags } from "./inbox.js";
import type { RiskFlags } from "./risk.js";
import type { TriggersFlags } from "./triggers.js";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

const urlOption = "URL of the emulator (default: COGNITO_EMULATOR_URL, or http://127.0.0.1:9555)";

export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on("error", quietlyLeave);
  const program = new Command("cognito-emulator")
    .description("Amazon Cognito on localhost: user pools and identity pools.")
    .version(version)
    .showHelpAfterError("(add --help for what there is)");

  const start = program.command("start").description("start the emulator").usage("[options]");
  for (const setting of Object.values(settings) as Setting[]) start.option(setting.flags, aboutOf(setting));
  start
    .addOption(new Option("--ephemeral", "keep no state; short for --db :memory:").conflicts("db"))
    .option("--config <file>", "settings in YAML or JSON; options and variables win over them")
    .addHelpText("after", `\nEvery option has a variable: --log-level is ${settings.logLevel.variable}.`)
    .action((flags: Record<string, unknown>) =>
      run(flags.logLevel === "debug", async () => {
        const { start } = await import("./start.js");
        await start(startOptions(flags), version);
      }),
    );

  program
    .command("seed")
    .description("load fixture files into a running emulator")
    .argument("<file...>", "fixture files, YAML or JSON")
    .option("--url <url>", urlOption)
    .action((files: string[], flags: { url?: string }) =>
      run(false, async () => (await import("./seed.js")).seed(files, flags)),
    );

  program
    .command("inbox")
    .description("show the messages that a running emulator sent")
    .option("-f, --follow", "go on with messages as they are sent")
    .option("--to <address>", "only those to this e-mail address or phone number")
    .option("--pool <id>", "only those of this user pool")
    .option("--user <username>", "only those to this user")
    .option("--kind <kind>", "only those of this kind: SignUp, ForgotPassword, AdminCreateUser ...")
    .option("--json", "one JSON object per line")
    .option("--url <url>", urlOption)
    .action((flags: InboxFlags) => run(false, async () => (await import("./inbox.js")).inbox(flags)));

  const triggers = program
    .command("triggers")
    .description("show what functions of Lambda triggers were sent and answered")
    .option("-f, --follow", "go on with invocations as they end")
    .option("--pool <id>", "only those of this user pool")
    .option("--source <source>", "only this trigger, or this source of one: PreSignUp, PreSignUp_SignUp ...")
    .option("--function <name>", "only this function, by name or ARN")
    .option("--json", "one JSON object per line")
    .option("--url <url>", urlOption)
    .action((flags: TriggersFlags) =>
      run(false, async () => (await import("./triggers.js")).triggers(flags)),
    );
  triggers
    .command("replay")
    .description("send the event of an invocation to its function again")
    .argument("<id>", "the invocation's id")
    // --json and --url are taken by the command above, wherever they stand.
    .action((id: string, _flags: object, command: Command) =>
      run(false, async () => (await import("./triggers.js")).replay(id, command.optsWithGlobals())),
    );

  program
    .command("risk")
    .description("say what threat protection shall decide next about a user")
    .requiredOption("--pool <id>", "the user pool")
    .requiredOption("--user <username>", "the user")
    .option("--level <level>", "how risky the next sign-in is: none, low, medium or high")
    .option("--decision <action>", "what follows: BLOCK, MFA_REQUIRED, MFA_IF_CONFIGURED or NO_ACTION")
    .option("--compromised", "the next password counts as compromised")
    .option("--url <url>", urlOption)
    .action((flags: RiskFlags) => run(false, async () => (await import("./risk.js")).risk(flags)));

  program
    .command("env")
    .description("print the variables that point the AWS SDKs and the AWS CLI at the emulator")
    .addOption(
      new Option("--format <format>", "of the lines")
        .choices(["sh", "fish", "powershell", "dotenv"])
        .default("sh"),
    )
    .option("--region <region>", "region that the SDKs shall use")
    .option("--url <url>", urlOption)
    .addHelpText("after", '\nIn a shell:\n  eval "$(cognito-emulator env)"')
    .action((flags: { format: EnvironmentFormat; region?: string; url?: string }) =>
      run(false, async () => (await import("./env.js")).env(flags)),
    );

  await program.parseAsync(argv);
}

async function run(debug: boolean, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    exitWith(error, debug);
  }
}

function aboutOf({ name, about }: Setting): string {
  const value = commandDefaults[name];
  return typeof value === "string" || typeof value === "number" ? `${about} (default: ${value})` : about;
}

/** Names the settings as the library does: commander names `--db` `db`. */
function startOptions(flags: Readonly<Record<string, unknown>>): EmulatorOptions & { config?: string } {
  const named = Object.values(settings).map(({ name }) => [name, flags[camelCase(longFlag(name))]]);
  const options: Record<string, unknown> = { ...Object.fromEntries(named), config: flags.config };
  if (flags.ephemeral) options.database = ":memory:";
  return options;
}

function camelCase(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The reader of a pipe may leave early, as `head` does. */
function quietlyLeave(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}
