// How the pages of a client look: the classic style sheet and logo, or managed login's settings and images.
import type { Core } from "../../core/core.js";
import { assetPath, logoPath } from "../../core/login-pages/addresses.js";

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
  /** Undefined for the service's own values. */
  readonly settings: unknown;
  readonly assets: readonly AssetAddress[];
}

/** Where an image of a branding is served. */
export interface AssetAddress {
  readonly category: string;
  readonly colorMode: string;
  readonly extension: string;
  /** Of an icon for a provider's button: the provider. */
  readonly resourceId: string;
  readonly href: string;
}

export type Look = ClassicLook | ManagedLook;

/** How a client's pages look; without a client, as those that nobody has changed. */
export function lookOf(
  { loginPages: { uiCustomizations, brandings } }: Pick<Core, "loginPages">,
  { poolId, clientId, managed }: { poolId: string; clientId: string | undefined; managed: boolean },
): Look {
  if (!managed) {
    const customization = uiCustomizations.effective(poolId, clientId);
    return {
      version: "classic",
      css: customization?.css,
      logo: customization?.image && logoPath(customization),
    };
  }
  const branding = clientId === undefined ? undefined : brandings.ofClient(clientId);
  if (branding?.poolId !== poolId) return { version: "managed", settings: undefined, assets: [] };
  const assets = brandings.assetNames(branding.id).map((asset) => ({
    ...{ category: asset.category, colorMode: asset.colorMode, extension: asset.extension },
    ...{ resourceId: asset.resourceId, href: assetPath(branding, asset) },
  }));
  return { version: "managed", settings: branding.settings, assets };
}
