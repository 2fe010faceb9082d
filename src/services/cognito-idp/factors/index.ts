// Operations on second factors: of pools, of users, and their authenticator apps.
import { registered } from "../../registered.js";

export const factorOperations = registered({
  SetUserPoolMfaConfig: () => import("./SetUserPoolMfaConfig.js"),
  GetUserPoolMfaConfig: () => import("./GetUserPoolMfaConfig.js"),
  SetUserMFAPreference: () => import("./SetUserMFAPreference.js"),
  AdminSetUserMFAPreference: () => import("./AdminSetUserMFAPreference.js"),
  SetUserSettings: () => import("./SetUserSettings.js"),
  AdminSetUserSettings: () => import("./AdminSetUserSettings.js"),
  AssociateSoftwareToken: () => import("./AssociateSoftwareToken.js"),
  VerifySoftwareToken: () => import("./VerifySoftwareToken.js"),
  AdminDeleteSoftwareToken: () => import("./AdminDeleteSoftwareToken.js"),
  GetUserAuthFactors: () => import("./GetUserAuthFactors.js"),
  AdminGetUserAuthFactors: () => import("./AdminGetUserAuthFactors.js"),
});
