// Risk configurations and what became of sign-ins: authentication events.
export const threatProtection = "";
