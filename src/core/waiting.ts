// Waits for what has not happened yet: a record that a test or a person asks for before it is there.

export interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export function createWaiting() {
  const looks = new Set<() => void>();
  return {
    /** Something new is there to be looked at. */
    wake(): void {
      for (const look of [...looks]) look();
    },
    /** What `find` finds, now or at a later wake; undefined when that takes too long. */
    until<T>(find: () => T | undefined, { timeoutMs, signal }: Patience): Promise<T | undefined> {
      if (signal?.aborted) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const settle = (found: T | undefined): void => {
          clearTimeout(timer);
          looks.delete(look);
          signal?.removeEventListener("abort", giveUp);
          resolve(found);
        };
        const giveUp = () => settle(undefined);
        const look = () => {
          const found = find();
          if (found !== undefined) settle(found);
        };
        const timer = setTimeout(giveUp, timeoutMs);
        signal?.addEventListener("abort", giveUp);
        looks.add(look);
        look();
      });
    },
  };
}
