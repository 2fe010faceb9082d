// How listings of identity pools turn NextToken into a page and back.
import type { PageTokens } from "../../core/page-tokens.js";
import { fault } from "../../model/fault.js";
import type { Page, PageRequest } from "../../storage/records.js";

/**
 * Reads one page of a listing.
 * @param listing names the operation and everything that selects its entries
 * @throws InvalidParameterException for a token that this listing did not issue, or too long ago (text assumed)
 */
export function readPage<T>(
  tokens: PageTokens,
  listing: string,
  input: { MaxResults?: number | undefined; NextToken?: string | undefined },
  read: (request: PageRequest) => Page<T>,
): { items: readonly T[]; NextToken: string | undefined } {
  const { MaxResults = 60, NextToken } = input;
  const after = NextToken === undefined ? undefined : tokens.read(listing, NextToken);
  if (NextToken !== undefined && after === undefined)
    throw fault("InvalidParameterException", "Invalid pagination token");
  const { items, next } = read({ limit: MaxResults, after });
  return { items, NextToken: tokens.issue(listing, next) };
}
