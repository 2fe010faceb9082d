// Operations on the passkeys of signed-in users.
import { registered } from "../../registered.js";

export const passkeyOperations = registered({
  StartWebAuthnRegistration: () => import("./StartWebAuthnRegistration.js"),
  CompleteWebAuthnRegistration: () => import("./CompleteWebAuthnRegistration.js"),
  ListWebAuthnCredentials: () => import("./ListWebAuthnCredentials.js"),
  DeleteWebAuthnCredential: () => import("./DeleteWebAuthnCredential.js"),
});
