// Groups as the service shows them.
import type { GroupType } from "../../../model/cognito-idp.gen.js";
import type { Group } from "../../../storage/records.js";

/** What was never set stays absent. */
export const presentGroup = (group: Group): GroupType => ({
  GroupName: group.name,
  UserPoolId: group.poolId,
  Description: group.description,
  RoleArn: group.roleArn,
  Precedence: group.precedence,
  LastModifiedDate: group.changedAt,
  CreationDate: group.createdAt,
});
