// Handlers in TypeScript, one file importing another.
import { greeting } from "./typed-part.js";

interface Event {
  name: string;
}

export const handler = async (event: Event): Promise<object> => ({
  text: greeting(event.name),
});
