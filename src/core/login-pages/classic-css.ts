// The style sheet of the classic pages: which classes and properties it may name (developer guide, classic branding).
import { fault } from "../../model/fault.js";

const CLASSES: readonly string[] = [
  "background",
  "banner",
  "errorMessage",
  "idpButton",
  "idpDescription",
  "inputField",
  "label",
  "legalText",
  "logo",
  "passwordCheck-valid",
  "passwordCheck-notValid",
  "redirect",
  "socialButton",
  "submitButton",
  "textDescription",
];

const SELECTORS: ReadonlySet<string> = new Set([
  ...CLASSES.map((name) => `.${name}-customizable`),
  ".idpButton-customizable:hover",
  ".inputField-customizable:focus",
  ".submitButton-customizable:hover",
]);

// The rules are documented, the texts of these refusals assumed.
const invalid = (message: string) => fault("InvalidParameterException", message);

const UNPARSED = "CSS could not be parsed.";

/**
 * Also what keeps the sheet harmless: it becomes part of pages as it is.
 * @throws InvalidParameterException
 */
export function requireClassicCss(css: string): void {
  const bare = without(css, "comments");
  const structure = without(css, "comments and contents");
  const forbidden =
    /@[a-z-]+/i.exec(structure)?.[0] ??
    /<|\\|javascript:|expression\s*\(|behavior\s*:|-moz-binding/i.exec(bare)?.[0];
  if (forbidden !== undefined) throw invalid(`CSS must not contain ${forbidden}`);
  let rest = structure.trim();
  while (rest !== "") {
    const open = rest.indexOf("{");
    const close = rest.indexOf("}");
    if (open < 0 || close < open || rest.slice(open + 1, close).includes("{")) throw invalid(UNPARSED);
    for (const selector of rest.slice(0, open).split(","))
      if (!SELECTORS.has(selector.trim())) throw invalid(`CSS class name is not valid: ${selector.trim()}`);
    requireDeclarations(rest.slice(open + 1, close));
    rest = rest.slice(close + 1).trim();
  }
}

/**
 * Comments; strings and addresses without quotes, in which nothing is a comment or ends a rule; and what begins one of
 * them without an end. There are no escapes: a backslash is forbidden. A name that only ends in `url` is a function.
 */
const TOKENS =
  /(?<comment>\/\*.*?\*\/)|(?<text>"[^"\n\r\f]*"|'[^'\n\r\f]*')|(?<![\w\0\u0080-\uffff#@-])url\([ \t\n\r\f]*(?!["' \t\n\r\f])(?:(?<address>[^)]*)\)|(?<open>))|(?<stray>\/\*|["'])/gis;

/** @throws InvalidParameterException for what is not closed */
function without(css: string, what: "comments" | "comments and contents"): string {
  return css.replace(TOKENS, (token, ...rest) => {
    const { comment, text, address } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (comment !== undefined) return " ";
    if (text === undefined && address === undefined) throw invalid(UNPARSED);
    if (what === "comments") return token;
    return text === undefined ? "url()" : '""';
  });
}

function requireDeclarations(body: string): void {
  for (const declaration of body.split(";")) {
    if (declaration.trim() === "") continue;
    if (!/^\s*-{0,2}[a-z][a-z-]*\s*:\s*\S/i.test(declaration) || !isBalanced(declaration))
      throw invalid(UNPARSED);
  }
}

/** An open bracket takes the end of its rule with it. */
function isBalanced(declaration: string): boolean {
  const open: string[] = [];
  for (const [bracket] of declaration.matchAll(/[()[\]]/g))
    if (bracket === "(" || bracket === "[") open.push(bracket);
    else if (open.pop() !== (bracket === ")" ? "(" : "[")) return false;
  return open.length === 0;
}
