// A password that has to be replaced, and what the account still lacks.
import { attributeFields } from "../attribute-fields.js";
import { button, form } from "../controls.js";
import { newPasswordFields } from "../fields.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import { CHECK_RULES } from "../scripts.js";
import type { NewPasswordView } from "../views.js";

export function newPassword(view: NewPasswordView, page: Page): Drawn {
  const { words } = page;
  return {
    title: words["newPassword.title"],
    lead: words["newPassword.lead"],
    graphic: "password",
    body: form(
      page,
      view.form,
      html`${newPasswordFields(page, { label: words.newPassword, rules: view.rules, first: true })}
${attributeFields(page, view.attributes)}
${button(page, words["newPassword.button"])}`,
    ),
    script: view.rules && CHECK_RULES,
  };
}
