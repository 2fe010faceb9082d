// Whether threat protection watches a pool, and whether it acts: UserPoolAddOns.
import type { AdvancedSecurityModeType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";

/** AUDIT watches and lets pass, ENFORCED acts. */
export type Mode = AdvancedSecurityModeType;

/** Of sign-ins with passwords and codes, and of everything beside sign-ins. */
export const standardMode = ({ settings }: Pool): Mode =>
  settings.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF";

/** Custom authentication has a mode of its own (SDK, AdvancedSecurityAdditionalFlowsType). */
export const customMode = ({ settings }: Pool): Mode =>
  settings.UserPoolAddOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode ?? "OFF";

/** All that a pool without threat protection pays for it is this look. */
export const isProtected = ({ settings }: Pool): boolean =>
  settings.UserPoolAddOns !== undefined &&
  (settings.UserPoolAddOns.AdvancedSecurityMode !== "OFF" ||
    settings.UserPoolAddOns.AdvancedSecurityAdditionalFlows?.CustomAuthMode !== undefined);

/** @throws UserPoolAddOnNotEnabledException (text assumed) */
export function requireAddOn(pool: Pool): void {
  if (!isProtected(pool)) throw fault("UserPoolAddOnNotEnabledException", "User pool add-ons not enabled");
}
