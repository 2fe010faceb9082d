// Session tracking: what is kept of each session beside its sign-in.
export const userSessions = "";
