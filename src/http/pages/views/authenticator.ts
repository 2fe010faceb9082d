// An authenticator app is set up: its key as a picture and as text, and the proof that the app has it.
import { button, form } from "../controls.js";
import { codeField, field } from "../fields.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import { qrCode } from "../qr.js";
import type { AuthenticatorView } from "../views.js";

export function authenticator(view: AuthenticatorView, page: Page): Drawn {
  const { words } = page;
  const groups = view.secret.match(/.{1,4}/g) ?? [];
  const device = { name: "deviceName", label: words["authenticator.device"], optional: true };
  return {
    title: words["authenticator.title"],
    lead: words["authenticator.scan"],
    body: html`<div class="scan">${qrCode(view.uri, words["authenticator.picture"])}
<p class="hint">${words["authenticator.key"]}</p>
<p class="key" dir="ltr"><code>${groups.join(" ")}</code></p>
<p><a class="link" href="${view.uri}">${words["authenticator.open"]}</a></p></div>
<p class="text">${words["authenticator.enter"]}</p>
${form(page, view.form, html`${codeField(page)}${field(page, device)}${button(page, words["signIn.button"])}`)}`,
  };
}
