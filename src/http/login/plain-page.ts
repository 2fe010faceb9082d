// The pages of a domain as plain forms: everything works, nothing is decorated.
import { escapeHtml } from "../../core/messages/html.js";
import type { AttributeField, FormTarget, UsernameField, View } from "../pages/views.js";

interface PageField {
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

interface PageForm {
  readonly action: string;
  readonly submit: string;
  readonly fields: readonly PageField[];
  readonly hidden?: Readonly<Record<string, string | undefined>> | undefined;
}

interface PageView {
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

function formHtml({ action, submit, fields, hidden = {} }: PageForm, csrf: string): string {
  const kept = Object.entries({ _csrf: csrf, ...hidden })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<input${attributes({ type: "hidden", name, value })}>`);
  return `<form method="post"${attributes({ action })}>${kept.join("")}${fields.map(field).join("")}<p><button type="submit">${escapeHtml(submit)}</button></p></form>`;
}

const username = ({ value }: UsernameField): PageField => ({
  ...{ name: "username", label: "Username", value, autocomplete: "username" },
});
const password: PageField = {
  ...{ name: "password", label: "Password", type: "password", autocomplete: "current-password" },
};
const newPassword = (optional?: boolean): readonly PageField[] => [
  { ...password, autocomplete: "new-password", optional },
  { ...password, name: "confirmation", label: "Confirm password", autocomplete: "new-password", optional },
];
const code: PageField = { ...{ name: "code", label: "Code", autocomplete: "one-time-code", numeric: true } };
const attribute = ({ name, value, optional }: AttributeField): PageField => ({
  ...{ name: `attribute.${name}`, label: name, value, optional },
});
const form = (target: FormTarget, submit: string, fields: readonly PageField[] = []): PageForm => ({
  ...target,
  ...{ submit, fields },
});
const link = (label: string, href: string | undefined): readonly (readonly [string, string])[] =>
  href === undefined ? [] : [[label, href]];
const back = (href: string | undefined) => link("Back", href);

function plain(view: View): PageView {
  const { kind, error, notice } = view;
  const shown = { kind, error, notice };
  switch (view.kind) {
    case "sign-in":
      return {
        ...{ ...shown, title: "Sign in" },
        forms: view.form
          ? [form(view.form, "Sign in", [username(view.username), ...(view.asksPassword ? [password] : [])])]
          : [],
        links: [
          ...link("Forgot your password?", view.forgotPassword),
          ...link("Create an account", view.signUp),
          ...(view.providers ?? []).map(({ name, href }) => [name, href] as const),
        ],
      };
    case "account":
      return {
        ...{ ...shown, title: "Sign in", forms: [form(view.form, `Sign in as ${view.name}`)] },
        links: [...link("Another account", view.other), ...link("Sign out", view.signOut)],
      };
    case "select-challenge":
      return {
        ...{ ...shown, title: "Choose how to sign in", links: back(view.back) },
        forms: view.factors.map((factor) =>
          form(factor.form, factor.name, factor.name === "PASSWORD" ? [password] : []),
        ),
      };
    case "password":
      return {
        ...shown,
        title: "Enter your password",
        forms: [form(view.form, "Sign in", [password])],
        links: back(view.back),
      };
    case "passkey":
      return {
        ...shown,
        title: "Sign in with a passkey",
        forms: [form(view.form, "Use your passkey")],
        links: back(view.back),
      };
    case "code":
      return {
        ...shown,
        title: "Enter the code",
        text: [view.destination ?? view.device ?? ""],
        forms: [form(view.form, "Continue", [code])],
      };
    case "mfa-options":
      return {
        ...{ ...shown, title: "Choose how to verify" },
        forms: [
          form(view.form, "Continue", [
            {
              name: "answer",
              label: "Method",
              type: "radio",
              options: view.factors.map((name) => [name, name] as const),
            },
          ]),
        ],
      };
    case "mfa-register":
      return {
        ...{ ...shown, title: "Set up a second factor" },
        forms: view.methods.map((method) =>
          form(
            method.form,
            method.name,
            method.name === "EMAIL_OTP" ? [{ name: "email", label: "Email", type: "email" }] : [],
          ),
        ),
      };
    case "authenticator":
      return {
        ...{
          ...shown,
          title: "Set up your authenticator app",
          secret: view.secret,
          links: link("Open the app", view.uri),
        },
        forms: [
          form(view.form, "Continue", [
            code,
            { name: "deviceName", label: "Name of this device", optional: true },
          ]),
        ],
      };
    case "new-password":
      return {
        ...shown,
        title: "Change password",
        forms: [form(view.form, "Send", [...newPassword(), ...view.attributes.map(attribute)])],
      };
    case "sign-up":
      return {
        ...{ ...shown, title: "Sign up", links: back(view.back) },
        forms: [
          form(view.form, "Sign up", [
            ...(view.username ? [username(view.username)] : []),
            ...view.attributes.map(attribute),
            ...newPassword(view.passwordOptional),
          ]),
        ],
      };
    case "confirm":
      return {
        ...{
          ...shown,
          title: "Confirm your account",
          text: [view.destination ?? ""],
          links: back(view.back),
        },
        forms: [
          form(view.form, "Confirm account", [code]),
          ...(view.resend ? [form(view.resend, "Send a new code")] : []),
        ],
      };
    case "forgot-password":
      return {
        ...shown,
        title: "Forgot your password?",
        forms: [form(view.form, "Reset my password", [username(view.username)])],
        links: back(view.back),
      };
    case "reset-password":
      return {
        ...shown,
        title: "Reset your password",
        text: [view.destination ?? ""],
        forms: [form(view.form, "Change password", [code, ...newPassword()])],
        links: back(view.back),
      };
    case "passkey-offer":
      return { ...shown, title: "Add a passkey", forms: [form(view.form, "Add a passkey")] };
    case "signed-out":
      return { ...shown, title: "Signed out", links: link("Sign in", view.signIn) };
    case "federation":
      return { ...shown, title: `Sign-in with ${view.provider} is not built yet`, links: back(view.back) };
    case "not-built":
      return { ...shown, title: "This is not built yet", links: back(view.back) };
    case "error":
      return { ...shown, title: "An error was encountered with the requested page.", links: back(view.back) };
  }
}

export function plainPage(shown: View, { csrf, nonce }: { csrf: string; nonce: string }): string {
  const view = plain(shown);
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
${forms.map((each) => formHtml(each, csrf)).join("\n")}
${links.map(([label, href]) => `<p><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></p>`).join("\n")}
</main>
${script === undefined ? "" : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>
`;
}
