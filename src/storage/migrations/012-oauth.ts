// The OAuth server: authorization codes and browser sessions.
export const oauth = "";
