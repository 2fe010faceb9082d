// All of a user's sessions fit on one page, so that no token of a next page is ever issued.
import { fault } from "../../../model/fault.js";

/** @throws InvalidParameterException for every token; the text is assumed */
export function refusePageToken(token: string | undefined): void {
  if (token !== undefined) throw fault("InvalidParameterException", "Invalid pagination token given.");
}
