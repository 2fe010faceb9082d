// A message as people's own programs get it: the form that the inbox answers, without what only SES and SNS need.
import type { OutgoingMessage } from "./delivery.js";

export type ShownMessage = Omit<OutgoingMessage, "at" | "account" | "region" | "sourceArn"> & {
  /** ISO 8601. */
  readonly at: string;
};

export function shown({
  at,
  account: _a,
  region: _r,
  sourceArn: _s,
  ...message
}: OutgoingMessage): ShownMessage {
  return { ...message, at: new Date(at).toISOString() };
}
