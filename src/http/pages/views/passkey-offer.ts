// The offer of a passkey after a sign-in.
import { link, linkButton, links } from "../controls.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import { createPasskey } from "../scripts.js";
import type { PasskeyOfferView } from "../views.js";
import { passkeyForm } from "./passkey-form.js";

export function passkeyOffer(view: PasskeyOfferView, page: Page): Drawn {
  const { words } = page;
  const { skip } = view;
  const label = words["offer.skip"];
  return {
    title: words["offer.title"],
    lead: words["offer.lead"],
    graphic: "passkey",
    body: html`${passkeyForm(page, view.form, words["offer.button"])}
${links(page, typeof skip === "string" ? link(skip, label) : linkButton(page, skip, label))}`,
    script: createPasskey(view.options),
  };
}
