// Operations on app clients and their secrets.
import { registered } from "../../registered.js";

export const clientOperations = registered({
  CreateUserPoolClient: () => import("./CreateUserPoolClient.js"),
  DescribeUserPoolClient: () => import("./DescribeUserPoolClient.js"),
  ListUserPoolClients: () => import("./ListUserPoolClients.js"),
  UpdateUserPoolClient: () => import("./UpdateUserPoolClient.js"),
  DeleteUserPoolClient: () => import("./DeleteUserPoolClient.js"),
  AddUserPoolClientSecret: () => import("./AddUserPoolClientSecret.js"),
  ListUserPoolClientSecrets: () => import("./ListUserPoolClientSecrets.js"),
  DeleteUserPoolClientSecret: () => import("./DeleteUserPoolClientSecret.js"),
});
