// What the service says, in the language of the page: known sentences are translated, others stay in English.
import type { Catalogue, TextName } from "./i18n/catalogue.js";

const KNOWN: Readonly<Record<string, TextName>> = {
  "Incorrect username or password.": "message.credentials",
  "User does not exist.": "message.credentials",
  "Invalid code provided, please request a code again.": "message.code",
  "Invalid verification code provided, please try again.": "message.code",
  "Invalid code or auth state for the user.": "message.code",
  "Invalid code received for user": "message.code",
  "Code mismatch": "message.code",
  "Attempt limit exceeded, please try after some time.": "message.limit",
  "Password attempts exceeded": "message.limit",
  "Your session has expired. Please sign in again.": "message.expired",
  "Invalid session for the user, session is expired.": "message.expired",
  "The passwords do not match.": "message.differ",
  "Missing required parameter USERNAME": "message.missing",
  "User already exists": "message.exists",
  "User is disabled.": "message.disabled",
  "Your account is confirmed. You can sign in now.": "message.confirmed",
  "A new code is on its way.": "message.resent",
  "Login pages unavailable. Please contact an administrator.": "message.unavailable",
};

const POLICY = /^Password (?:did not conform|does not conform)/;

/** English stays as the service words it. */
export function inLanguage(message: string, lang: string, words: Catalogue): string {
  if (lang === "en") return message;
  const name = KNOWN[message] ?? (POLICY.test(message) ? "message.policy" : undefined);
  return name === undefined ? message : words[name];
}
