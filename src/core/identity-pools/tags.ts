// Rules for the tags of identity pools.
import { fault } from "../../model/fault.js";

/** As in other emulators: the value is the id that the new pool gets. It stays among the tags. */
export const CUSTOM_ID_TAG = "_custom_id_";

/** SDK, TagResource. */
const MAX_TAGS = 50;

/** The texts are assumed. @throws InvalidParameterException */
export function checkTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  const keys = Object.keys(tags);
  if (keys.length > MAX_TAGS)
    throw fault("InvalidParameterException", `An identity pool can have at most ${MAX_TAGS} tags.`);
  if (keys.some((key) => key.toLowerCase().startsWith("aws:")))
    throw fault("InvalidParameterException", "Tag keys can't start with aws:");
  return { ...tags };
}
