// Pages at which nothing is asked: signed out, errors, what isn't built.
import { link, links, providerName } from "../controls.js";
import { html } from "../html.js";
import { type Drawn, fill, type Page } from "../page.js";
import type { ErrorView, FederationView, NotBuiltView, SignedOutView } from "../views.js";

const leading = (page: Page, href: string | undefined, label: string) =>
  html`${links(page, href === undefined ? undefined : link(href, label))}`;

export const signedOut = (view: SignedOutView, page: Page): Drawn => ({
  title: page.words["signedOut.title"],
  lead: page.words["signedOut.lead"],
  graphic: "done",
  body: leading(page, view.signIn, page.words["signedOut.again"]),
});

export function federation(view: FederationView, page: Page): Drawn {
  const provider = providerName(view.provider);
  return {
    title: fill(page.words["federation.title"], { provider }),
    lead: fill(page.words["federation.lead"], { provider }),
    graphic: "warning",
    body: leading(page, view.back, page.words.backToSignIn),
  };
}

export const failure = (view: ErrorView, page: Page): Drawn => ({
  title: page.words["error.title"],
  graphic: "warning",
  body: leading(page, view.back, page.words.backToSignIn),
});

export const notBuilt = (view: NotBuiltView, page: Page): Drawn => ({
  title: page.words["notBuilt.title"],
  graphic: "warning",
  body: leading(page, view.back, page.words.backToSignIn),
});
