// Operations on the domains of sign-in pages.
import type { Operation } from "../../operation.js";
import { CreateUserPoolDomain } from "./CreateUserPoolDomain.js";
import { DeleteUserPoolDomain } from "./DeleteUserPoolDomain.js";
import { DescribeUserPoolDomain } from "./DescribeUserPoolDomain.js";
import { UpdateUserPoolDomain } from "./UpdateUserPoolDomain.js";

export const loginPageOperations: readonly Operation[] = [
  CreateUserPoolDomain,
  DescribeUserPoolDomain,
  UpdateUserPoolDomain,
  DeleteUserPoolDomain,
];
