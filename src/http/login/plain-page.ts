// The pages of a domain as plain forms: everything works, nothing is decorated.
import { escapeHtml } from "../../core/messages/html.js";

export interface PageField {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "password" | "email" | "tel" | "date" | "radio" | undefined;
  readonly value?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly optional?: boolean | undefined;
  /** Of radio buttons: value and label of each. */
  readonly options?: readonly (readonly [value: string, label: string])[] | undefined;
  /** A code of digits. */
  readonly numeric?: boolean | undefined;
}

export interface PageForm {
  readonly action: string;
  readonly submit: string;
  readonly fields: readonly PageField[];
  readonly hidden?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface PageView {
  /** Which page it is, whatever its words. */
  readonly kind: string;
  readonly title: string;
  readonly text?: readonly string[] | undefined;
  readonly error?: string | undefined;
  readonly notice?: string | undefined;
  readonly forms?: readonly PageForm[] | undefined;
  readonly links?: readonly (readonly [label: string, href: string])[] | undefined;
  /** Shown to be copied: the secret of an authenticator. */
  readonly secret?: string | undefined;
  /** Runs in the page, with a nonce. */
  readonly script?: string | undefined;
}

const attributes = (values: Readonly<Record<string, string | boolean | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join("");

function field({ name, label, type = "text", options, optional, numeric, ...rest }: PageField): string {
  if (options) {
    const radios = options.map(
      ([value, text], index) =>
        `<label><input${attributes({ type: "radio", name, value, checked: index === 0 })}> ${escapeHtml(text)}</label>`,
    );
    return `<fieldset><legend>${escapeHtml(label)}</legend>${radios.join("")}</fieldset>`;
  }
  const input = attributes({
    ...{ id: name, name, type, value: rest.value, autocomplete: rest.autocomplete ?? "off" },
    ...{ required: !optional, inputmode: numeric ? "numeric" : undefined },
  });
  return `<p><label for="${escapeHtml(name)}">${escapeHtml(label)}</label><input${input}></p>`;
}

function form({ action, submit, fields, hidden = {} }: PageForm, csrf: string): string {
  const kept = Object.entries({ _csrf: csrf, ...hidden })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<input${attributes({ type: "hidden", name, value })}>`);
  return `<form method="post"${attributes({ action })}>${kept.join("")}${fields.map(field).join("")}<p><button type="submit">${escapeHtml(submit)}</button></p></form>`;
}

export function plainPage(view: PageView, { csrf, nonce }: { csrf: string; nonce: string }): string {
  const { title, text = [], error, notice, forms = [], links = [], secret, script } = view;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
</head>
<body>
<main data-page="${escapeHtml(view.kind)}">
<h1>${escapeHtml(title)}</h1>
${error === undefined ? "" : `<p role="alert">${escapeHtml(error)}</p>`}
${notice === undefined ? "" : `<p role="status">${escapeHtml(notice)}</p>`}
${text.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n")}
${secret === undefined ? "" : `<p><code>${escapeHtml(secret)}</code></p>`}
${forms.map((each) => form(each, csrf)).join("\n")}
${links.map(([label, href]) => `<p><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></p>`).join("\n")}
</main>
${script === undefined ? "" : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>
`;
}
