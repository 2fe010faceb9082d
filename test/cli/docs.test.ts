// The pages about fixtures and the command line say what is there, and their examples work.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commandConfig } from "../../src/config.js";
import { longFlag, settings } from "../../src/config-settings.js";
import { fixture } from "../../src/seed/fixture.js";
import { readFixtures } from "../../src/seed/seeder.js";
import type { Shape } from "../../src/seed/shape.js";
import { run } from "./command.js";

const DOCS = join(import.meta.dirname, "..", "..", "docs");
const fixtures = readFileSync(join(DOCS, "fixtures.md"), "utf8");
const cli = readFileSync(join(DOCS, "cli.md"), "utf8");
const examples = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, text = ""]) => text);

describe("fixtures.md", () => {
  it.each(examples(fixtures, "yaml"))("has an example that loads: %s", async (text) => {
    await readFixtures([{ name: "fixtures.md", text }]);
  });

  it("explains every member that fixtures have of their own", () => {
    expect(ownMembers(fixture).filter((name) => !fixtures.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("cli.md", () => {
  it("explains every setting with its option and its variable", () => {
    const missing = Object.values(settings).filter(
      ({ name, variable }) => !cli.includes(longFlag(name)) || !cli.includes(`\`${variable}\``),
    );
    expect(missing).toEqual([]);
  });

  it("explains every option of every command", async () => {
    for (const command of ["start", "seed", "inbox", "triggers", "risk", "env"]) {
      const { stdout } = await run([command, "--help"]);
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option!);
      expect(options.length).toBeGreaterThan(1);
      expect(options.filter((option) => option !== "--help" && !cli.includes(option))).toEqual([]);
    }
  });

  it("has a configuration file that works", async () => {
    const [text = ""] = examples(cli, "yaml");
    expect(await commandConfig(parse(text), {})).toMatchObject({ port: 9555, fixedCode: "123456" });
  });
});

function ownMembers(shape: Shape): string[] {
  switch (shape.kind) {
    case "object": {
      const members = Object.entries(shape.members).filter(([name]) => !/^[A-Z]/.test(name));
      return members.flatMap(([name, member]) => [name, ...ownMembers(member.shape)]);
    }
    case "list":
    case "map":
      return ownMembers(shape.of);
    case "either":
      return shape.of.flatMap(ownMembers);
    default:
      return [];
  }
}
