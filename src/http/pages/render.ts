// A page of a domain as HTML: a view in its language and its look.
import { attributes, Html, html } from "./html.js";
import { catalogueOf, directionOf } from "./i18n/languages.js";
import { classicBody, classicHead } from "./layout-classic.js";
import { managedBody, managedHead } from "./layout-managed.js";
import { inLanguage } from "./messages.js";
import type { Drawn, Page } from "./page.js";
import { BASE } from "./styles/base.js";
import { classicStyle } from "./styles/classic.js";
import { managedStyle } from "./styles/managed.js";
import { draw } from "./views/index.js";
import type { Frame, View } from "./views.js";

export function renderPage(view: View, { look, lang, csrf, nonce }: Frame): string {
  const words = catalogueOf(lang);
  const hasError = view.error !== undefined;
  const page: Page = { lang, words, look, csrf, hasError, classic: look.version === "classic" };
  const drawn = draw(view, page);
  const alerts = html`${alert(view.error, page)}${notice(view.notice, page)}`;
  const style = BASE + (look.version === "classic" ? classicStyle(look) : managedStyle(look));
  const head = look.version === "classic" ? classicHead() : managedHead(look);
  const body =
    look.version === "classic"
      ? classicBody(view.kind, drawn, alerts, look)
      : managedBody(view.kind, drawn, alerts, look);
  return html`<!doctype html>
<html${attributes({ lang, dir: directionOf(lang) })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${hasError && `${words.error}: `}${drawn.title}</title>
${head}
<style${attributes({ nonce })}>${new Html(style)}</style>
</head>
${body}
${script(drawn, nonce)}
</html>
`.text;
}

/** Above the form, where screen readers begin; the first field refers to it. */
const alert = (error: string | undefined, { classic, lang, words }: Page) =>
  error !== undefined &&
  html`<p class="alert${classic && " errorMessage-customizable"}" id="error" role="alert">${inLanguage(error, lang, words)}</p>`;

const notice = (text: string | undefined, { lang, words }: Page) =>
  text !== undefined && html`<p class="alert good" role="status">${inLanguage(text, lang, words)}</p>`;

const script = ({ script: code }: Drawn, nonce: string) =>
  code !== undefined && html`<script${attributes({ nonce })}>${new Html(code)}</script>`;

/** What pages may load. A form may end at any application, which form-action would forbid; its token stands for it. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
