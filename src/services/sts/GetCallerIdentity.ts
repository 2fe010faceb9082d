// GetCallerIdentity: which role and session temporary credentials of an identity pool stand for.
//
// Any other credentials are taken as the root user of their account, as the emulator's other operations take them.
import type { Core } from "../../core/core.js";
import { StsFault } from "./fault.js";
import { assumedRole } from "./roles.js";

/** Who signed a request. */
export interface StsCaller {
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** The account that credentials of no identity pool belong to. */
  readonly account: string;
}

export function GetCallerIdentity(caller: StsCaller, { core }: { core: Core }) {
  const { accessKeyId, sessionToken, account } = caller;
  const credentials = core.identityPools.awsCredentials.examine(accessKeyId, sessionToken ?? "");
  if (credentials === "unknown")
    return { Arn: `arn:aws:iam::${account}:root`, UserId: account, Account: account };
  if (credentials === "mismatched")
    throw new StsFault("InvalidClientTokenId", "The security token included in the request is invalid.");
  if (credentials === "expired")
    throw new StsFault("ExpiredToken", "The security token included in the request is expired");
  const role = assumedRole(credentials.roleArn, credentials.sessionName);
  return { Arn: role.arn, UserId: role.id, Account: role.account };
}
