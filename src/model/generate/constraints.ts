// The form of constraints/*.json: facts about the services which the SDK's schemas leave out.

/** A shape that is no structure. The values of an enum and the required members come from the SDK. */
export interface ConstraintShape {
  readonly type:
    | "string"
    | "enum"
    | "integer"
    | "long"
    | "boolean"
    | "timestamp"
    | "blob"
    | "document"
    | "list"
    | "map";
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly sensitive?: true;
}

export interface Constraints {
  readonly targetPrefix: string;
  readonly signingName: string;
  /** Who may call the operation, and the names of the errors that it may raise, separated by spaces. */
  readonly operations: Readonly<Record<string, { readonly auth: "sigv4" | "none"; readonly errors: string }>>;
  readonly shapes: Readonly<Record<string, ConstraintShape>>;
  /** For each structure, in the service's own order of members: the shape that each member has. */
  readonly members: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
