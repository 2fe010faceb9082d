// Operations on user pools: settings, schema and tags.
import type { Operation } from "../../operation.js";
import { AddCustomAttributes } from "./AddCustomAttributes.js";
import { CreateUserPool } from "./CreateUserPool.js";
import { DeleteUserPool } from "./DeleteUserPool.js";
import { DescribeUserPool } from "./DescribeUserPool.js";
import { ListTagsForResource } from "./ListTagsForResource.js";
import { ListUserPools } from "./ListUserPools.js";
import { TagResource } from "./TagResource.js";
import { UntagResource } from "./UntagResource.js";
import { UpdateUserPool } from "./UpdateUserPool.js";

export const poolOperations: readonly Operation[] = [
  CreateUserPool,
  DescribeUserPool,
  ListUserPools,
  UpdateUserPool,
  DeleteUserPool,
  AddCustomAttributes,
  TagResource,
  UntagResource,
  ListTagsForResource,
];
