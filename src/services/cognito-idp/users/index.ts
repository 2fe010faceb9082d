// Operations on users as administrators see them.
import type { Operation } from "../../operation.js";
import { AdminConfirmSignUp } from "./AdminConfirmSignUp.js";
import { AdminCreateUser } from "./AdminCreateUser.js";
import { AdminDeleteUser } from "./AdminDeleteUser.js";
import { AdminDeleteUserAttributes } from "./AdminDeleteUserAttributes.js";
import { AdminDisableUser } from "./AdminDisableUser.js";
import { AdminEnableUser } from "./AdminEnableUser.js";
import { AdminGetUser } from "./AdminGetUser.js";
import { AdminResetUserPassword } from "./AdminResetUserPassword.js";
import { AdminSetUserPassword } from "./AdminSetUserPassword.js";
import { AdminUpdateUserAttributes } from "./AdminUpdateUserAttributes.js";
import { ListUsers } from "./ListUsers.js";

export const userOperations: readonly Operation[] = [
  AdminCreateUser,
  AdminGetUser,
  AdminDeleteUser,
  AdminConfirmSignUp,
  AdminEnableUser,
  AdminDisableUser,
  AdminSetUserPassword,
  AdminResetUserPassword,
  AdminUpdateUserAttributes,
  AdminDeleteUserAttributes,
  ListUsers,
];
