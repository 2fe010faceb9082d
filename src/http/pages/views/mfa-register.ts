// Which second factor to set up; an address is set up at once.
import { button, divider, form, secondButton } from "../controls.js";
import { field } from "../fields.js";
import { type Html, html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import type { MfaSetupView } from "../views.js";

export function mfaRegister(view: MfaSetupView, page: Page): Drawn {
  const { words } = page;
  const drawn = view.methods.map((method, index) => draw(page, method, index === 0));
  return {
    title: words["setup.title"],
    lead: words["setup.lead"],
    graphic: "app",
    body: html`${drawn.map((one, index) => html`${index > 0 && divider(page)}${one}`)}`,
  };
}

function draw(page: Page, { name, form: target }: MfaSetupView["methods"][number], first: boolean): Html {
  const { words } = page;
  const control = first ? button : secondButton;
  if (name === "SOFTWARE_TOKEN_MFA") return form(page, target, control(page, words["setup.app"]));
  const isEmail = name === "EMAIL_OTP";
  const address = field(page, {
    ...(isEmail
      ? { name: "email", label: words["attribute.email"], type: "email", autocomplete: "email" }
      : { name: "phone", label: words["attribute.phone_number"], type: "tel", autocomplete: "tel" }),
    placeholder: isEmail ? undefined : "+15555550100",
  });
  return form(page, target, html`${address}${control(page, words[isEmail ? "setup.email" : "setup.sms"])}`);
}
