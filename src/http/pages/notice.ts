// A page that tells one thing: what happened, and what to do next.
import type { Response } from "express";
import { escapeHtml } from "../../core/messages/html.js";

export interface Notice {
  readonly title: string;
  /** One paragraph each. */
  readonly text: readonly string[];
  readonly good: boolean;
}

const STYLE = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center }
main { max-width: 32rem; padding: 2rem; border-top: .25rem solid #1a7f37 }
main.bad { border-color: #cf222e }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem }
`;

export const noticePage = ({ title, text, good }: Notice): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main${good ? "" : ' class="bad"'} role="${good ? "status" : "alert"}">
<h1>${escapeHtml(title)}</h1>
${text.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n")}
</main>
</body>
</html>
`;

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
