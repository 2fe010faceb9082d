// What a pool's DeviceConfiguration says, and which device a sign-in belongs to.
import { fault } from "../../model/fault.js";
import type { Pool, SignIn } from "../../storage/records.js";

/** The device of a sign-in, kept with it. */
export interface SignInDevice {
  readonly key: string;
  /** Only where the sign-in was given a new key, which ConfirmDevice may make a device of. */
  readonly groupKey?: string | undefined;
}

/** Any value in DeviceConfiguration turns device tracking on (SDK, DeviceConfigurationType). */
export const tracksDevices = ({ settings }: Pool): boolean =>
  Object.keys(settings.DeviceConfiguration ?? {}).length > 0;

/** Whether a device is remembered only once its user wants that. */
export const asksToRemember = ({ settings }: Pool): boolean =>
  settings.DeviceConfiguration?.DeviceOnlyRememberedOnUserPrompt === true;

/** Whether a remembered device stands for the second factor. */
export const deviceReplacesMfa = ({ settings }: Pool): boolean =>
  settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice === true;

export const deviceOf = ({ details }: SignIn): SignInDevice | undefined =>
  details.device as SignInDevice | undefined;

/** Amplify and amazon-cognito-identity-js know this text: they forget the device and try once more. */
export const deviceNotFound = () => fault("ResourceNotFoundException", "Device does not exist.");
