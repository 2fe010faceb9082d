// The form of the generated tables: one service, written as plain data.

/** The two services, by the names that they are signed with. */
export type ServiceId = "cognito-idp" | "cognito-identity";

/** A shape as the table states it: members and elements are named, not yet linked. */
export type TableShape =
  | { readonly type: "boolean" | "timestamp" | "document" }
  | {
      readonly type: "integer" | "long";
      readonly min?: number;
      readonly max?: number;
      readonly primitive?: true;
    }
  | { readonly type: "blob"; readonly min?: number; readonly max?: number; readonly sensitive?: true }
  | TableStringShape
  | {
      readonly type: "list";
      readonly member: string;
      readonly min?: number;
      readonly max?: number;
      readonly sensitive?: true;
    }
  | {
      readonly type: "map";
      readonly key: string;
      readonly value: string;
      readonly min?: number;
      readonly max?: number;
      readonly sensitive?: true;
    }
  | TableStructureShape;

export interface TableStringShape {
  readonly type: "string";
  readonly min?: number;
  readonly max?: number;
  /** The pattern as the service prints it in its messages. */
  readonly pattern?: string;
  /** The same in JavaScript's dialect, where that is another text. */
  readonly regexp?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: true;
}

export interface TableStructureShape {
  readonly type: "structure";
  readonly members: Readonly<Record<string, string>>;
  /** Names of the members that must be present, separated by spaces. */
  readonly required?: string;
  readonly error?: true;
}

export interface TableOperation {
  readonly input: string;
  readonly output: string | null;
  /** Names of the errors that the operation may raise, separated by spaces. */
  readonly errors: string;
  readonly auth: "sigv4" | "none";
}

export interface ModelTable {
  readonly service: ServiceId;
  readonly targetPrefix: string;
  readonly signingName: string;
  /** The error that answers a request which breaks a constraint. */
  readonly invalidInput: "InvalidParameterException" | "ValidationException";
  readonly operations: Readonly<Record<string, TableOperation>>;
  readonly shapes: Readonly<Record<string, TableShape>>;
}
