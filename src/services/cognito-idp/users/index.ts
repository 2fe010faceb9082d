// Operations on users as administrators see them.
import { registered } from "../../registered.js";

export const userOperations = registered({
  AdminCreateUser: () => import("./AdminCreateUser.js"),
  AdminGetUser: () => import("./AdminGetUser.js"),
  AdminDeleteUser: () => import("./AdminDeleteUser.js"),
  AdminConfirmSignUp: () => import("./AdminConfirmSignUp.js"),
  AdminEnableUser: () => import("./AdminEnableUser.js"),
  AdminDisableUser: () => import("./AdminDisableUser.js"),
  AdminSetUserPassword: () => import("./AdminSetUserPassword.js"),
  AdminResetUserPassword: () => import("./AdminResetUserPassword.js"),
  AdminUpdateUserAttributes: () => import("./AdminUpdateUserAttributes.js"),
  AdminDeleteUserAttributes: () => import("./AdminDeleteUserAttributes.js"),
  ListUsers: () => import("./ListUsers.js"),
});
