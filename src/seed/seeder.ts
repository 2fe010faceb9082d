// Loads fixtures: reads and checks every file before the first change, then brings the emulator to what they say.
import type { Scope } from "../model/call.js";
import { checkFixture, regionOf } from "./check.js";
import { type Fixture, fixture as fixtureShape } from "./fixture.js";
import { type MapFunctions, mapFunctions } from "./functions.js";
import { createLedger, type SeedLedger } from "./ledger.js";
import { loadIdentityPool } from "./load/identity-pool.js";
import { type LoadedUserPool, loadUserPool } from "./load/user-pool.js";
import { type Call, createLoader, type Loader } from "./loader.js";
import { FixtureError, type Problem } from "./problem.js";
import { read } from "./read.js";
import type { Outcome, SeededIdentityPool, SeededUserPool, SeedReport } from "./report.js";
import { type FixtureFile, parseSource } from "./source.js";

export interface SeedDeps {
  readonly call: Call;
  readonly ledger: SeedLedger;
  /** The account and region of fixtures that do not name their own. */
  readonly scope: Scope;
  /** Absent where no function can run. */
  readonly map?: MapFunctions | undefined;
}

/** @throws FixtureError with every problem; when a file itself is wrong, nothing was changed */
export async function seed(files: readonly FixtureFile[], deps: SeedDeps): Promise<SeedReport> {
  const fixtures = await readFixtures(files);
  // First, because loading may fire their triggers.
  mapFunctions(files, fixtures, deps.map);
  const loader = createLoader({ call: deps.call, ledger: createLedger(deps.ledger) });
  const userPools: SeededUserPool[] = [];
  const identityPools: SeededIdentityPool[] = [];
  for (const fixture of fixtures) {
    const loaded = await loadFixture(fixture, loader, deps.scope);
    userPools.push(...loaded.userPools);
    identityPools.push(...loaded.identityPools);
  }
  if (loader.problems.length > 0) throw new FixtureError(loader.problems);

  const { entries } = loader;
  const count = (outcome: Outcome) => entries.filter((entry) => entry.outcome === outcome).length;
  return {
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    entries,
    userPools,
    identityPools,
  };
}

/** Reads and checks files without loading them. @throws FixtureError */
export async function readFixtures(files: readonly FixtureFile[]): Promise<Fixture[]> {
  const problems: Problem[] = [];
  const fixtures: Fixture[] = [];
  for (const file of files) {
    const ofFile: Problem[] = [];
    const source = await parseSource(file, ofFile);
    if (source) {
      const fixture = read(fixtureShape, source, ofFile);
      // The rules between members presume that each member is what it should be.
      if (ofFile.length === 0) checkFixture(fixture, ofFile);
      fixtures.push(fixture);
    }
    problems.push(...ofFile.sort((a, b) => a.line - b.line || a.column - b.column));
  }
  if (problems.length > 0) throw new FixtureError(problems);
  return fixtures;
}

async function loadFixture(fixture: Fixture, loader: Loader, defaults: Scope) {
  const serviceFor = (id: string | undefined, separator: string) =>
    loader.at({
      account: fixture.account ?? defaults.account,
      region: regionOf(id, separator) ?? fixture.region ?? defaults.region,
    });

  const userPools: SeededUserPool[] = [];
  const identityPools: SeededIdentityPool[] = [];
  const loaded = new Map<string, LoadedUserPool>();
  for (const pool of fixture.userPools ?? []) {
    const result = await loadUserPool(loader, serviceFor(pool.id, "_"), pool);
    if (!result) continue;
    loaded.set(pool.name, result.pool);
    userPools.push(result.seeded);
  }
  for (const pool of fixture.identityPools ?? []) {
    const seeded = await loadIdentityPool(loader, serviceFor(pool.id, ":"), pool, loaded);
    if (seeded) identityPools.push(seeded);
  }
  return { userPools, identityPools };
}
