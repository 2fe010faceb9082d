// Signing in with a passkey.
import { link, links } from "../controls.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import { usePasskey } from "../scripts.js";
import type { PasskeyView } from "../views.js";
import { passkeyForm } from "./passkey-form.js";

export function passkey(view: PasskeyView, page: Page): Drawn {
  const { words } = page;
  return {
    title: words["passkey.title"],
    lead: words["passkey.lead"],
    graphic: "passkey",
    body: html`${passkeyForm(page, view.form, words["passkey.button"])}
${links(page, view.back === undefined ? undefined : link(view.back, words.backToSignIn))}`,
    script: usePasskey(view.options),
  };
}
