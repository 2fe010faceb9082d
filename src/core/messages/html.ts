// HTML of message bodies: escaping what is filled in, and the plain text beside the HTML.

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

/** Tags, comments and declarations, each found in one look: a hostile template must not keep the process busy. */
const TAG = /<(\/?)([a-z][a-z0-9]*)?([^<>]*)>/gi;

const UNSEEN: ReadonlySet<string> = new Set(["style", "script", "head"]);
const BREAKS = /^(?:p|div|h[1-6]|li|tr)$/;

/** What a mail program without HTML would show; a link shows where it leads. */
export function plainText(html: string): string {
  let text = "";
  let end = 0;
  let unseen: string | undefined;
  let href: string | undefined;
  for (const tag of html.matchAll(TAG)) {
    if (unseen === undefined) text += html.slice(end, tag.index);
    end = tag.index + tag[0].length;
    const [, slash, name = "", attributes = ""] = tag;
    const element = name.toLowerCase();
    const closes = slash === "/";
    if (unseen !== undefined) {
      if (closes && element === unseen) unseen = undefined;
    } else if (!closes && UNSEEN.has(element)) unseen = element;
    else if (element === "br" || (closes && BREAKS.test(element))) text += "\n";
    else if (element === "a") {
      if (closes && href !== undefined) text += ` (${href})`;
      href = closes ? undefined : /\shref="([^"]*)"/i.exec(attributes)?.[1];
    }
  }
  if (unseen === undefined) text += html.slice(end);
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .trim();
}
