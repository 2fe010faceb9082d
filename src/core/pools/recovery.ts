// By which verified contact, and in which order, users of a pool get their password back.
import type { AccountRecoverySettingType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";

const invalid = (message: string) => fault("InvalidParameterException", message);

/** @throws InvalidParameterException */
export function recoveryFrom(
  given: AccountRecoverySettingType | undefined,
): AccountRecoverySettingType | undefined {
  const mechanisms = given?.RecoveryMechanisms;
  if (!mechanisms) return undefined;
  const names = mechanisms.map(({ Name }) => Name);
  if (names.includes("admin_only") && names.length > 1)
    throw invalid(
      "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    );
  const priorities = new Set(mechanisms.map(({ Priority }) => Priority));
  if (new Set(names).size < names.length || priorities.size < names.length)
    throw invalid("Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.");
  return { RecoveryMechanisms: mechanisms };
}
