// The languages of the pages, and which of them a request wants.
import type { Catalogue } from "./catalogue.js";
import { en } from "./en.js";

const CATALOGUES: Readonly<Record<string, Catalogue>> = { en };

export const LANGUAGES: readonly string[] = Object.keys(CATALOGUES);

export const catalogueOf = (lang: string): Catalogue => CATALOGUES[lang] ?? en;

export const directionOf = (lang: string): "ltr" | "rtl" => (lang === "ar" ? "rtl" : "ltr");

/** The language of that tag, whatever its case; its region may be left out or be another. */
export function languageNamed(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const wanted = tag.toLowerCase().replaceAll("_", "-");
  const exact = LANGUAGES.find((lang) => lang.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const [base] = wanted.split("-");
  return LANGUAGES.find((lang) => lang.toLowerCase().split("-")[0] === base);
}

/** What the address says, else what it said before (a cookie), else English: the browser's own is not asked. */
export const chooseLanguage = (parameter: string | undefined, cookie: string | undefined): string =>
  languageNamed(parameter) ?? languageNamed(cookie) ?? "en";
