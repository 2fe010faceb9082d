// Operations on accounts as their owners see them.
import type { Operation } from "../../operation.js";

export const accountOperations: readonly Operation[] = [];
