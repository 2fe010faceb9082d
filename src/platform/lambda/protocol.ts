// What the emulator's thread and the thread of a function say to each other.

/** What a thread is started with. */
export interface ThreadData {
  /** The absolute path of the module. */
  readonly file: string;
  /** The export that handles events; `handler`, else the default export, when not given. */
  readonly exportName: string | undefined;
}

/** Asks the thread to handle one event. */
export interface HandlerCall {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  readonly timeoutMs: number;
  readonly functionArn: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly memoryMb: number;
  readonly logStream: string;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack: readonly string[];
}

/** What the thread tells. */
export type ThreadMessage =
  /** `files` are those that it can tell it is made of, besides what its text imports. */
  | { readonly type: "loaded"; readonly files: readonly string[] }
  /** It ends after this. */
  | { readonly type: "unloadable"; readonly reason: string }
  | { readonly type: "log"; readonly text: string }
  | { readonly type: "answer"; readonly json: string }
  | { readonly type: "error"; readonly error: FunctionError; readonly fatal: boolean };

/** Lambda's own limit of an answer, in bytes. */
export const LARGEST_ANSWER = 6_291_556;

/** What Lambda says of a larger one. */
export const tooLarge: FunctionError = {
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`,
  stack: [],
};
