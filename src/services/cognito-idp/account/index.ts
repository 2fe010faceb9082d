// Operations on accounts as their owners see them.
import { registered } from "../../registered.js";

export const accountOperations = registered({
  SignUp: () => import("./SignUp.js"),
  ConfirmSignUp: () => import("./ConfirmSignUp.js"),
  ResendConfirmationCode: () => import("./ResendConfirmationCode.js"),
  ForgotPassword: () => import("./ForgotPassword.js"),
  ConfirmForgotPassword: () => import("./ConfirmForgotPassword.js"),
  ChangePassword: () => import("./ChangePassword.js"),
  GetUser: () => import("./GetUser.js"),
  UpdateUserAttributes: () => import("./UpdateUserAttributes.js"),
  DeleteUserAttributes: () => import("./DeleteUserAttributes.js"),
  DeleteUser: () => import("./DeleteUser.js"),
  GetUserAttributeVerificationCode: () => import("./GetUserAttributeVerificationCode.js"),
  VerifyUserAttribute: () => import("./VerifyUserAttribute.js"),
});
