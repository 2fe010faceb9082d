// The controls of the pages: forms, buttons, links. On classic pages they have the classes that style sheets know.
import { picture } from "./graphics.js";
import { attributes, type Html, html } from "./html.js";
import { fill, type Page } from "./page.js";
import type { FormTarget, Provider } from "./views.js";

/** @param classic the class by which classic style sheets know it */
export const classes = (page: Page, own: string, classic?: string): string =>
  page.classic && classic ? `${own} ${classic}` : own;

export const button = (page: Page, label: string, name?: string): Html =>
  html`<button type="submit"${attributes({ name, value: name && "1" })} class="${classes(page, "button primary", "submitButton-customizable")}">${label}</button>`;

export const secondButton = (page: Page, label: string): Html =>
  html`<button type="submit" class="${classes(page, "button second", "idpButton-customizable")}">${label}</button>`;

/** A form that looks like a link: it changes something, so that a link would be wrong. */
export const linkButton = (page: Page, target: FormTarget, label: string): Html =>
  form(page, target, html`<button type="submit" class="link">${label}</button>`, "inline");

export function form(
  page: Page,
  { action, hidden = {} }: FormTarget,
  content: Html,
  className = "form",
): Html {
  const kept = Object.entries({ _csrf: page.csrf, ...hidden })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => html`<input${attributes({ type: "hidden", name, value })}>`);
  return html`<form method="post"${attributes({ action, class: className })}>${kept}${content}</form>`;
}

export const link = (href: string, label: string): Html => html`<a class="link" href="${href}">${label}</a>`;

/** What leads away from a page, below its form. */
export const links = (page: Page, ...entries: readonly (Html | undefined)[]): Html | undefined => {
  const shown = entries.filter((entry) => entry !== undefined);
  if (shown.length === 0) return undefined;
  return html`<div class="${classes(page, "links", "redirect-customizable")}">${shown.map((entry) => html`<div>${entry}</div>`)}</div>`;
};

export const divider = ({ words }: Page): Html => html`<div class="divider"><span>${words.or}</span></div>`;

const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  LoginWithAmazon: "Amazon",
  SignInWithApple: "Apple",
};

/** Classic style sheets tell them from OpenID Connect and SAML. */
const SOCIAL: ReadonlySet<string> = new Set(["Facebook", "Google", "LoginWithAmazon", "SignInWithApple"]);

/** As people know it. */
export const providerName = (name: string): string => PROVIDER_NAMES[name] ?? name;

/** The branding's icon for the provider, or for all of them. */
function providerIcon({ look }: Page, provider: string): Html | undefined {
  if (look.version === "classic") return undefined;
  const icons = look.assets.filter(({ category }) => category === "IDP_BUTTON_ICON");
  const own = icons.filter(({ resourceId }) => resourceId === provider);
  return picture(
    { ...look, assets: own.length > 0 ? own : icons.filter(({ resourceId }) => !resourceId) },
    "IDP_BUTTON_ICON",
    "",
  );
}

export const providers = (page: Page, offered: readonly Provider[]): Html =>
  html`<div class="providers">${offered.map(
    ({ name, href }) =>
      html`<a class="${classes(page, "button idp", SOCIAL.has(name) ? "socialButton-customizable" : "idpButton-customizable")}" href="${href}">${providerIcon(page, name)}${fill(page.words["signIn.with"], { provider: providerName(name) })}</a>`,
  )}</div>`;
