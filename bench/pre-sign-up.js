// The least that a function of a Lambda trigger can do.
export const handler = async (event) => event;
