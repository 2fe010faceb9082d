// @ts-check
// Sends what a function writes to its console to the emulator's thread, at once and within bounds.

/** What one invocation may write; a function that prints in an endless loop must not fill the emulator's memory. */
const MOST_CHARACTERS = 1_000_000;
const MOST_WRITES = 10_000;

/** @param {(text: string) => void} send */
export function captureOutput(send) {
  let characters = 0;
  let writes = 0;

  /** @type {(text: string) => void} */
  const take = (text) => {
    if (writes > MOST_WRITES || characters > MOST_CHARACTERS) return;
    writes++;
    characters += text.length;
    const full = writes > MOST_WRITES || characters > MOST_CHARACTERS;
    send(full ? "(the function writes more than is kept)\n" : text);
  };

  // A thread's own streams would hold back everything after the first write until the emulator's thread has taken it,
  // which is too late for a function that never lets go of its own thread.
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (/** @type {unknown} */ chunk, /** @type {unknown[]} */ ...rest) => {
      take(typeof chunk === "string" ? chunk : Buffer.from(/** @type {Uint8Array} */ (chunk)).toString());
      const done = rest.find((argument) => typeof argument === "function");
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
  }

  return {
    /** A new invocation begins. */
    begin() {
      characters = 0;
      writes = 0;
    },
  };
}
