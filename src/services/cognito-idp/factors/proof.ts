// By what the owner of an authenticator is known: an access token or the session of a sign-in, never both.
import { fault } from "../../../model/fault.js";

interface Given {
  readonly AccessToken?: string | undefined;
  readonly Session?: string | undefined;
}

export type Proof =
  | { readonly accessToken: string; readonly session?: undefined }
  | { readonly session: string; readonly accessToken?: undefined };

/** @throws InvalidParameterException (SDK, VerifySoftwareToken; text assumed) */
export function proofIn({ AccessToken, Session }: Given): Proof {
  if (AccessToken && !Session) return { accessToken: AccessToken };
  if (Session && !AccessToken) return { session: Session };
  throw fault("InvalidParameterException", "Exactly one of AccessToken and Session must be given.");
}
