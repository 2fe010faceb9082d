// What belongs to the look of login pages: classic customizations, managed brandings, terms.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Store } from "../../storage/store.js";
import { createBrandings } from "./brandings.js";
import { createTerms } from "./terms.js";
import { createUiCustomizations } from "./ui-customizations.js";

export function createLoginPages({
  store,
  clock,
  entropy,
}: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
}) {
  return {
    uiCustomizations: createUiCustomizations(store, clock),
    brandings: createBrandings(store, clock, entropy),
    terms: createTerms(store, clock, entropy),
  };
}
