// The MFAOptions of SetUserSettings and AdminSetUserSettings: codes by SMS, or none.
import type { MFAOptionType } from "../../../model/cognito-idp.gen.js";
import { fault } from "../../../model/fault.js";

/**
 * Whether SMS is turned on; an empty list turns it off.
 * @throws InvalidParameterException for anything else than SMS to the phone number (SDK, MFAOptionType; text assumed)
 */
export function wantsSms(options: readonly MFAOptionType[]): boolean {
  for (const { DeliveryMedium, AttributeName } of options)
    if (DeliveryMedium !== "SMS" || AttributeName !== "phone_number")
      throw fault("InvalidParameterException", "MFA options support only SMS delivery to phone_number.");
  return options.length > 0;
}
