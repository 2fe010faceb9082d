// Operations on app clients and their secrets.
import type { Operation } from "../../operation.js";
import { AddUserPoolClientSecret } from "./AddUserPoolClientSecret.js";
import { CreateUserPoolClient } from "./CreateUserPoolClient.js";
import { DeleteUserPoolClient } from "./DeleteUserPoolClient.js";
import { DeleteUserPoolClientSecret } from "./DeleteUserPoolClientSecret.js";
import { DescribeUserPoolClient } from "./DescribeUserPoolClient.js";
import { ListUserPoolClientSecrets } from "./ListUserPoolClientSecrets.js";
import { ListUserPoolClients } from "./ListUserPoolClients.js";
import { UpdateUserPoolClient } from "./UpdateUserPoolClient.js";

export const clientOperations: readonly Operation[] = [
  CreateUserPoolClient,
  DescribeUserPoolClient,
  ListUserPoolClients,
  UpdateUserPoolClient,
  DeleteUserPoolClient,
  AddUserPoolClientSecret,
  ListUserPoolClientSecrets,
  DeleteUserPoolClientSecret,
];
