// A page outside of any domain that tells one thing: what happened, and what to do next. It looks like classic pages.
import type { Response } from "express";
import { drawing } from "./graphics.js";
import { Html, html } from "./html.js";
import { BASE } from "./styles/base.js";
import { classicStyle } from "./styles/classic.js";

export interface Notice {
  readonly title: string;
  /** One paragraph each. */
  readonly text: readonly string[];
  readonly good: boolean;
}

const STYLE = BASE + classicStyle({ version: "classic" });

export const noticePage = ({ title, text, good }: Notice): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<div class="stage">
<main class="card">
<div class="inside" role="${good ? "status" : "alert"}">
<div class="graphic ${good ? "done" : "warning"}" aria-hidden="true">${drawing(good ? "done" : "warning")}</div>
<h1>${title}</h1>
${text.map(
  (paragraph) => html`<p>${paragraph}</p>
`,
)}
</div>
</main>
</div>
</body>
</html>
`.text;

/** Nothing may be loaded, framed, stored, or told of the address, which holds a code. */
export function sendNotice(response: Response, status: number, notice: Notice): void {
  response
    .status(status)
    .set({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    })
    .send(noticePage(notice));
}
