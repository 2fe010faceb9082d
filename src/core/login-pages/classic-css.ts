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

/**
 * Also what keeps the sheet harmless: it becomes part of pages as it is.
 * @throws InvalidParameterException
 */
export function requireClassicCss(css: string): void {
  const bare = withoutComments(css);
  const forbidden = /@[a-z-]+|<|\\|javascript:|expression\s*\(|behavior\s*:|-moz-binding/i.exec(bare)?.[0];
  if (forbidden !== undefined) throw invalid(`CSS must not contain ${forbidden}`);
  let rest = bare.trim();
  while (rest !== "") {
    const open = rest.indexOf("{");
    const close = rest.indexOf("}");
    if (open < 0 || close < open || rest.slice(open + 1, close).includes("{"))
      throw invalid("CSS could not be parsed.");
    for (const selector of rest.slice(0, open).split(","))
      if (!SELECTORS.has(selector.trim())) throw invalid(`CSS class name is not valid: ${selector.trim()}`);
    requireDeclarations(rest.slice(open + 1, close));
    rest = rest.slice(close + 1).trim();
  }
}

function withoutComments(css: string): string {
  let bare = "";
  let end = 0;
  for (;;) {
    const start = css.indexOf("/*", end);
    if (start < 0) return bare + css.slice(end);
    bare += `${css.slice(end, start)} `;
    const close = css.indexOf("*/", start + 2);
    if (close < 0) throw invalid("CSS could not be parsed.");
    end = close + 2;
  }
}

function requireDeclarations(body: string): void {
  for (const declaration of body.split(";")) {
    if (declaration.trim() === "") continue;
    if (!/^\s*-{0,2}[a-z][a-z-]*\s*:\s*\S/i.test(declaration)) throw invalid("CSS could not be parsed.");
  }
}
