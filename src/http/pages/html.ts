// HTML that is safe by construction: whatever isn't Html itself is escaped when it becomes part of it.
import { escapeHtml } from "../../core/messages/html.js";

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | false | undefined | readonly Part[];

const textOf = (part: Part): string => {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return part.map(textOf).join("");
};

/** html`<p>${text}</p>` */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((all, string, index) => all + textOf(parts[index - 1]) + string));

/** Attributes of an element, in front of each a space; those without a value are left out. */
export const attributes = (values: Readonly<Record<string, string | number | boolean | undefined>>): Html =>
  new Html(
    Object.entries(values)
      .map(([name, value]) => {
        if (value === undefined || value === false) return "";
        return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
      })
      .join(""),
  );
