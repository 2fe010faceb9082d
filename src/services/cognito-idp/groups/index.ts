// Operations on groups and their members.
import type { Operation } from "../../operation.js";

export const groupOperations: readonly Operation[] = [];
