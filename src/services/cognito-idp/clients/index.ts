// Operations on app clients and their secrets.
import type { Operation } from "../../operation.js";

export const clientOperations: readonly Operation[] = [];
