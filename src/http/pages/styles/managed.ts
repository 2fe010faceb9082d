// Managed login: the settings document as custom properties, and the layout of its pages.
import { withDefaults } from "../../../core/login-pages/branding-settings.js";
import type { ManagedLook } from "../look.js";
import { imageRules } from "./managed-images.js";
import { type Colours, properties, type Scheme } from "./properties.js";

type Mode = "lightMode" | "darkMode";

/** A value of the document by its path; settings are checked when they are set. */
export const at = (settings: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], settings);

/** `rrggbb` or `rrggbbaa` in the document. */
const colour = (settings: unknown, path: string): string => `#${String(at(settings, path))}`;

function colours(settings: unknown, mode: Mode): Colours {
  const component = (name: string, value: string) => colour(settings, `components.${name}.${mode}.${value}`);
  const standard = (name: string, value: string) =>
    colour(settings, `componentClasses.${name}.${mode}.${value}`);
  const idp = (value: string) => colour(settings, `components.idpButton.standard.${mode}.${value}`);
  return {
    page: component("pageBackground", "color"),
    card: component("form", "backgroundColor"),
    "card-border": component("form", "borderColor"),
    heading: component("pageText", "headingColor"),
    body: component("pageText", "bodyColor"),
    description: component("pageText", "descriptionColor"),
    label: standard("inputLabel", "textColor"),
    hint: standard("inputDescription", "textColor"),
    input: standard("input", "defaults.backgroundColor"),
    "input-border": standard("input", "defaults.borderColor"),
    placeholder: standard("input", "placeholderColor"),
    focus: standard("focusState", "borderColor"),
    link: standard("link", "defaults.textColor"),
    "link-hover": standard("link", "hover.textColor"),
    primary: component("primaryButton", "defaults.backgroundColor"),
    "primary-text": component("primaryButton", "defaults.textColor"),
    "primary-hover": component("primaryButton", "hover.backgroundColor"),
    "primary-hover-text": component("primaryButton", "hover.textColor"),
    "primary-active": component("primaryButton", "active.backgroundColor"),
    "primary-active-text": component("primaryButton", "active.textColor"),
    second: component("secondaryButton", "defaults.backgroundColor"),
    "second-text": component("secondaryButton", "defaults.textColor"),
    "second-border": component("secondaryButton", "defaults.borderColor"),
    "second-hover": component("secondaryButton", "hover.backgroundColor"),
    "second-hover-text": component("secondaryButton", "hover.textColor"),
    "second-hover-border": component("secondaryButton", "hover.borderColor"),
    idp: idp("defaults.backgroundColor"),
    "idp-text": idp("defaults.textColor"),
    "idp-border": idp("defaults.borderColor"),
    "idp-hover": idp("hover.backgroundColor"),
    "idp-hover-text": idp("hover.textColor"),
    "idp-hover-border": idp("hover.borderColor"),
    divider: standard("divider", "borderColor"),
    option: standard("optionControls", "defaults.backgroundColor"),
    "option-border": standard("optionControls", "defaults.borderColor"),
    selected: standard("optionControls", "selected.backgroundColor"),
    error: component("alert", "error.backgroundColor"),
    "error-border": component("alert", "error.borderColor"),
    "error-mark": standard("statusIndicator", "error.indicatorColor"),
    success: standard("statusIndicator", "success.backgroundColor"),
    "success-border": standard("statusIndicator", "success.borderColor"),
    header: component("pageHeader", "background.color"),
    "header-border": component("pageHeader", "borderColor"),
    footer: component("pageFooter", "background.color"),
    "footer-border": component("pageFooter", "borderColor"),
  };
}

const PLACES: Readonly<Record<string, string>> = { START: "flex-start", CENTER: "center", END: "flex-end" };

export const place = (value: unknown): string => PLACES[String(value)] ?? "center";

/** With the service's values alone, the browser says whether it is dark; a document always says so itself. */
export const schemeOf = ({ settings }: ManagedLook): Scheme =>
  settings === undefined
    ? "DYNAMIC"
    : (SCHEMES.find((scheme) => scheme === at(withDefaults(settings), "categories.global.colorSchemeMode")) ??
      "LIGHT");

const SCHEMES: readonly Scheme[] = ["LIGHT", "DARK", "DYNAMIC"];

const DENSITIES: Readonly<Record<string, { control: string; gap: string }>> = {
  COMPACT: { control: "2.25rem", gap: ".75rem" },
  REGULAR: { control: "2.75rem", gap: "1.25rem" },
  SPACIOUS: { control: "3rem", gap: "1.5rem" },
};

export function managedStyle(look: ManagedLook): string {
  const settings = withDefaults(look.settings);
  const number = (path: string) => Number(at(settings, path));
  const { control, gap } = DENSITIES[String(at(settings, "categories.global.spacingDensity"))] ?? {
    ...{ control: "2.75rem", gap: "1.25rem" },
  };
  const sizes = {
    ...{ control, gap },
    "card-radius": number("components.form.borderRadius"),
    "button-radius": number("componentClasses.buttons.borderRadius"),
    "input-radius": number("componentClasses.input.borderRadius"),
    "alert-radius": number("components.alert.borderRadius"),
    horizontal: place(at(settings, "categories.form.location.horizontal")),
    vertical: place(at(settings, "categories.form.location.vertical")),
    "logo-place": place(at(settings, "components.form.logo.location")),
    "header-place": place(at(settings, "components.pageHeader.logo.location")),
    "footer-place": place(at(settings, "components.pageFooter.logo.location")),
  };
  const scheme = schemeOf(look);
  const both = { light: colours(settings, "lightMode"), dark: colours(settings, "darkMode"), sizes };
  return `${properties(scheme, both)}${LAYOUT}${imageRules(look, settings, scheme)}`;
}

const LAYOUT = `
@layer kit {
.stage { flex: 1; display: flex; flex-direction: column; align-items: var(--horizontal); justify-content: var(--vertical); padding: clamp(0rem, 5vw, 4rem) }
.card { padding: 2.5rem; background-color: var(--card); background-position: center; background-size: cover; border: 1px solid var(--card-border); border-radius: var(--card-radius); box-shadow: 0 1px 2px rgb(0 0 0 / .04), 0 12px 32px -8px rgb(0 0 0 / .12) }
.bar { display: flex; align-items: center; min-height: 4rem; padding: .75rem clamp(1rem, 4vw, 3rem); background-position: center; background-size: cover }
.bar img { display: block; max-height: 2.5rem; max-width: 12rem }
.header { justify-content: var(--header-place); background-color: var(--header); border-bottom: 1px solid var(--header-border) }
.footer { justify-content: var(--footer-place); background-color: var(--footer); border-top: 1px solid var(--footer-border) }
.logo { display: flex; justify-content: var(--logo-place); width: 100%; max-width: 26.5rem; margin-bottom: 1.5rem }
.logo.after { margin: 1.5rem 0 0 }
.logo img { display: block; max-width: 100%; max-height: 5rem }
body { background-position: center; background-size: cover; background-repeat: no-repeat; background-attachment: fixed }
@media (max-width: 30rem) {
  .stage { padding: 0; justify-content: flex-start; background-color: var(--card) }
  .card { flex: 1; max-width: none; padding: 2rem 1.25rem; border: 0; border-radius: 0; box-shadow: none }
  .logo.outside { padding: 1.5rem 1.25rem 0; margin: 0 }
}
}
`;
