// Which second factor to set up; an e-mail address is set up at once.
import { button, divider, form, secondButton } from "../controls.js";
import { field } from "../fields.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import type { MfaSetupView } from "../views.js";

export function mfaRegister(view: MfaSetupView, page: Page): Drawn {
  const { words } = page;
  const app = view.methods.find(({ name }) => name === "SOFTWARE_TOKEN_MFA");
  const mail = view.methods.find(({ name }) => name === "EMAIL_OTP");
  const label = words["attribute.email"];
  return {
    title: words["setup.title"],
    lead: words["setup.lead"],
    graphic: "app",
    body: html`${app && form(page, app.form, button(page, words["setup.app"]))}
${app && mail && divider(page)}
${
  mail &&
  form(
    page,
    mail.form,
    html`${field(page, { name: "email", label, type: "email", autocomplete: "email" })}
${app ? secondButton(page, words["setup.email"]) : button(page, words["setup.email"])}`,
  )
}`,
  };
}
