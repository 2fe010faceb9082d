// GetDevice and ForgetDevice do not require the token in the model, and have nobody to ask without it.
import { fault } from "../../../model/fault.js";

/** @throws InvalidParameterException (text assumed) */
export function requireAccessToken(token: string | undefined): string {
  if (token) return token;
  throw fault("InvalidParameterException", "Missing required parameter AccessToken");
}
