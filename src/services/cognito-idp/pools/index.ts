// Operations on user pools: settings, schema and tags.
import { registered } from "../../registered.js";

export const poolOperations = registered({
  CreateUserPool: () => import("./CreateUserPool.js"),
  DescribeUserPool: () => import("./DescribeUserPool.js"),
  ListUserPools: () => import("./ListUserPools.js"),
  UpdateUserPool: () => import("./UpdateUserPool.js"),
  DeleteUserPool: () => import("./DeleteUserPool.js"),
  AddCustomAttributes: () => import("./AddCustomAttributes.js"),
  TagResource: () => import("./TagResource.js"),
  UntagResource: () => import("./UntagResource.js"),
  ListTagsForResource: () => import("./ListTagsForResource.js"),
});
