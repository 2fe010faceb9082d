// A code that came by message, or that an authenticator shows.
import { button, form, link, linkButton, links } from "../controls.js";
import { codeField } from "../fields.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import type { CodeView } from "../views.js";

export function code(view: CodeView, page: Page): Drawn {
  const { words } = page;
  return {
    title: words["code.title"],
    lead: lead(view, page),
    graphic: view.from === "APP" ? "app" : view.from === "SMS" ? "sms" : "email",
    body: html`${form(page, view.form, html`${codeField(page)}${button(page, words["signIn.button"])}`)}
${links(
  page,
  view.resend && linkButton(page, view.resend, words["code.resend"]),
  view.back === undefined ? undefined : link(view.back, words.backToSignIn),
)}`,
  };
}

function lead({ from, destination, device }: CodeView, { words }: Page): string {
  if (from === "APP") return device ? fill(words["code.device"], { device }) : words["code.APP"];
  return destination === undefined ? words["code.sent"] : fill(words[`code.${from}`], { to: destination });
}
