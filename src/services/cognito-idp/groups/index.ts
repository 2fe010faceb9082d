// Operations on groups and their members.
import { registered } from "../../registered.js";

export const groupOperations = registered({
  CreateGroup: () => import("./CreateGroup.js"),
  GetGroup: () => import("./GetGroup.js"),
  UpdateGroup: () => import("./UpdateGroup.js"),
  DeleteGroup: () => import("./DeleteGroup.js"),
  ListGroups: () => import("./ListGroups.js"),
  AdminAddUserToGroup: () => import("./AdminAddUserToGroup.js"),
  AdminRemoveUserFromGroup: () => import("./AdminRemoveUserFromGroup.js"),
  AdminListGroupsForUser: () => import("./AdminListGroupsForUser.js"),
  ListUsersInGroup: () => import("./ListUsersInGroup.js"),
});
