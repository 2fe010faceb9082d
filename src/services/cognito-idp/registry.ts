// Every operation of user pools that is built. What the model has and this list lacks answers an honest 501.
import type { RegisteredOperation } from "../registered.js";
import { accountOperations } from "./account/index.js";
import { clientOperations } from "./clients/index.js";
import { deviceOperations } from "./devices/index.js";
import { factorOperations } from "./factors/index.js";
import { federationOperations } from "./federation/index.js";
import { groupOperations } from "./groups/index.js";
import { loginPageOperations } from "./login-pages/index.js";
import { passkeyOperations } from "./passkeys/index.js";
import { poolOperations } from "./pools/index.js";
import { sessionOperations } from "./sessions/index.js";
import { signInOperations } from "./sign-in/index.js";
import { threatProtectionOperations } from "./threat-protection/index.js";
import { userOperations } from "./users/index.js";

export const cognitoIdp: readonly RegisteredOperation[] = [
  ...poolOperations,
  ...clientOperations,
  ...loginPageOperations,
  ...userOperations,
  ...accountOperations,
  ...signInOperations,
  ...sessionOperations,
  ...factorOperations,
  ...deviceOperations,
  ...passkeyOperations,
  ...groupOperations,
  ...federationOperations,
  ...threatProtectionOperations,
];
