// The whole table for one MFA configuration: a test for each flow and status, each over all factors and devices.
import { beforeAll, describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { type Cell, cellsWith, FLOWS, type Mfa, STATUSES } from "./cells.js";
import { ruleOf } from "./expected.js";
import { next } from "./walk.js";
import { aWorld, TRIGGERS, type World } from "./world.js";

const rowOf = ({ factors, device }: Cell): string => `${factors} / ${device}`;

export function describeTable(mfa: Mfa): void {
  const emulator = useEmulator({ triggers: TRIGGERS });
  let world: World;
  beforeAll(async () => {
    world = await aWorld(emulator(), mfa);
  }, 120_000);

  describe.each(FLOWS)("%s", (flow) => {
    it.each(STATUSES)(
      "%s",
      async (status) => {
        const cells = cellsWith(mfa).filter((cell) => cell.flow === flow && cell.status === status);
        const actual: Record<string, string> = {};
        for (const cell of cells) actual[rowOf(cell)] = await next(emulator(), flow, world(cell));
        expect(actual).toEqual(Object.fromEntries(cells.map((cell) => [rowOf(cell), ruleOf(cell).next])));
      },
      60_000,
    );
  });
}
