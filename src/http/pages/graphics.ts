// The small pictures beside what is asked: drawn in the colour of the page's buttons, for the eye alone.
import { attributes, type Html, html } from "./html.js";
import type { ManagedLook } from "./look.js";
import type { Graphic } from "./page.js";
import { schemeOf } from "./styles/managed.js";
import { imageFor } from "./styles/managed-images.js";

const PATHS: Readonly<Record<Graphic, string>> = {
  email: "M4 10h40v28H4zM4 12l20 15 20-15",
  sms: "M6 8h36v25H22l-10 8v-8H6zM15 20.5h.1M24 20.5h.1M33 20.5h.1",
  app: "M14 4h20a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H14a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM22 38h4M18 22l5 5 8-9",
  password:
    "M10 21h28a3 3 0 0 1 3 3v17a3 3 0 0 1-3 3H10a3 3 0 0 1-3-3V24a3 3 0 0 1 3-3zM14 21v-7a10 10 0 0 1 20 0v7M24 30v6",
  passkey:
    "M18 24a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM4 43c0-8 6-13 14-13 3 0 6 .7 8 2M36 29a6 6 0 1 0-3-11 6 6 0 0 0 3 11zM36 29v14l-3-3M36 37l3-2.500",
  person: "M24 23a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 44c0-9 8-14 18-14s18 5 18 14",
  warning: "M24 5 45 42H3zM24 19v10M24 35.500h.1",
  done: "M24 44a20 20 0 1 0 0-40 20 20 0 0 0 0 40zM15 24.500l6.500 6.500 12-13",
};

export const drawing = (graphic: Graphic): Html =>
  html`<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="${PATHS[graphic]}"/></svg>`;

const CATEGORIES: Partial<Record<Graphic, string>> = {
  email: "EMAIL_GRAPHIC",
  sms: "SMS_GRAPHIC",
  app: "AUTH_APP_GRAPHIC",
  password: "PASSWORD_GRAPHIC",
  passkey: "PASSKEY_GRAPHIC",
};

/** The branding's own picture, or else a drawing. */
export function graphic(name: Graphic, look: ManagedLook): Html {
  const category = CATEGORIES[name];
  const own = category && picture(look, category, "");
  return html`<div class="graphic ${name}" aria-hidden="true">${own ?? drawing(name)}</div>`;
}

/** An image of the branding in the mode of the page. */
export function picture(look: ManagedLook, category: string, alt: string): Html | undefined {
  const scheme = schemeOf(look);
  const light = imageFor(look, category, "LIGHT");
  const dark = imageFor(look, category, "DARK");
  const shown = scheme === "DARK" ? dark : (light ?? dark);
  if (!shown) return undefined;
  const image = html`<img${attributes({ src: shown.href, alt })}>`;
  if (scheme !== "DYNAMIC" || !dark || dark === shown) return image;
  return html`<picture><source${attributes({ srcset: dark.href, media: "(prefers-color-scheme: dark)" })}>${image}</picture>`;
}

/** In the banner of classic pages without a logo. */
export const lock = (): Html => html`<span aria-hidden="true">${drawing("password")}</span>`;
