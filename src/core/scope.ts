// The account and region that state belongs to.
import type { Scope } from "../model/call.js";

export type { Scope } from "../model/call.js";

export const sameScope = (a: Scope, b: Scope): boolean => a.account === b.account && a.region === b.region;
