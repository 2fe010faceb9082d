// CustomEmailSender and CustomSMSSender: functions that deliver messages in the service's place.
import { fault } from "../../model/fault.js";
import type { Medium, Pool } from "../../storage/records.js";

/**
 * The place where messages leave through a function.
 * @throws NotImplementedException: sending by another way what a pool gives to its own function would be a lie
 */
export function requireNoCustomSender({ id, settings }: Pool, medium: Medium): void {
  const trigger = medium === "EMAIL" ? "CustomEmailSender" : "CustomSMSSender";
  if (settings.LambdaConfig?.[trigger] === undefined) return;
  throw fault(
    "NotImplementedException",
    `User pool ${id} has a ${trigger} trigger, and cognito-emulator does not run these yet. Remove it from LambdaConfig to go on without it.`,
  );
}
