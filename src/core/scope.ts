// The account and region that state belongs to.
export interface Scope {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

export const sameScope = (a: Scope, b: Scope): boolean => a.account === b.account && a.region === b.region;
