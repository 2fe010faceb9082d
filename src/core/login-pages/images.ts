// Image files of login pages: what they are, whatever their names say, and which of them could act.
import type { AssetExtensionType } from "../../model/cognito-idp.gen.js";

export type ImageFormat = AssetExtensionType;

export const MIME_TYPES: Readonly<Record<ImageFormat, string>> = {
  ICO: "image/x-icon",
  JPEG: "image/jpeg",
  PNG: "image/png",
  SVG: "image/svg+xml",
  WEBP: "image/webp",
};

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

/** By the first bytes; undefined for what is none of them. */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "PNG";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "JPEG";
  if (startsWith(bytes, [0, 0, 1, 0])) return "ICO";
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8))
    return "WEBP";
  return isSvg(bytes) ? "SVG" : undefined;
}

/** XML whose first element is svg; before it, only what XML allows there. */
function isSvg(bytes: Uint8Array): boolean {
  let text = Buffer.from(bytes.subarray(0, 4096))
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  for (;;) {
    text = text.trimStart();
    const end = text.startsWith("<?")
      ? text.indexOf("?>") + 2
      : text.startsWith("<!--")
        ? text.indexOf("-->") + 3
        : /^<!doctype/i.test(text)
          ? text.indexOf(">") + 1
          : 0;
    // 0 for an element; small where the end is missing.
    if (end < 3) return /^<(?:svg:)?svg[\s>/]/i.test(text);
    text = text.slice(end);
  }
}

/** What of a drawing could run or load anything; undefined for a harmless one. */
export function unsafeSvgPart(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString("utf8");
  const found =
    /<\s*(?:\w+:)?(script|foreignObject|iframe|embed|object)\b/i.exec(text)?.[1] ??
    /[\s"'/](on[a-z]+)\s*=/i.exec(text)?.[1] ??
    /<!(entity)\b/i.exec(text)?.[1];
  if (found !== undefined) return found;
  return /(?:href|src)\s*=[\s"']*javascript:/i.test(text) ? "javascript:" : undefined;
}
