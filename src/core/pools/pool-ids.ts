// The id of a new pool, when somebody chose it.
import type { Pins } from "../../model/call.js";
import { fault } from "../../model/fault.js";
import { CUSTOM_ID_TAG, type Tags } from "./tags.js";

/**
 * The id that a fixture or the tag `_custom_id_` fixes. The tag stays on the pool, like any other.
 * @throws InvalidParameterException
 */
export function chosenPoolId(tags: Tags = {}, pins: Pins): string | undefined {
  const id = pins.poolId ?? tags[CUSTOM_ID_TAG];
  if (id !== undefined && (!/^[\w-]+_[0-9a-zA-Z]+$/.test(id) || id.length > 55))
    throw fault(
      "InvalidParameterException",
      `The chosen user pool id '${id}' is not valid: it must match [\\w-]+_[0-9a-zA-Z]+ and have at most 55 characters.`,
    );
  return id;
}
