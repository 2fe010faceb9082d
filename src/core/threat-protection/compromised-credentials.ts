// Passwords that others know as well: CompromisedCredentialsRiskConfiguration.
import type { EventFilterType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { RiskSettings } from "./configuration.js";

/** Whether this occasion is looked at; without a filter all are (SDK, EventFilter). */
export function looksAt(settings: RiskSettings, occasion: EventFilterType): boolean {
  const filter = settings.CompromisedCredentialsRiskConfiguration?.EventFilter;
  return !filter?.length || filter.includes(occasion);
}

export const blocksCompromised = (settings: RiskSettings): boolean =>
  settings.CompromisedCredentialsRiskConfiguration?.Actions.EventAction === "BLOCK";

/** For a new password. */
export const compromisedPassword = () =>
  fault("InvalidPasswordException", "Provided password cannot be used for security reasons.");

/** For a sign-in with one: the user must choose another before the next. */
export const compromisedSignIn = () =>
  fault("PasswordResetRequiredException", "Password reset required for user due to security reasons");
