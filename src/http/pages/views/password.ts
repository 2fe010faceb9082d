// The password of a user who is known already.
import { button, form, link, links } from "../controls.js";
import { passwordField } from "../fields.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import type { PasswordView } from "../views.js";

export function password(view: PasswordView, page: Page): Drawn {
  const { words } = page;
  const forgot = view.forgotPassword && link(view.forgotPassword, words["signIn.forgot"]);
  return {
    title: words["password.title"],
    lead: fill(words["signIn.as"], { name: view.username }),
    graphic: "password",
    body: html`${form(
      page,
      view.form,
      html`${passwordField(page, true)}
${forgot && html`<div class="aside">${forgot}</div>`}
${button(page, words["signIn.button"])}`,
    )}
${links(page, view.back === undefined ? undefined : link(view.back, words.backToSignIn))}`,
  };
}
