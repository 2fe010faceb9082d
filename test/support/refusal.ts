// Asserts how an operation refuses: the error's name and its message, both to the letter.
import { expect } from "vitest";

/** `await refusal(idp.send(command), "UserNotFoundException", "User does not exist.")` */
export async function refusal(answer: Promise<unknown>, name: string, message: string): Promise<void> {
  const outcome = await answer.then(
    (value) => ({ answered: value }),
    (error: Error) => ({ name: error.name, message: error.message }),
  );
  expect(outcome).toEqual({ name, message });
}
