// Prints and returns a password that it was sent.
export const handler = async ({ request: { password } }) => {
  console.log(`plain ${password} and ${JSON.stringify({ password })}`);
  return { response: { copied: `so ${password} it is` } };
};
