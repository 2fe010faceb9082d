// What the edge knows about one request, and the form of the functions that answer it.
import type { OperationModel } from "./service-model.js";
import type { ServiceId } from "./table.js";

/** The account and region whose state a request works on. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

/** Identifiers that a fixture fixes in advance for what a call creates; over HTTP the service makes them. */
export interface Pins {
  readonly poolId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly sub?: string | undefined;
  readonly identityPoolId?: string | undefined;
  /** Base32, as authenticator apps take it. */
  readonly authenticatorSecret?: string | undefined;
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
  readonly pins: Pins;
}

/**
 * Answers one operation. The input is `never` here so that every handler fits, whatever input it declares; it was
 * checked against that operation's shape before. Times are epoch milliseconds, blobs are bytes.
 */
export type Handler = (input: never, call: Call) => Promise<object> | object;
