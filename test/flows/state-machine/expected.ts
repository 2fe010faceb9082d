// What comes next in each cell, as the service's documentation says: the first rule that fits.
import type { Cell } from "./cells.js";

export interface Rule {
  readonly because: string;
  fits(cell: Cell): boolean;
  readonly next: string;
}

const byCode = ({ flow }: Cell) => flow === "USER_AUTH by EMAIL_OTP" || flow === "USER_AUTH by SMS_OTP";
const byPasskey = ({ flow }: Cell) => flow === "USER_AUTH by WEB_AUTHN";
/** The functions of this one decide alone. */
const byRiddle = ({ flow }: Cell) => flow === "CUSTOM_AUTH";
const byPassword = (cell: Cell) => !byCode(cell) && !byPasskey(cell) && !byRiddle(cell);

const hasSecondFactor = ({ factors }: Cell) => factors !== "none" && factors !== "passkey";

/** Whether the pool asks users with a second factor for it, and no trusted device stands in. */
const asksSecond = (cell: Cell) => byPassword(cell) && cell.mfa !== "OFF" && cell.device !== "trusted";

/** As world.ts gives addresses. */
function hasAddress({ flow, factors, status }: Cell): boolean {
  if (flow === "USER_AUTH by SMS_OTP")
    return factors.includes("SMS") || (factors !== "e-mail" && status !== "RESET_REQUIRED");
  return status === "RESET_REQUIRED" || !factors.includes("SMS");
}

const isDeviceKnown = ({ device }: Cell) => device === "remembered" || device === "trusted";

export const rules: readonly Rule[] = [
  {
    because: "disabled users can't sign in",
    fits: ({ status }) => status === "disabled",
    next: "NotAuthorizedException",
  },
  {
    because: "a code or a passkey alone is not enough where MFA is required",
    fits: (cell) => (byCode(cell) || byPasskey(cell)) && cell.mfa === "ON",
    next: "SELECT_CHALLENGE",
  },
  {
    because: "a temporary password has to be used first",
    fits: (cell) => (byCode(cell) || byPasskey(cell)) && cell.status === "FORCE_CHANGE_PASSWORD",
    next: "SELECT_CHALLENGE",
  },
  {
    because: "who has a second factor can't leave it out by a code",
    fits: (cell) => byCode(cell) && cell.mfa === "OPTIONAL" && hasSecondFactor(cell),
    next: "SELECT_CHALLENGE",
  },
  {
    because: "there is nowhere to send a code to",
    fits: (cell) => byCode(cell) && !hasAddress(cell),
    next: "SELECT_CHALLENGE",
  },
  {
    because: "there is no passkey",
    fits: (cell) => byPasskey(cell) && cell.factors !== "passkey",
    next: "SELECT_CHALLENGE",
  },
  {
    because: "an administrator has reset the password",
    fits: ({ status }) => status === "RESET_REQUIRED",
    next: "PasswordResetRequiredException",
  },
  {
    because: "the account waits for its confirmation, which a code as first factor is",
    fits: (cell) => cell.status === "UNCONFIRMED" && !byCode(cell),
    next: "UserNotConfirmedException",
  },
  {
    because: "the password is a temporary one",
    fits: (cell) => byPassword(cell) && cell.status === "FORCE_CHANGE_PASSWORD",
    next: "NEW_PASSWORD_REQUIRED",
  },
  {
    because: "MFA is required, and there is no second factor yet",
    fits: (cell) => asksSecond(cell) && cell.mfa === "ON" && !hasSecondFactor(cell),
    next: "MFA_SETUP",
  },
  {
    because: "SMS is the second factor",
    fits: (cell) => asksSecond(cell) && cell.factors === "SMS",
    next: "SMS_MFA",
  },
  {
    because: "e-mail is the second factor",
    fits: (cell) => asksSecond(cell) && cell.factors === "e-mail",
    next: "EMAIL_OTP",
  },
  {
    because: "an authenticator is the only second factor, or the preferred one",
    fits: (cell) => asksSecond(cell) && ["TOTP", "SMS and preferred TOTP"].includes(cell.factors),
    next: "SOFTWARE_TOKEN_MFA",
  },
  {
    because: "there are two second factors, and none is preferred",
    fits: (cell) => asksSecond(cell) && cell.factors === "SMS and TOTP",
    next: "SELECT_MFA_TYPE",
  },
  {
    because: "custom sign-ins without a password know no devices",
    fits: byRiddle,
    next: "tokens",
  },
  {
    because: "a remembered device proves itself",
    fits: isDeviceKnown,
    next: "DEVICE_SRP_AUTH",
  },
  {
    because: "the device may be remembered from now on",
    fits: ({ device }) => device === "new",
    next: "tokens and a new device",
  },
  {
    because: "nothing is left to ask",
    fits: () => true,
    next: "tokens",
  },
];

export function ruleOf(cell: Cell): Rule {
  const rule = rules.find(({ fits }) => fits(cell));
  if (!rule) throw new Error(`no rule for ${JSON.stringify(cell)}`);
  return rule;
}
