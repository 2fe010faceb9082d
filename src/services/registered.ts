// Operations by name, each imported when it is first called: a process starts fast, and most call few of them.
import type { Operation } from "./operation.js";

export interface RegisteredOperation {
  readonly name: string;
  load(): Promise<Operation>;
}

/** @param modules the file of each operation, which exports it under its name */
export const registered = <N extends string>(
  modules: {
    readonly [K in N]: () => Promise<{ readonly [E in K]: Operation }>;
  },
): readonly RegisteredOperation[] =>
  (Object.keys(modules) as N[]).map((name) => ({ name, load: async () => (await modules[name]())[name] }));
