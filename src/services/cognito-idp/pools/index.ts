// Operations on user pools: settings, schema and tags.
import type { Operation } from "../../operation.js";
import { CreateUserPool } from "./CreateUserPool.js";

export const poolOperations: readonly Operation[] = [CreateUserPool];
