// What the edge knows about one request, and the form of the functions that answer it.
import type { OperationModel } from "./service-model.js";
import type { ServiceId } from "./table.js";

/** The account and region whose state a request works on. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

export interface Call {
  readonly service: ServiceId;
  readonly operation: OperationModel;
  readonly scope: Scope;
  /** Whether the caller sent a signature (it was verified only where credentials are configured). */
  readonly signed: boolean;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/**
 * Answers one operation. The input is `never` here so that every handler fits, whatever input it declares; it was
 * checked against that operation's shape before. Times are epoch milliseconds, blobs are bytes.
 */
export type Handler = (input: never, call: Call) => Promise<object> | object;
