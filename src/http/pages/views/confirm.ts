// The proof of a new account's address.
import { button, form, link, linkButton, links } from "../controls.js";
import { codeField } from "../fields.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import type { ConfirmView } from "../views.js";

export function confirm(view: ConfirmView, page: Page): Drawn {
  const { words } = page;
  const { destination } = view;
  const medium = destination?.includes("@") ? "EMAIL" : "SMS";
  return {
    title: words["confirm.title"],
    lead: destination === undefined ? words["code.sent"] : fill(words[`code.${medium}`], { to: destination }),
    graphic: medium === "SMS" && destination !== undefined ? "sms" : "email",
    body: html`${form(page, view.form, html`${codeField(page)}${button(page, words["confirm.button"])}`)}
${links(
  page,
  view.resend && linkButton(page, view.resend, words["code.resend"]),
  link(view.back, words.backToSignIn),
)}`,
  };
}
