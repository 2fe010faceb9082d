// The shapes of the service model as the emulator reads them: linked to each other, patterns ready to be used.

interface Named {
  readonly name: string;
}

/** Inclusive bounds: of a length, a number of elements or a value. */
interface Bounded {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface StringShape extends Named, Bounded {
  readonly kind: "string";
  readonly pattern: Pattern | undefined;
  readonly enum: ReadonlySet<string> | undefined;
  readonly sensitive: boolean;
}

export interface IntegerShape extends Named, Bounded {
  readonly kind: "integer" | "long";
  /** A missing member of this shape counts as 0, even an optional one. */
  readonly primitive: boolean;
}

export interface SimpleShape extends Named {
  readonly kind: "boolean" | "timestamp" | "document";
}

export interface BlobShape extends Named, Bounded {
  readonly kind: "blob";
  readonly sensitive: boolean;
}

export interface ListShape extends Named, Bounded {
  readonly kind: "list";
  readonly member: Shape;
  readonly sensitive: boolean;
}

export interface MapShape extends Named, Bounded {
  readonly kind: "map";
  readonly key: StringShape;
  readonly value: Shape;
  readonly sensitive: boolean;
}

export interface StructureShape extends Named {
  readonly kind: "structure";
  readonly members: readonly Member[];
  readonly memberNames: ReadonlySet<string>;
  readonly error: boolean;
}

export type Shape =
  | StringShape
  | IntegerShape
  | SimpleShape
  | BlobShape
  | ListShape
  | MapShape
  | StructureShape;

export interface Member {
  readonly name: string;
  /** The name in validation messages: `userPoolId` for `UserPoolId`. */
  readonly path: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** Whether a missing value is checked as 0: the service's required integers are primitive, and some others. */
  readonly zeroWhenMissing: boolean;
}

/** A pattern that must match the whole text. It is compiled when it is first needed. */
export class Pattern {
  /** As the service prints it. */
  readonly source: string;
  readonly #regexp: string;
  #compiled: RegExp | undefined;

  constructor(source: string, regexp: string) {
    this.source = source;
    this.#regexp = regexp;
  }

  matches(text: string): boolean {
    this.#compiled ??= new RegExp(`^(?:${this.#regexp})$`, "u");
    return this.#compiled.test(text);
  }
}
