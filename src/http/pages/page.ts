// What the views are drawn with: the words of a language, the look, and what forms carry.

import type { Html } from "./html.js";
import type { Catalogue, Words } from "./i18n/catalogue.js";
import type { Look } from "./look.js";

export interface Page {
  readonly lang: string;
  readonly words: Catalogue;
  readonly look: Look;
  readonly classic: boolean;
  readonly csrf: string;
  /** The first field of a page describes itself by the error above it. */
  readonly hasError: boolean;
}

/** What a view becomes. */
export interface Drawn {
  readonly title: string;
  readonly lead?: string | Html | undefined;
  readonly body: Html;
  /** Which picture stands for the page, where pictures are wanted. */
  readonly graphic?: Graphic | undefined;
  /** Runs in the page; only passkeys need it. */
  readonly script?: string | undefined;
  /** On the classic pages: whether it has two columns where there is room. */
  readonly wide?: boolean | undefined;
}

export type Graphic = "email" | "sms" | "app" | "password" | "passkey" | "person" | "warning" | "done";

/** Puts values into the places of a text; in one from right to left, each keeps its own direction. */
export function fill(text: string, values: Words): string {
  const isolated = /[\u0590-\u08ff]/.test(text);
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name] ?? place;
    return isolated ? `\u2068${value}\u2069` : value;
  });
}
