// The port to AWS Lambda: runs the function that a user pool names by its ARN, wherever that function really is.

export interface LambdaInvocation {
  /** As the pool's LambdaConfig says it, with or without a version or alias. */
  readonly functionArn: string;
  /** Sent as JSON: what the function does to it is not seen here. */
  readonly event: object;
  /** `Event` does not wait for the function to end. */
  readonly kind: "RequestResponse" | "Event";
}

/** What became of an invocation. `invoke` never rejects: a broken function is an outcome like others. */
export type LambdaResult =
  /** A JSON value; undefined when what came back is not JSON. */
  | (Ran & { readonly outcome: "answered"; readonly payload: unknown })
  /** The function threw, rejected or called back with an error: what `X-Amz-Function-Error` stands for. */
  | (Ran & {
      readonly outcome: "failed";
      readonly errorType: string;
      readonly errorMessage: string;
      readonly stack?: readonly string[] | undefined;
    })
  | (Ran & { readonly outcome: "timedOut" })
  /** It left the process, ran out of memory, has no such handler or could not be loaded. */
  | (Ran & { readonly outcome: "crashed"; readonly reason: string })
  /** Nothing ran. `reason` is the exception of the Lambda API, such as AccessDeniedException, or a network error's code. */
  | { readonly outcome: "refused"; readonly reason: string; readonly detail?: string; readonly ms: number }
  /** There is no mapping for this function, and no Lambda endpoint. */
  | { readonly outcome: "unmapped" }
  /** Only for `Event`: it runs, or will soon; `finished` tells how it ended and never rejects. */
  | { readonly outcome: "accepted"; readonly finished: Promise<FinishedLambdaResult> };

export type FinishedLambdaResult = Exclude<LambdaResult, { outcome: "accepted" }>;

interface Ran {
  /** What it wrote to its console, or the tail of its log. */
  readonly logs: string;
  /** From the invocation to its end. */
  readonly ms: number;
}

/** Where a function is: `./pre-sign-up.ts#handler`, or an http(s) URL that takes the event by POST. */
export type LambdaTarget =
  | string
  | {
      readonly target: string;
      /** Added to the environment of a local module. */
      readonly environment?: Readonly<Record<string, string>> | undefined;
    };

/** Functions by ARN (with or without version or alias) or by bare name. */
export type LambdaTargets = Readonly<Record<string, LambdaTarget>>;

export interface Lambda {
  invoke(invocation: LambdaInvocation): Promise<LambdaResult>;
  /** Says where functions are; a later word about the same function wins. Paths are relative to the folder `base`. */
  map(targets: LambdaTargets, base?: string): void;
  /** Tells functions where the emulator is, for those that call it. */
  listeningAt(url: string): void;
  /** Ends every running function. */
  close(): Promise<void>;
}

/** No function anywhere: for an emulator that was given none. */
export const noLambda: Lambda = Object.freeze({
  invoke: async () => ({ outcome: "unmapped" }) as const,
  map: () => {},
  listeningAt: () => {},
  close: async () => {},
});
