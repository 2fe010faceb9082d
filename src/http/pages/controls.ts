// The controls of the pages: fields, buttons, links. On classic pages they have the classes that style sheets know.
import { picture } from "./graphics.js";
import { attributes, type Html, html } from "./html.js";
import { fill, type Page } from "./page.js";
import type { FormTarget, PasswordRules, Provider, UsernameField } from "./views.js";

interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly type?: string | undefined;
  readonly value?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly inputmode?: string | undefined;
  /** Whether it has the cursor when the page opens. */
  readonly first?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly className?: string | undefined;
  /** Ids that scripts of the classic pages' users look for. */
  readonly id?: string | undefined;
  readonly placeholder?: string | undefined;
}

/** What is written so in every language. */
const LEFT_TO_RIGHT: ReadonlySet<string> = new Set(["email", "tel", "url", "password", "date"]);

const classes = (page: Page, own: string, classic?: string): string =>
  page.classic && classic ? `${own} ${classic}` : own;

export function field(page: Page, options: FieldOptions): Html {
  const { name, label, type = "text", optional, first } = options;
  const id = options.id ?? name;
  const described = [first && page.hasError ? "error" : undefined, options.describedBy].filter(Boolean);
  const input = attributes({
    ...{ id, name, type, value: options.value, autocomplete: options.autocomplete ?? "off" },
    ...{ class: classes(page, `input ${options.className ?? ""}`.trim(), "inputField-customizable") },
    ...{ required: !optional, inputmode: options.inputmode, autofocus: first },
    dir: LEFT_TO_RIGHT.has(type) || options.inputmode === "numeric" ? "ltr" : "auto",
    ...{ placeholder: options.placeholder, autocapitalize: "none", spellcheck: "false" },
    "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
    "aria-invalid": first && page.hasError ? "true" : undefined,
  });
  const mark = optional ? html` <span class="optional">(${page.words.optional})</span>` : undefined;
  return html`<div class="field"><label for="${id}" class="${classes(page, "label", "label-customizable")}">${label}${mark}</label>
<input${input}></div>`;
}

export function usernameField(page: Page, { kinds, value }: UsernameField, first: boolean): Html {
  const [kind] = kinds;
  const only = kinds.length === 1;
  const type = only && kind === "email" ? "email" : only && kind === "phone_number" ? "tel" : "text";
  return field(page, {
    ...{ name: "username", label: usernameLabel(page, kinds), type, value, autocomplete: "username", first },
    id: page.classic ? "signInFormUsername" : "username",
  });
}

function usernameLabel({ words, lang }: Page, kinds: UsernameField["kinds"]): string {
  const names = (kinds.length > 0 ? kinds : (["username"] as const)).map((kind) =>
    kind === "username" ? words.username : words[`attribute.${kind}`],
  );
  return names.reduceRight((b, a) =>
    fill(words.eitherOr, { a, b: lang === "de" ? b : uncapitalized(b, lang) }),
  );
}

/** In the middle of a sentence; German nouns are capitalized everywhere. */
const uncapitalized = (text: string, lang: string): string =>
  text.charAt(0).toLocaleLowerCase(lang) + text.slice(1);

export const passwordField = (page: Page, first: boolean, describedBy?: string): Html =>
  field(page, {
    ...{ name: "password", label: page.words.password, type: "password", autocomplete: "current-password" },
    ...{ first, describedBy, id: page.classic ? "signInFormPassword" : "password" },
  });

/** A new password, twice, with its rules. */
export function newPasswordFields(
  page: Page,
  options: {
    label: string;
    rules?: PasswordRules | undefined;
    first?: boolean;
    optional?: boolean | undefined;
  },
): Html {
  const { label, rules, first, optional } = options;
  const describedBy = rules ? "rules" : undefined;
  const twice = { type: "password", autocomplete: "new-password", optional };
  return html`${field(page, { ...twice, name: "password", label, first, describedBy })}
${rules && passwordRules(page, rules)}
${field(page, { ...twice, name: "confirmation", label: page.words.confirmPassword })}`;
}

/** Marked while the password is typed, where scripts run (scripts.ts). */
function passwordRules(page: Page, rules: PasswordRules): Html {
  const { words } = page;
  const { minimumLength } = rules;
  const lines: readonly (readonly [wanted: boolean, rule: string, text: string])[] = [
    [true, String(minimumLength), fill(words["rules.length"], { n: String(minimumLength) })],
    [rules.lowercase, "lowercase", words["rules.lowercase"]],
    [rules.uppercase, "uppercase", words["rules.uppercase"]],
    [rules.numbers, "number", words["rules.number"]],
    [rules.symbols, "symbol", words["rules.symbol"]],
  ];
  const items = lines
    .filter(([wanted]) => wanted)
    .map(
      ([, rule, text]) =>
        html`<li data-rule="${rule}" class="${classes(page, "rule", "passwordCheck-notValid-customizable")}">${text}</li>`,
    );
  return html`<div class="rules" id="rules"><p>${words["rules.legend"]}</p><ul>${items}</ul></div>`;
}

export const codeField = (page: Page): Html =>
  field(page, {
    ...{ name: "code", label: page.words["code.label"], autocomplete: "one-time-code", inputmode: "numeric" },
    ...{ className: "code", first: true },
  });

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
