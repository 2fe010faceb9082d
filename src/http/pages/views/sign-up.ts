// A new account, with every attribute that the pool requires.
import { attributeFields } from "../attribute-fields.js";
import { button, divider, form, link, links, providers } from "../controls.js";
import { newPasswordFields, usernameField } from "../fields.js";
import { type Html, html } from "../html.js";
import type { Drawn, Page } from "../page.js";
import { CHECK_RULES } from "../scripts.js";
import type { SignUpView, Terms } from "../views.js";

export function signUp(view: SignUpView, page: Page): Drawn {
  const { words } = page;
  const { username, rules, terms, providers: offered = [], passwordOptional: optional } = view;
  const fields = html`${username && usernameField(page, username, true)}
${attributeFields(page, view.attributes, !username)}
${newPasswordFields(page, { label: words.password, rules, optional })}
${terms && consent(terms, page)}
${button(page, words["signUp.button"], page.classic ? "signUpButton" : undefined)}`;
  return {
    title: words["signUp.title"],
    body: html`${form(page, view.form, fields)}
${offered.length > 0 && html`${divider(page)}${providers(page, offered)}`}
${links(page, html`${words["signUp.known"]} ${link(view.back, words["signIn.title"])}`)}`,
    script: rules && CHECK_RULES,
  };
}

/** The two links stand where the sentence of the language has them. */
function consent({ termsOfUse, privacyPolicy }: Terms, { words, classic }: Page): Html {
  const outside = (href: string, label: string) =>
    html`<a class="link" href="${href}" target="_blank" rel="noopener noreferrer">${label}</a>`;
  const parts = words["signUp.terms"].split(/(\{terms\}|\{privacy\})/).map((part) => {
    if (part === "{terms}") return outside(termsOfUse, words["signUp.termsOfUse"]);
    return part === "{privacy}" ? outside(privacyPolicy, words["signUp.privacyPolicy"]) : part;
  });
  return html`<p class="legal${classic && " legalText-customizable"}">${parts}</p>`;
}
