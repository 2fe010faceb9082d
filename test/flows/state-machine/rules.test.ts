// The table's own rules: none of them is out of reach, so that each one is tested.
import { expect, it } from "vitest";
import { cellsWith } from "./cells.js";
import { ruleOf, rules } from "./expected.js";

it("decides at least one cell by each rule", () => {
  const used = new Set((["OFF", "OPTIONAL", "ON"] as const).flatMap(cellsWith).map(ruleOf));
  expect(rules.filter((rule) => !used.has(rule)).map(({ because }) => because)).toEqual([]);
});
