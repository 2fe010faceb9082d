// IAM roles as STS names them once they are assumed.
import { createHash } from "node:crypto";

export interface AssumedRole {
  readonly arn: string;
  /** The role's own id and the session name. */
  readonly id: string;
  readonly account: string;
}

/** @param roleArn such as `arn:aws:iam::000000000000:role/path/name`; the path is not part of the assumed role's ARN */
export function assumedRole(roleArn: string, sessionName: string): AssumedRole {
  const [, partition = "aws", , , account = "", resource = ""] = roleArn.split(":");
  const name = resource.slice(resource.lastIndexOf("/") + 1);
  return {
    arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`,
    id: `${roleId(roleArn)}:${sessionName}`,
    account,
  };
}

/** The same for the same role each time: there is no IAM here that would keep one. */
function roleId(roleArn: string): string {
  const digits = createHash("sha256").update(roleArn).digest();
  return `AROA${Array.from(digits.subarray(0, 17), (byte) => alphabet[byte & 31]).join("")}`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
