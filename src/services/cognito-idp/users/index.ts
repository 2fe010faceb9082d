// Operations on users as administrators see them.
import type { Operation } from "../../operation.js";
import { AdminCreateUser } from "./AdminCreateUser.js";
import { AdminDeleteUser } from "./AdminDeleteUser.js";
import { AdminDisableUser } from "./AdminDisableUser.js";
import { AdminEnableUser } from "./AdminEnableUser.js";
import { AdminGetUser } from "./AdminGetUser.js";
import { AdminSetUserPassword } from "./AdminSetUserPassword.js";

export const userOperations: readonly Operation[] = [
  AdminCreateUser,
  AdminGetUser,
  AdminDeleteUser,
  AdminEnableUser,
  AdminDisableUser,
  AdminSetUserPassword,
];
