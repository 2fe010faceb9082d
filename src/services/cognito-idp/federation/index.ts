// Operations on identity providers and resource servers.
import type { Operation } from "../../operation.js";

export const federationOperations: readonly Operation[] = [];
