// Operations on second factors: of pools, of users, and their authenticator apps.
import type { Operation } from "../../operation.js";
import { AdminDeleteSoftwareToken } from "./AdminDeleteSoftwareToken.js";
import { AdminGetUserAuthFactors } from "./AdminGetUserAuthFactors.js";
import { AdminSetUserMFAPreference } from "./AdminSetUserMFAPreference.js";
import { AdminSetUserSettings } from "./AdminSetUserSettings.js";
import { AssociateSoftwareToken } from "./AssociateSoftwareToken.js";
import { GetUserAuthFactors } from "./GetUserAuthFactors.js";
import { GetUserPoolMfaConfig } from "./GetUserPoolMfaConfig.js";
import { SetUserMFAPreference } from "./SetUserMFAPreference.js";
import { SetUserPoolMfaConfig } from "./SetUserPoolMfaConfig.js";
import { SetUserSettings } from "./SetUserSettings.js";
import { VerifySoftwareToken } from "./VerifySoftwareToken.js";

export const factorOperations: readonly Operation[] = [
  SetUserPoolMfaConfig,
  GetUserPoolMfaConfig,
  SetUserMFAPreference,
  AdminSetUserMFAPreference,
  SetUserSettings,
  AdminSetUserSettings,
  AssociateSoftwareToken,
  VerifySoftwareToken,
  AdminDeleteSoftwareToken,
  GetUserAuthFactors,
  AdminGetUserAuthFactors,
];
