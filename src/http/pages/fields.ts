// The fields of the pages: each with its label, its keyboard, its suggestions, and the error that it belongs to.
import { classes } from "./controls.js";
import { attributes, type Html, html } from "./html.js";
import { fill, type Page } from "./page.js";
import type { PasswordRules, UsernameField } from "./views.js";

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
