// Every operation of identity pools that is built. What the model has and this list lacks answers an honest 501.
import type { Operation } from "../operation.js";

export const cognitoIdentity: readonly Operation[] = [];
