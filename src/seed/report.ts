// What loading fixtures did, for people and for programs.

export type Outcome = "created" | "updated" | "unchanged";

export type ResourceKind =
  | "user pool"
  | "client"
  | "group"
  | "user"
  | "resource server"
  | "domain"
  | "branding"
  | "MFA configuration"
  | "risk configuration"
  | "identity pool";

/** One resource that a fixture describes. */
export interface SeedEntry {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly outcome: Outcome;
  readonly file: string;
  readonly line: number;
}

/** A user pool as an application needs to know it. */
export interface SeededUserPool {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly clients: readonly { readonly id: string; readonly name: string; readonly confidential: boolean }[];
  /** A user of the file who can sign in at once, with the password that the file gives. */
  readonly signIn: { readonly username: string; readonly password: string } | undefined;
  /** Where a browser signs in, as path and query below the emulator's URL; undefined without domain or client for it. */
  readonly loginPage: string | undefined;
}

export interface SeededIdentityPool {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

export interface SeedReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly entries: readonly SeedEntry[];
  readonly userPools: readonly SeededUserPool[];
  readonly identityPools: readonly SeededIdentityPool[];
}

/** `3 created, 1 updated, 12 unchanged`, without what did not happen. */
export function summarize({ created, updated, unchanged }: SeedReport): string {
  const counts = [
    [created, "created"],
    [updated, "updated"],
    [unchanged, "unchanged"],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, outcome]) => `${count} ${outcome}`);
  return said.join(", ") || "nothing to load";
}
