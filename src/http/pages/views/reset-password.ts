// The code that was sent, and a new password for it.
import { button, form, link, links } from "../controls.js";
import { codeField, newPasswordFields } from "../fields.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import { CHECK_RULES } from "../scripts.js";
import type { ResetPasswordView } from "../views.js";

export function resetPassword(view: ResetPasswordView, page: Page): Drawn {
  const { words } = page;
  const { destination, rules } = view;
  const medium = destination?.includes("@") ? "EMAIL" : "SMS";
  return {
    title: words["reset.title"],
    lead: destination === undefined ? words["code.sent"] : fill(words[`code.${medium}`], { to: destination }),
    body: html`${form(
      page,
      view.form,
      html`${codeField(page)}${newPasswordFields(page, { label: words.newPassword, rules })}
${button(page, words["reset.button"])}`,
    )}
${links(page, link(view.back, words.backToSignIn))}`,
    script: rules && CHECK_RULES,
  };
}
