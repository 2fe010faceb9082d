// The custom properties by which a look colours the pages.
export interface Colours {
  readonly page: string;
  readonly card: string;
  readonly "card-border": string;
  readonly heading: string;
  readonly body: string;
  readonly description: string;
  readonly label: string;
  readonly hint: string;
  readonly input: string;
  readonly "input-border": string;
  readonly placeholder: string;
  readonly focus: string;
  readonly link: string;
  readonly "link-hover": string;
  readonly primary: string;
  readonly "primary-text": string;
  readonly "primary-hover": string;
  readonly "primary-hover-text": string;
  readonly "primary-active": string;
  readonly "primary-active-text": string;
  readonly second: string;
  readonly "second-text": string;
  readonly "second-border": string;
  readonly "second-hover": string;
  readonly "second-hover-text": string;
  readonly "second-hover-border": string;
  readonly idp: string;
  readonly "idp-text": string;
  readonly "idp-border": string;
  readonly "idp-hover": string;
  readonly "idp-hover-text": string;
  readonly "idp-hover-border": string;
  readonly divider: string;
  readonly option: string;
  readonly "option-border": string;
  readonly selected: string;
  readonly error: string;
  readonly "error-border": string;
  readonly "error-mark": string;
  readonly success: string;
  readonly "success-border": string;
  readonly header: string;
  readonly "header-border": string;
  readonly footer: string;
  readonly "footer-border": string;
}

export type Scheme = "LIGHT" | "DARK" | "DYNAMIC";

/** Numbers are pixels. */
export type Sizes = Readonly<Record<string, string | number>>;

const declarations = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${typeof value === "number" ? `${value}px` : value}`)
    .join(";");

/** One sheet of properties: light, dark, or whichever the browser prefers. */
export function properties(
  scheme: Scheme,
  { light, dark, sizes }: { light: Colours; dark: Colours; sizes: Sizes },
): string {
  const scheming = scheme === "DYNAMIC" ? "light dark" : scheme.toLowerCase();
  const first = scheme === "DARK" ? dark : light;
  const other = scheme === "DYNAMIC" ? `@media(prefers-color-scheme:dark){:root{${declarations(dark)}}}` : "";
  return `@layer kit{:root{color-scheme:${scheming};${declarations(sizes)};${declarations(first)}}${other}}`;
}
