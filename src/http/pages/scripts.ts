// The scripts of pages: passkeys are the one thing that no form can do; the rest is comfort.

/** JSON inside a script: what could end the element is written otherwise. */
const inScript = (json: string): string =>
  json
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");

/** Fills the hidden field `credential`; it stays empty when the person gave up or the browser can't. */
const passkeyScript = (call: "create" | "get", options: string): string => `
const form = document.querySelector('input[name="credential"]').form;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  let credential = "";
  try {
    const publicKey = PublicKeyCredential.${call === "get" ? "parseRequestOptionsFromJSON" : "parseCreationOptionsFromJSON"}(${inScript(options)});
    credential = JSON.stringify((await navigator.credentials.${call}({ publicKey })).toJSON());
  } catch {}
  form.elements.credential.value = credential;
  form.submit();
});
`;

export const usePasskey = (options: string): string => passkeyScript("get", options);
export const createPasskey = (options: string): string => passkeyScript("create", options);

/** Marks the rules that a new password keeps while it is typed; the service has the last word. */
export const CHECK_RULES = `
const field = document.getElementById("password");
const kept = {
  lowercase: (text) => /[a-z]/.test(text),
  uppercase: (text) => /[A-Z]/.test(text),
  number: (text) => /[0-9]/.test(text),
  symbol: (text) => /[ -\\/:-@[-\`{-~]/.test(text.trim()),
};
field.addEventListener("input", () => {
  for (const rule of document.querySelectorAll("[data-rule]")) {
    const name = rule.dataset.rule;
    const good = kept[name] ? kept[name](field.value) : field.value.length >= Number(name);
    rule.classList.toggle("kept", good);
    rule.classList.toggle("passwordCheck-valid-customizable", good);
    rule.classList.toggle("passwordCheck-notValid-customizable", !good);
  }
});
`;
