// The choice of the first factor; the password can be entered at once.
import { button, divider, form, link, links, secondButton } from "../controls.js";
import { passwordField } from "../fields.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import type { SelectChallengeView } from "../views.js";

export function selectChallenge(view: SelectChallengeView, page: Page): Drawn {
  const { words } = page;
  const password = view.factors.find(({ name }) => name === "PASSWORD");
  const others = view.factors.filter(({ name }) => name !== "PASSWORD");
  const forgot = view.forgotPassword && link(view.forgotPassword, words["signIn.forgot"]);
  return {
    title: words["choose.title"],
    lead: fill(words["signIn.as"], { name: view.username }),
    body: html`${
      password &&
      form(
        page,
        password.form,
        html`${passwordField(page, true)}
${forgot && html`<div class="aside">${forgot}</div>`}
${button(page, words["signIn.button"])}`,
      )
    }
${password && others.length > 0 && divider(page)}
<div class="choices">${others.map(({ name, form: target }) =>
      form(page, target, secondButton(page, words[`choose.${name}`])),
    )}</div>
${links(page, link(view.back, words.backToSignIn))}`,
  };
}
