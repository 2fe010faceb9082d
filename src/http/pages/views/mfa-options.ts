// The choice of the second factor.
import { button, form, link, links } from "../controls.js";
import { attributes, html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import type { SelectMfaView } from "../views.js";

export function mfaOptions(view: SelectMfaView, page: Page): Drawn {
  const { words } = page;
  const options = view.factors.map((name, index) => {
    const input = attributes({ type: "radio", name: "answer", value: name, checked: index === 0 });
    return html`<label class="option"><input${input}><span>${words[`mfa.${name}`]}</span></label>`;
  });
  return {
    title: words["mfa.title"],
    lead: words["mfa.lead"],
    body: html`${form(
      page,
      view.form,
      html`<fieldset class="options"><legend class="hidden">${words["mfa.legend"]}</legend>${options}</fieldset>
${button(page, words.continue)}`,
    )}
${links(page, view.back === undefined ? undefined : link(view.back, words.backToSignIn))}`,
  };
}
