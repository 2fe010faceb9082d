// The sheet of all pages: layout and controls, in colours and corners that the looks give as custom properties. It is a
// layer, so that whatever a classic style sheet says wins.
export const BASE = `
@layer kit {
*, ::before, ::after { box-sizing: border-box }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; -webkit-text-size-adjust: 100% }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; color: var(--body); background-color: var(--page) }
main { width: 100%; max-width: 26.5rem; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.015em; color: var(--heading); text-wrap: balance }
p { margin: 0 }
.lead { margin-top: .5rem; color: var(--description); text-wrap: pretty }
.content { margin-top: var(--gap) }
.text { margin: 1rem 0 }
.hint, .optional { color: var(--hint); font-size: .875rem }
.optional { font-weight: 400 }
.form { display: grid; gap: var(--gap) }
.inline { display: inline }
.field { display: grid; gap: .375rem }
.label { font-size: .875rem; font-weight: 600; color: var(--label) }
.input { width: 100%; min-height: var(--control); padding: .5rem .75rem; font: inherit; color: var(--heading); background-color: var(--input); border: 1px solid var(--input-border); border-radius: var(--input-radius); transition: border-color .15s, box-shadow .15s }
[dir="rtl"] .input { text-align: right }
.input::placeholder { color: var(--placeholder); opacity: 1 }
.input[aria-invalid="true"] { border-color: var(--error-mark) }
.code { font-size: 1.25rem; letter-spacing: .3em; font-variant-numeric: tabular-nums }
.input:focus-visible, .button:focus-visible, .link:focus-visible, .option:focus-within { outline: 2px solid var(--focus); outline-offset: 2px }
.input:focus-visible { outline-offset: 0; border-color: var(--focus) }
.aside { margin-top: calc(var(--gap) * -.5); font-size: .875rem }
.button { display: inline-flex; align-items: center; justify-content: center; width: 100%; min-height: var(--control); padding: .5rem 1rem; font: inherit; font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; border: 1px solid transparent; border-radius: var(--button-radius); cursor: pointer; transition: background-color .15s, border-color .15s, color .15s }
.primary { color: var(--primary-text); background-color: var(--primary) }
.primary:hover { color: var(--primary-hover-text); background-color: var(--primary-hover) }
.primary:active { color: var(--primary-active-text); background-color: var(--primary-active) }
.second { color: var(--second-text); background-color: var(--second); border-color: var(--second-border) }
.second:hover { color: var(--second-hover-text); background-color: var(--second-hover); border-color: var(--second-hover-border) }
.idp { color: var(--idp-text); background-color: var(--idp); border-color: var(--idp-border) }
.idp:hover { color: var(--idp-hover-text); background-color: var(--idp-hover); border-color: var(--idp-hover-border) }
.idp img { width: 1.25rem; height: 1.25rem; margin-inline-end: .625rem; object-fit: contain }
.providers, .choices { display: grid; gap: .75rem }
.link { padding: 0; font: inherit; color: var(--link); background: none; border: 0; border-radius: 2px; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; cursor: pointer }
.link:hover { color: var(--link-hover); text-decoration-thickness: 2px }
.links { margin-top: calc(var(--gap) * 1.25); display: grid; gap: .625rem; font-size: .875rem; text-align: center }
.divider { display: flex; align-items: center; gap: .75rem; margin: var(--gap) 0; font-size: .875rem; color: var(--hint) }
.divider::before, .divider::after { content: ""; flex: 1; border-top: 1px solid var(--divider) }
.alert { margin-top: 1rem; padding: .75rem 1rem; color: var(--heading); border: 1px solid var(--error-border); border-inline-start-width: 4px; border-radius: var(--alert-radius); background-color: var(--error) }
.alert.good { border-color: var(--success-border); background-color: var(--success) }
.options { display: grid; gap: .625rem; margin: 0; padding: 0; border: 0 }
.option { display: flex; align-items: center; gap: .75rem; min-height: 3rem; padding: .5rem .875rem; color: var(--label); background-color: var(--option); border: 1px solid var(--option-border); border-radius: var(--input-radius); cursor: pointer }
.option:has(:checked) { border-color: var(--selected); box-shadow: inset 0 0 0 1px var(--selected) }
.option input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--selected) }
.option input:focus-visible { outline: 0 }
.rules { margin-top: calc(var(--gap) * -.5); font-size: .875rem; color: var(--hint) }
.rules ul { margin: .25rem 0 0; padding-inline-start: 1.25rem }
.rule.kept { color: var(--success-border) }
.rule.kept::marker { content: "✓  " }
.legal { font-size: .875rem; color: var(--description) }
.account { display: flex; align-items: center; gap: .75rem; margin-bottom: var(--gap); padding: .75rem .875rem; color: var(--label); font-weight: 600; border: 1px solid var(--divider); border-radius: var(--input-radius) }
.avatar { flex: none; display: grid; place-items: center; width: 2.5rem; height: 2.5rem; color: var(--primary-text); background-color: var(--primary); border-radius: 50% }
.scan { display: grid; justify-items: center; gap: .75rem; text-align: center; font-size: .875rem }
.qr { display: block; width: 12rem; height: 12rem; border: 1px solid var(--divider); border-radius: var(--input-radius) }
.key code { font: 600 1rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; letter-spacing: .05em; color: var(--heading); word-break: normal; overflow-wrap: normal }
.graphic { display: block; width: 3rem; height: 3rem; margin-bottom: 1rem; color: var(--primary) }
.graphic.warning { color: var(--error-mark) }
.graphic svg, .graphic img { display: block; width: 100%; height: 100%; object-fit: contain }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
@media (forced-colors: active) { .button { border-color: ButtonText } .option:has(:checked) { outline: 2px solid Highlight } }
}
`;
