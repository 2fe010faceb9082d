// Operations on users as an administrator sees them.
import type { Operation } from "../../operation.js";

export const userOperations: readonly Operation[] = [];
