// Operations on accounts as their owners see them.
import type { Operation } from "../../operation.js";
import { ChangePassword } from "./ChangePassword.js";
import { ConfirmForgotPassword } from "./ConfirmForgotPassword.js";
import { ConfirmSignUp } from "./ConfirmSignUp.js";
import { DeleteUser } from "./DeleteUser.js";
import { DeleteUserAttributes } from "./DeleteUserAttributes.js";
import { ForgotPassword } from "./ForgotPassword.js";
import { GetUser } from "./GetUser.js";
import { GetUserAttributeVerificationCode } from "./GetUserAttributeVerificationCode.js";
import { ResendConfirmationCode } from "./ResendConfirmationCode.js";
import { SignUp } from "./SignUp.js";
import { UpdateUserAttributes } from "./UpdateUserAttributes.js";
import { VerifyUserAttribute } from "./VerifyUserAttribute.js";

export const accountOperations: readonly Operation[] = [
  SignUp,
  ConfirmSignUp,
  ResendConfirmationCode,
  ForgotPassword,
  ConfirmForgotPassword,
  ChangePassword,
  GetUser,
  UpdateUserAttributes,
  DeleteUserAttributes,
  DeleteUser,
  GetUserAttributeVerificationCode,
  VerifyUserAttribute,
];
