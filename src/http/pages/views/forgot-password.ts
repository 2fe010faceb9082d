// Who forgot a password is sent a code.
import { button, form, link, links } from "../controls.js";
import { usernameField } from "../fields.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import type { ForgotPasswordView } from "../views.js";

export function forgotPassword(view: ForgotPasswordView, page: Page): Drawn {
  const { words } = page;
  return {
    title: words["forgot.title"],
    lead: words["forgot.lead"],
    body: html`${form(
      page,
      view.form,
      html`${usernameField(page, view.username, true)}${button(page, words["forgot.button"])}`,
    )}
${links(page, link(view.back, words.backToSignIn))}`,
  };
}
