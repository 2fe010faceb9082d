// The classic pages: a banner above a card, in colours of their own, until a style sheet says otherwise.
import type { ClassicLook } from "../look.js";
import { type Colours, properties } from "./properties.js";

const LIGHT: Colours = {
  ...{ page: "#f1f2f5", card: "#ffffff", "card-border": "#dfe2e8" },
  ...{ heading: "#16191f", body: "#3d4350", description: "#545b69", label: "#2b303b", hint: "#5c6370" },
  ...{ input: "#ffffff", "input-border": "#8a919e", placeholder: "#6a7180", focus: "#2f5bd0" },
  ...{ link: "#2850bd", "link-hover": "#18368a" },
  ...{
    primary: "#2f5bd0",
    "primary-text": "#ffffff",
    "primary-hover": "#2449aa",
    "primary-hover-text": "#ffffff",
  },
  ...{ "primary-active": "#1b3985", "primary-active-text": "#ffffff" },
  ...{ second: "#ffffff", "second-text": "#2850bd", "second-border": "#8a9ccc" },
  ...{ "second-hover": "#eef2fc", "second-hover-text": "#18368a", "second-hover-border": "#2850bd" },
  ...{ idp: "#ffffff", "idp-text": "#2b303b", "idp-border": "#8a919e" },
  ...{ "idp-hover": "#f4f5f8", "idp-hover-text": "#16191f", "idp-hover-border": "#545b69" },
  ...{ divider: "#dfe2e8", option: "#ffffff", "option-border": "#8a919e", selected: "#2f5bd0" },
  ...{ error: "#fdf3f2", "error-border": "#b3362b", "error-mark": "#b3362b" },
  ...{ success: "#f0f8f2", "success-border": "#2b7a3f", header: "#e9ecf2", "header-border": "#dfe2e8" },
  ...{ footer: "#e9ecf2", "footer-border": "#dfe2e8" },
};

const DARK: Colours = {
  ...{ page: "#111318", card: "#1a1d24", "card-border": "#2c313c" },
  ...{ heading: "#f0f2f6", body: "#c3c8d2", description: "#aab0bd", label: "#dde1e9", hint: "#a0a7b5" },
  ...{ input: "#13161c", "input-border": "#6a7180", placeholder: "#9097a5", focus: "#8fb0ff" },
  ...{ link: "#9db9ff", "link-hover": "#c3d4ff" },
  ...{
    primary: "#8fb0ff",
    "primary-text": "#0d1530",
    "primary-hover": "#b3c9ff",
    "primary-hover-text": "#0d1530",
  },
  ...{ "primary-active": "#7299f5", "primary-active-text": "#0d1530" },
  ...{ second: "#1a1d24", "second-text": "#9db9ff", "second-border": "#56648a" },
  ...{ "second-hover": "#232838", "second-hover-text": "#c3d4ff", "second-hover-border": "#9db9ff" },
  ...{ idp: "#1a1d24", "idp-text": "#dde1e9", "idp-border": "#6a7180" },
  ...{ "idp-hover": "#242833", "idp-hover-text": "#ffffff", "idp-hover-border": "#a0a7b5" },
  ...{ divider: "#2c313c", option: "#13161c", "option-border": "#6a7180", selected: "#8fb0ff" },
  ...{ error: "#2a1614", "error-border": "#e5786d", "error-mark": "#e5786d" },
  ...{ success: "#13231a", "success-border": "#6fbf84", header: "#20242d", "header-border": "#2c313c" },
  ...{ footer: "#20242d", "footer-border": "#2c313c" },
};

const SIZES = {
  ...{ control: "2.75rem", gap: "1.25rem", "card-radius": "10px" },
  ...{ "button-radius": "6px", "input-radius": "6px", "alert-radius": "6px" },
};

/** A style sheet of the pool's was written for light pages, and says nothing of others. */
export const classicStyle = ({ css }: ClassicLook): string =>
  `${properties(css === undefined ? "DYNAMIC" : "LIGHT", { light: LIGHT, dark: DARK, sizes: SIZES })}${LAYOUT}${
    css === undefined ? "" : inStyle(css)
  }`;

/** Nothing in it can end the element that it becomes part of. */
const inStyle = (css: string): string => css.replace(/</g, "\\3c ");

const LAYOUT = `
@layer kit {
.stage { flex: 1; display: flex; flex-direction: column; align-items: center; padding: clamp(0rem, 6vw, 4.5rem) clamp(0rem, 4vw, 2rem) }
.card { overflow: hidden; background-color: var(--card); border: 1px solid var(--card-border); border-radius: var(--card-radius); box-shadow: 0 1px 3px rgb(0 0 0 / .06), 0 8px 24px -8px rgb(0 0 0 / .1) }
.banner-customizable { display: flex; justify-content: center; align-items: center; min-height: 4.5rem; padding: 1.25rem; color: var(--hint); background-color: var(--header); border-bottom: 1px solid var(--header-border) }
.banner-customizable svg { width: 1.75rem; height: 1.75rem }
.logo-customizable { display: block; max-width: 60%; max-height: 11rem }
.inside { padding: 1.75rem 2rem 2rem }
h1 { font-size: 1.25rem; text-align: center }
.inside > p:not([class]) { margin-top: .5rem; text-align: center; color: var(--description) }
.inside > .graphic { margin-inline: auto }
.lead { text-align: center }
.passwordCheck-notValid-customizable { color: var(--hint) }
.label-customizable { font-weight: 600 }
.legalText-customizable { font-size: .875rem }
.columns { display: grid }
.textDescription-customizable, .idpDescription-customizable { margin-bottom: var(--gap); text-align: center; color: var(--description) }
.columns { font-size: .9375rem }
.lead.textDescription-customizable { margin-bottom: 0 }
@media (min-width: 48rem) {
  .wide { max-width: 48rem }
  .columns { grid-template-columns: 1fr auto 1fr; gap: 2rem }
  .columns .divider { flex-direction: column; height: 100%; margin: 0 }
  .columns .divider::before, .columns .divider::after { border: 0; border-inline-start: 1px solid var(--divider) }
}
@media (max-width: 30rem) {
  .stage { padding: 0 }
  .card { flex: 1; max-width: none; border: 0; border-radius: 0; box-shadow: none }
  .inside { padding: 1.75rem 1.25rem }
}
}
`;
