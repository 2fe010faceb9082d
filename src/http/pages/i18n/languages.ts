// The languages of the pages, and which of them a request wants: those of AWS, and Arabic and Dutch.

import { ar } from "./ar.js";
import type { Catalogue } from "./catalogue.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { fr } from "./fr.js";
import { id } from "./id.js";
import { it } from "./it.js";
import { ja } from "./ja.js";
import { ko } from "./ko.js";
import { nl } from "./nl.js";
import { ptBR } from "./pt-BR.js";
import { zhCN } from "./zh-CN.js";
import { zhTW } from "./zh-TW.js";

const CATALOGUES: Readonly<Record<string, Catalogue>> = {
  ar,
  de,
  en,
  es,
  fr,
  id,
  it,
  ja,
  ko,
  nl,
  "pt-BR": ptBR,
  "zh-CN": zhCN,
  "zh-TW": zhTW,
};

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
