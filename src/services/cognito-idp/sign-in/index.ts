// Operations on signing in, refreshing and signing out.
import type { Operation } from "../../operation.js";

export const signInOperations: readonly Operation[] = [];
