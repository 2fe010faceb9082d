// The frame of classic pages: a banner with the logo above the form.
import { lock } from "./graphics.js";
import { type Html, html } from "./html.js";
import type { ClassicLook } from "./look.js";
import type { Drawn } from "./page.js";

export const classicHead = (): Html => html`<link rel="icon" href="data:,">`;

export const classicBody = (
  kind: string,
  drawn: Drawn,
  alerts: Html,
  { logo }: ClassicLook,
): Html => html`<body>
<div class="stage">
<main class="card background-customizable${drawn.wide && " wide"}" data-page="${kind}">
<div class="banner-customizable">${logo === undefined ? lock() : html`<img class="logo-customizable" src="${logo}" alt="">`}</div>
<div class="inside">
<h1>${drawn.title}</h1>
${drawn.lead !== undefined && html`<p class="lead textDescription-customizable">${drawn.lead}</p>`}
${alerts}
<div class="content">${drawn.body}</div>
</div>
</main>
</div>
</body>`;
