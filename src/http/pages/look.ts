// How the pages of a client look: the classic style sheet and logo, or managed login's settings and images.

/** Classic pages (ManagedLoginVersion 1), as SetUICustomization set them. */
export interface ClassicLook {
  readonly version: "classic";
  /** Checked when it was set: only the classic class names. */
  readonly css?: string | undefined;
  /** Its address on this site. */
  readonly logo?: string | undefined;
}

/** Managed login (ManagedLoginVersion 2), as its branding has it, merged with the defaults. */
export interface ManagedLook {
  readonly version: "managed";
  readonly settings: unknown;
  readonly assets: readonly AssetAddress[];
}

/** Where an image of a branding is served. */
export interface AssetAddress {
  readonly category: string;
  readonly colorMode: string;
  readonly extension: string;
  readonly href: string;
}

export type Look = ClassicLook | ManagedLook;
