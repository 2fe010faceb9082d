// What the forms of passkeys have in common: the field that the script fills, and a word where there is no script.
import { button, form } from "../controls.js";
import { type Html, html } from "../html.js";
import type { Page } from "../page.js";
import type { FormTarget } from "../views.js";

export const passkeyForm = (page: Page, { action, hidden }: FormTarget, label: string): Html =>
  html`${form(page, { action, hidden: { ...hidden, credential: "" } }, button(page, label))}
<noscript><p class="hint">${page.words["passkey.script"]}</p></noscript>`;
