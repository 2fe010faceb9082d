// Devices that users signed in with.
export const devices = "";
