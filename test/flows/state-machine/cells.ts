// The dimensions of the table: every cell is one user, at one pool, who signs in one way.

export const FLOWS = [
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_SRP_AUTH",
  "CUSTOM_AUTH",
  "CUSTOM_AUTH after SRP_A",
  "USER_AUTH by PASSWORD",
  "USER_AUTH by PASSWORD_SRP",
  "USER_AUTH by EMAIL_OTP",
  "USER_AUTH by SMS_OTP",
  "USER_AUTH by WEB_AUTHN",
] as const;

export const STATUSES = [
  "CONFIRMED",
  "UNCONFIRMED",
  "FORCE_CHANGE_PASSWORD",
  "RESET_REQUIRED",
  "disabled",
] as const;

export const FACTORS = [
  "none",
  "SMS",
  "e-mail",
  "TOTP",
  "SMS and TOTP",
  "SMS and preferred TOTP",
  "passkey",
] as const;

/**
 * untracked: the pool knows no devices; new: it does, the client has none; remembered: it has one; trusted: it has
 * one, and the pool takes it for a second factor.
 */
export const DEVICES = ["untracked", "new", "remembered", "trusted"] as const;

export type Mfa = "OFF" | "OPTIONAL" | "ON";
export type Flow = (typeof FLOWS)[number];
export type Status = (typeof STATUSES)[number];
export type Factors = (typeof FACTORS)[number];
export type Device = (typeof DEVICES)[number];

export interface Cell {
  readonly flow: Flow;
  readonly status: Status;
  readonly mfa: Mfa;
  readonly factors: Factors;
  readonly device: Device;
}

/** Authenticators, passkeys and devices belong to users who have signed in once. */
export const canExist = ({ status, factors, device }: Omit<Cell, "flow" | "mfa">): boolean =>
  status !== "UNCONFIRMED" ||
  (!factors.includes("TOTP") && factors !== "passkey" && (device === "untracked" || device === "new"));

/** Every cell with that MFA configuration. */
export const cellsWith = (mfa: Mfa): Cell[] =>
  DEVICES.flatMap((device) =>
    STATUSES.flatMap((status) =>
      FACTORS.flatMap((factors) => FLOWS.map((flow) => ({ flow, status, mfa, factors, device }))),
    ),
  ).filter(canExist);
