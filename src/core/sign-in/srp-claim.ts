// What a client answers to prove a password by SRP: the user's or a device's.
import { fault } from "../../model/fault.js";
import { parseSrpTimestamp } from "../credentials/srp-timestamp.js";
import { type Parameters, requireParameter } from "./attempt.js";

/** The server's half of SRP, which the session keeps. */
export interface SrpExchange {
  readonly A: string;
  readonly B: string;
  /** Base64. */
  readonly b: string;
}

/** What the sessions of both questions to a device keep beside the trail: whose answer they wait for. */
export interface DeviceState {
  readonly device: string;
}

/** @throws InvalidParameterException */
export function srpClaimIn(responses: Parameters) {
  const signature = requireParameter(responses, "PASSWORD_CLAIM_SIGNATURE");
  const secretBlock = requireParameter(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const timestamp = requireParameter(responses, "TIMESTAMP");
  // Not compared with the time: the emulator's clock can be moved, the client's can't.
  if (parseSrpTimestamp(timestamp) === undefined)
    throw fault(
      "InvalidParameterException",
      "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english",
    );
  return { signature, secretBlock, timestamp };
}
