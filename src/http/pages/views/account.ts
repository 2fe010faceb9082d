// A session that lives: going on with it, or as somebody else.
import { button, form, link, links } from "../controls.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import type { AccountView } from "../views.js";

export function account(view: AccountView, page: Page): Drawn {
  const { words } = page;
  const { name } = view;
  return {
    title: words["account.title"],
    lead: words["account.lead"],
    body: html`<div class="account"><span class="avatar" aria-hidden="true">${[...name][0]?.toLocaleUpperCase(page.lang)}</span><bdi>${name}</bdi></div>
${form(page, view.form, button(page, fill(words["account.continue"], { name })))}
${links(
  page,
  link(view.other, words["account.other"]),
  view.signOut === undefined ? undefined : link(view.signOut, words["account.signOut"]),
)}`,
  };
}
