// Pages of a listing: from the token of the request to the token of the answer.
import { fault } from "../../model/fault.js";
import type { Page, PageRequest } from "../../storage/records.js";
import type { Context } from "../operation.js";

/**
 * Reads one page and issues the token of the next.
 * @param listing names the operation and everything that selects its entries: a token fits no other listing
 * @throws InvalidParameterException for a token that this listing never issued; the text is assumed
 */
export function readPage<T>(
  { core }: Pick<Context, "core">,
  listing: readonly string[],
  { token, limit }: { token: string | undefined; limit: number },
  read: (request: PageRequest) => Page<T>,
): { items: readonly T[]; nextToken: string | undefined } {
  const name = JSON.stringify(listing);
  const after = token === undefined ? undefined : core.pageTokens.read(name, token);
  if (token !== undefined && after === undefined)
    throw fault("InvalidParameterException", "Invalid pagination token given.");
  const { items, next } = read({ limit, after });
  return { items, nextToken: core.pageTokens.issue(name, next) };
}
