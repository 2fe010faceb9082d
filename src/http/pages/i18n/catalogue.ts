// The texts of the pages: every language has each of them.
import type { en } from "./en.js";

export type TextName = keyof typeof en;

export type Catalogue = { readonly [Name in TextName]: string };

/** What goes into the places of a text. */
export type Words = Readonly<Record<string, string | undefined>>;
