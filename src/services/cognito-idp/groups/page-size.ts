// How many entries a page of groups or members has.

/** The greatest that can be asked for. The documentation names no default, and 0 counts as not given (both assumed). */
const DEFAULT_LIMIT = 60;

export const pageSize = (limit: number | undefined): number => limit || DEFAULT_LIMIT;
