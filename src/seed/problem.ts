// What is wrong with a fixture, and where.

/** A place in a file; lines and columns count from 1, and are 0 for the file as a whole. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Place {
  /** The member, as `userPools[0].users[2].password`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
}

/** Fixtures that could not be loaded. The message has one line per problem. */
export class FixtureError extends Error {
  override readonly name = "FixtureError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join("\n"));
    this.problems = problems;
  }
}

/** `seed.yaml:12:5: userPools[0].name: expected text, got 5`, as editors and terminals make it a link. */
export function describe({ file, line, column, path, message }: Problem): string {
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  return [place, path, message].filter(Boolean).join(": ");
}
