// The backgrounds of managed login: its images where they are switched on, else a quiet one of the page's own colours.
import type { AssetAddress, ManagedLook } from "../look.js";
import { at } from "./managed.js";
import type { Scheme } from "./properties.js";

const BACKGROUNDS: readonly (readonly [selector: string, category: string, setting: string])[] = [
  ["body", "PAGE_BACKGROUND", "components.pageBackground.image.enabled"],
  [".card", "FORM_BACKGROUND", "components.form.backgroundImage.enabled"],
  [".header", "PAGE_HEADER_BACKGROUND", "components.pageHeader.backgroundImage.enabled"],
  [".footer", "PAGE_FOOTER_BACKGROUND", "components.pageFooter.backgroundImage.enabled"],
];

const QUIET =
  "radial-gradient(70rem 50rem at 8% -12%,color-mix(in srgb,var(--primary) 16%,transparent),transparent 70%),radial-gradient(60rem 45rem at 105% 110%,color-mix(in srgb,var(--primary) 12%,transparent),transparent 70%)";

export function imageRules(look: ManagedLook, settings: unknown, scheme: Scheme): string {
  let light = "";
  let dark = "";
  for (const [selector, category, setting] of BACKGROUNDS) {
    if (at(settings, setting) !== true) continue;
    const rule = (asset: AssetAddress | undefined): string =>
      asset
        ? `${selector}{background-image:url("${asset.href}")}`
        : selector === "body"
          ? `body{background-image:${QUIET}}`
          : "";
    light += rule(imageFor(look, category, "LIGHT"));
    dark += rule(imageFor(look, category, "DARK"));
  }
  if (scheme !== "DYNAMIC") return `@layer kit{${scheme === "DARK" ? dark : light}}`;
  return `@layer kit{${light}@media(prefers-color-scheme:dark){${dark}}}`;
}

/** That of the mode, or else one for all. */
export const imageFor = (
  look: ManagedLook,
  category: string,
  mode: "LIGHT" | "DARK",
): AssetAddress | undefined => {
  const all = look.assets.filter((asset) => asset.category === category);
  return (
    all.find(({ colorMode }) => colorMode === mode) ?? all.find(({ colorMode }) => colorMode === "DYNAMIC")
  );
};
