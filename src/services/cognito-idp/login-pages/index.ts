// Operations on domains and the look of managed login.
import type { Operation } from "../../operation.js";

export const loginPageOperations: readonly Operation[] = [];
