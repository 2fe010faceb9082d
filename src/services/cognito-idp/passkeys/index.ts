// Operations on the passkeys of signed-in users.
import type { Operation } from "../../operation.js";
import { CompleteWebAuthnRegistration } from "./CompleteWebAuthnRegistration.js";
import { DeleteWebAuthnCredential } from "./DeleteWebAuthnCredential.js";
import { ListWebAuthnCredentials } from "./ListWebAuthnCredentials.js";
import { StartWebAuthnRegistration } from "./StartWebAuthnRegistration.js";

export const passkeyOperations: readonly Operation[] = [
  StartWebAuthnRegistration,
  CompleteWebAuthnRegistration,
  ListWebAuthnCredentials,
  DeleteWebAuthnCredential,
];
