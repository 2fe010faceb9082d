// The frame of managed login: header, form and footer as the branding's settings place them.
import { withDefaults } from "../../core/login-pages/branding-settings.js";
import { graphic, picture } from "./graphics.js";
import { attributes, type Html, html } from "./html.js";
import type { ManagedLook } from "./look.js";
import type { Drawn } from "./page.js";
import { at } from "./styles/managed.js";

const FAVICONS: readonly (readonly [category: string, type: string])[] = [
  ["FAVICON_SVG", "SVG"],
  ["FAVICON_ICO", "ICO"],
];

export function managedHead(look: ManagedLook): Html {
  const enabled = at(withDefaults(look.settings), "components.favicon.enabledTypes") as readonly string[];
  const icons = FAVICONS.flatMap(([category, type]) =>
    enabled.includes(type) ? look.assets.filter((asset) => asset.category === category) : [],
  );
  if (icons.length === 0) return html`<link rel="icon" href="data:,">`;
  return html`${icons.map(
    ({ href, colorMode }) =>
      html`<link rel="icon"${attributes({ href, media: colorMode === "DYNAMIC" ? undefined : `(prefers-color-scheme: ${colorMode.toLowerCase()})` })}>`,
  )}`;
}

export function managedBody(kind: string, drawn: Drawn, alerts: Html, look: ManagedLook): Html {
  const settings = withDefaults(look.settings);
  const isOn = (path: string): boolean => at(settings, path) === true;
  const logo = isOn("components.form.logo.enabled") ? picture(look, "FORM_LOGO", "") : undefined;
  const outside = at(settings, "components.form.logo.formInclusion") === "OUT";
  const below = at(settings, "components.form.logo.position") === "BOTTOM";
  const placed = logo && html`<div class="logo${outside && " outside"}${below && " after"}">${logo}</div>`;
  const pictured = drawn.graphic && isOn("categories.form.displayGraphics") && graphic(drawn.graphic, look);
  return html`<body>
${bar("header", "pageHeader", "PAGE_HEADER_LOGO")}
<div class="stage">
${outside && !below && placed}
<main class="card" data-page="${kind}">
${!outside && !below && placed}
${pictured}
<h1>${drawn.title}</h1>
${drawn.lead !== undefined && html`<p class="lead">${drawn.lead}</p>`}
${alerts}
<div class="content">${drawn.body}</div>
${!outside && below && placed}
</main>
${outside && below && placed}
</div>
${bar("footer", "pageFooter", "PAGE_FOOTER_LOGO")}
</body>`;

  function bar(element: "header" | "footer", name: string, category: string): Html | undefined {
    if (!isOn(`categories.global.${name}.enabled`)) return undefined;
    const image = isOn(`components.${name}.logo.enabled`) ? picture(look, category, "") : undefined;
    return element === "header"
      ? html`<header class="bar header">${image}</header>`
      : html`<footer class="bar footer">${image}</footer>`;
  }
}
