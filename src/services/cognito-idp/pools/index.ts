// Operations on user pools: settings, schema and tags.
import type { Operation } from "../../operation.js";

export const poolOperations: readonly Operation[] = [];
