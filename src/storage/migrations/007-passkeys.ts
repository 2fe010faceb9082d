// Passkeys of users.
export const passkeys = "";
