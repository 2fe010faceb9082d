// Images of a managed login branding: what a request may give.
import type { AssetType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { BrandingAsset } from "../../storage/records.js";
import { imageFormat, MIME_TYPES, unsafeSvgPart } from "./images.js";

// That the service looks at the content is known (it refuses text by its media type, favicons that are no icons and
// drawings that could act), with which texts is not.
const invalid = (message: string) => fault("InvalidParameterException", message);

/**
 * @param stored finds an image of before, which a request may name in place of sending it again
 * @throws InvalidParameterException
 */
export function readAsset(
  asset: AssetType,
  stored: (named: Omit<BrandingAsset, "bytes" | "extension">) => BrandingAsset | undefined,
): BrandingAsset {
  const {
    Category: category,
    ColorMode: colorMode,
    Extension: extension,
    ResourceId: resourceId = "",
  } = asset;
  const named = { category, colorMode, resourceId };
  if (!asset.Bytes?.length) {
    const before = stored(named);
    if (!before) throw invalid(`Asset ${category} has no content.`);
    return before;
  }
  const bytes = Buffer.from(asset.Bytes);
  requireExtension(category, extension);
  const format = imageFormat(bytes);
  if (format !== extension)
    throw invalid(
      `Asset ${category} has the content type ${format ? MIME_TYPES[format] : "text/plain"}, not ${MIME_TYPES[extension]}.`,
    );
  const unsafe = format === "SVG" ? unsafeSvgPart(bytes) : undefined;
  if (unsafe !== undefined) throw invalid(`Asset ${category} contains what is not allowed in SVG: ${unsafe}`);
  return { ...named, extension, bytes };
}

/** Favicons have a category per format, and nothing else is an icon file (the latter assumed). */
function requireExtension(category: AssetType["Category"], extension: AssetType["Extension"]): void {
  const only = category === "FAVICON_ICO" ? "ICO" : category === "FAVICON_SVG" ? "SVG" : undefined;
  if (only === undefined ? extension === "ICO" : extension !== only)
    throw invalid(`Asset ${category} can't have the extension ${extension}.`);
}
