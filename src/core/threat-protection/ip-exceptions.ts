// The addresses that are always refused and those that are never judged: RiskExceptionConfiguration.
import { fault } from "../../model/fault.js";
import { isInRange, readRange } from "../../platform/ip-ranges.js";
import type { RiskSettings } from "./configuration.js";

type ListName = "BlockedIPRangeList" | "SkippedIPRangeList";

export function isListed(settings: RiskSettings, list: ListName, address: string | undefined): boolean {
  if (address === undefined) return false;
  return (settings.RiskExceptionConfiguration?.[list] ?? []).some((text) => {
    const range = readRange(text);
    return range !== undefined && isInRange(address, range);
  });
}

/** Seen where addresses were blocked by hand. */
export const requestNotAllowed = () =>
  fault("NotAuthorizedException", "Request not allowed due to security reasons.");
