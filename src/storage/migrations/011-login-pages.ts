// Branding and terms of the login pages.
export const loginPages = "";
