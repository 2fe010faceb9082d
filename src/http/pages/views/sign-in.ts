// Who is it, and with which password; or another provider.
import { button, divider, form, link, links, providers } from "../controls.js";
import { passwordField, usernameField } from "../fields.js";
import { html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import type { SignInView } from "../views.js";

export function signIn(view: SignInView, page: Page): Drawn {
  const { words } = page;
  const { asksPassword, username, providers: offered = [] } = view;
  const forgot = view.forgotPassword && link(view.forgotPassword, words["signIn.forgot"]);
  // Who is known goes on with the password.
  const known = asksPassword && Boolean(username.value);
  const own =
    view.form &&
    form(
      page,
      view.form,
      html`${usernameField(page, username, !known)}
${asksPassword && passwordField(page, known)}
${forgot && html`<div class="aside">${forgot}</div>`}
${button(page, asksPassword ? words["signIn.button"] : words.next, page.classic ? "signInSubmitButton" : undefined)}`,
    );
  const others = offered.length > 0 ? providers(page, offered) : undefined;
  const both = own !== undefined && others !== undefined;
  const signUp =
    view.signUp === undefined
      ? undefined
      : html`${words["signIn.new"]} ${link(view.signUp, words["signIn.create"])}`;
  return {
    title: words["signIn.title"],
    lead: page.classic && both ? undefined : words["signIn.lead"],
    wide: page.classic && both,
    body: html`${
      page.classic && both
        ? html`<div class="columns"><div><p class="idpDescription-customizable">${CLASSIC_SOCIAL}</p>${others}</div>
<div>${divider(page)}</div>
<div><p class="textDescription-customizable">${CLASSIC_OWN}</p>${own}</div></div>`
        : [own, both && divider(page), others]
    }
${links(page, signUp)}`,
  };
}

/** Classic pages speak English alone, in these words. */
const CLASSIC_SOCIAL = "Sign in with your social account";
const CLASSIC_OWN = "Sign in with your username and password";
