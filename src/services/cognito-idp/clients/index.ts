// Operations on app clients and their secrets.
import type { Operation } from "../../operation.js";
import { CreateUserPoolClient } from "./CreateUserPoolClient.js";

export const clientOperations: readonly Operation[] = [CreateUserPoolClient];
