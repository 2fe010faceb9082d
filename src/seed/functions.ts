// The functions of Lambda triggers that fixtures name, with where they are.
import { dirname } from "node:path";
import type { Fixture, FunctionFixture } from "./fixture.js";
import { FixtureError, type Problem } from "./problem.js";
import { origin } from "./shape.js";
import type { FixtureFile } from "./source.js";

/** Says where functions are; paths are relative to the folder `base`. */
export type MapFunctions = (targets: Readonly<Record<string, FunctionFixture>>, base: string) => void;

/** @throws FixtureError: a text that comes from elsewhere may not choose which files of this machine are run */
export function mapFunctions(
  files: readonly FixtureFile[],
  fixtures: readonly Fixture[],
  map: MapFunctions | undefined,
): void {
  if (!map) return;
  const named = fixtures.map((fixture, index) => ({ fixture, path: files[index]?.path }));
  const problems = named.flatMap(({ fixture, path }) => (path === undefined ? modulesIn(fixture) : []));
  if (problems.length > 0) throw new FixtureError(problems);
  for (const { fixture, path = "." } of named) if (fixture.triggers) map(fixture.triggers, dirname(path));
}

function modulesIn(fixture: Fixture): Problem[] {
  const modules = Object.entries(fixture.triggers ?? {}).filter(([, target]) => !isUrl(target));
  return modules.map(([name]) => {
    const { path, place } = fixture[origin].of("triggers", name);
    return { ...place, path, message: "a module can only be named by a file on the emulator's own machine" };
  });
}

const isUrl = (target: FunctionFixture): boolean =>
  /^https?:/.test(typeof target === "string" ? target : target.target);
