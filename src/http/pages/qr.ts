// QR codes as drawings: one path, loaded and made only where an authenticator is set up.
import { createRequire } from "node:module";
import type QrCode from "qrcode-generator";
import { attributes, type Html, html } from "./html.js";

const load = createRequire(import.meta.url);

/** Dark on light in every colour scheme: not every app reads the reverse. Around it the margin that readers need. */
export function qrCode(text: string, label: string): Html {
  const make = load("qrcode-generator") as typeof QrCode;
  const code = make(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (code.isDark(y, x)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  const viewBox = `0 0 ${size + 8} ${size + 8}`;
  return html`<svg class="qr" role="img"${attributes({ viewBox, "aria-label": label })} shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size + 8}v${size + 8}H0z"/><path fill="#000" d="${path}"/></svg>`;
}
