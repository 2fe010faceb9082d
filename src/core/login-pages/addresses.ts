// The paths of the images of login pages on any host of the emulator. A changed image has another path.
import type { Branding, BrandingAsset, UiCustomization } from "../../storage/records.js";
import { cssVersion } from "./ui-customizations.js";

/** As the path on the service's own image host. */
export const logoPath = (customization: UiCustomization): string =>
  `/_branding/${customization.poolId}/${customization.clientId ?? "ALL"}/${cssVersion(customization)}/assets/images/image.jpg`;

export const assetPath = (branding: Branding, asset: Omit<BrandingAsset, "bytes">): string => {
  const { category, colorMode, resourceId, extension } = asset;
  const file = `${category}.${colorMode}.${extension.toLowerCase()}`;
  const query = resourceId === "" ? "" : `?id=${encodeURIComponent(resourceId)}`;
  return `/_branding/${branding.poolId}/${branding.id}/${branding.changedAt}/${file}${query}`;
};
